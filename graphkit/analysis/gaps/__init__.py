"""Gaps: who is silent on what, and by whom it could be met."""
