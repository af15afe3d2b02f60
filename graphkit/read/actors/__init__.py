"""Which actors a statement names, and the parts they play in it."""
