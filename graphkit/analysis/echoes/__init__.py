"""Statements of different documents that ask for the same."""
