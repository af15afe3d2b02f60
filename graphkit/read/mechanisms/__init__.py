"""Which mechanisms a statement names."""
