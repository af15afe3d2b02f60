"""Who says a statement."""
