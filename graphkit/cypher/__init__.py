"""Cypher as text: tokens, what a query may do, and where the engines differ."""
