"""Which units are statements, of what kind and how binding."""
