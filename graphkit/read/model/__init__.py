"""What decides: linear heads over the rules' figures, grammar, words and sentence vectors; data with a card."""

from graphkit.read.model.heads import Heads, get_heads

__all__ = ["Heads", "get_heads"]
