"""What the doors share: opening files, metadata, genres, participation tables."""
