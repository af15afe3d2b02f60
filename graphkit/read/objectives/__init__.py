"""What a statement is about: objectives, principles and groups."""
