"""Shared priorities, and whether they go beyond chance."""
