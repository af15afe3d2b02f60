"""Cooperation clusters of actors."""
