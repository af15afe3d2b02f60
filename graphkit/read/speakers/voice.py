"""A voice: who speaks or acts, by name or as a collective, and the words that show it."""

from dataclasses import dataclass, replace

from graphkit.text.document import Span

AUTHOR = "author"
"""Stands for whoever the document's authors are."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker or doer."""

    who: str
    """Id of a state or body, word of a collective, or :data:`AUTHOR`."""
    rule: str
    score: float
    span: Span
    """Place in the source of the words that show it."""
    named: bool = False
    """Whether ``who`` is the id of a state or body."""
    inherited: bool = False
    """Whether the words stand outside the statement."""

    def pass_on(self, step: str) -> "Voice":
        """Return the voice as one that a statement has from elsewhere, by a step."""
        return replace(self, rule=f"{step}:{self.rule}", inherited=True)


def each_once(voices: "list[Voice]") -> "list[Voice]":
    """Return the voices without repetition, the first of each, in their order."""
    first: dict[str, Voice] = {}
    for voice in voices:
        first.setdefault(voice.who, voice)
    return list(first.values())
