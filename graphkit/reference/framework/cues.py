"""Cues: the weighted phrases by which a text shows what it is about, read from a small notation.

A cue is written as one string:

=====================  ==================================================================================
``work permit``        these words in any inflection; words that a language skips (of, the …) need not stand
``(a|b) c``            either alternative; they may be nested and hold several words
``[new] visa``         the words in square brackets may be missing
``<migrant>``          any phrase of the list ``migrant`` in the file's table ``words``
``a .. b``             ``a``, then ``b``, in one clause with at most eight words between them
``a & b``              both in the same statement, in any order
``a ! b``              ``a``, unless ``b`` is within eight words of it
=====================  ==================================================================================
"""

import itertools
import re
from dataclasses import dataclass

from graphkit.errors import InputError

_JOIN = re.compile(r"\s+(\.\.|&|!)\s+")
_MARKS = ("..", "&", "!")
_PIECE = re.compile(r"\(|\)|\[|\]|\||<[^<>]*>|[^()\[\]|<>]+")
_MOST = 400


@dataclass(frozen=True, slots=True)
class Part:
    """One run of words of a cue, as all the phrases it may take, and how it is joined to the part before."""

    join: str
    """Empty for the first part, else ``..``, ``&`` or ``!``."""
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """A sign of one target (an objective's code, a principle's or group's id)."""

    channel: str
    """``objective``, ``principle`` or ``group``."""
    target: str
    weight: float
    """How strong a sign: about 4 names the target, 3 is typical of it, 2 fits it, 1 hints; 0 takes the words
    out of other cues' reach because here they mean something else."""
    text: str
    """The notation it was written in."""
    parts: tuple[Part, ...]


def parse_cue(channel: str, target: str, weight: float, text: str, words: dict[str, list[str]]) -> Cue:
    """Return the cue that a string of the notation stands for; InputError if it is malformed."""
    pieces = _JOIN.split(text.strip())
    joins = ["", *pieces[1::2]]
    loose = [mark for piece in pieces[::2] for mark in piece.split() if mark in _MARKS]
    if loose:
        raise InputError(f"cue '{text}': '{loose[0]}' must stand between words")
    parts = (Part(j, _expand(p, words)) for j, p in zip(joins, pieces[::2], strict=True))
    return Cue(channel, target, weight, text, tuple(parts))


def _expand(text: str, words: dict[str, list[str]]) -> tuple[str, ...]:
    pieces = _PIECE.findall(text)
    found, rest = _alternatives(pieces, text, words)
    if rest:
        raise InputError(f"cue '{text}': '{rest[0]}' closes nothing")
    phrases = tuple(dict.fromkeys(" ".join(p.split()) for p in found))
    if not all(re.search(r"\w", p) for p in phrases) or not 0 < len(phrases) <= _MOST:
        raise InputError(f"cue '{text}': it must stand for 1 to {_MOST} phrases, each of at least one word")
    return phrases


def _alternatives(pieces: list[str], text: str, words: dict[str, list[str]]) -> tuple[list[str], list[str]]:
    """Return what ``a|b|…`` up to a closing bracket may be, and the pieces from that bracket on."""
    found: list[str] = []
    row = [""]
    while pieces and pieces[0] not in (")", "]"):
        piece, *pieces = pieces
        if piece == "|":
            found, row = found + row, [""]
        else:
            options, pieces = _options(piece, pieces, text, words)
            row = [f"{a} {b}" if b else a for a, b in itertools.islice(itertools.product(row, options), _MOST + 1)]
    return found + row, pieces


def _options(piece: str, rest: list[str], text: str, words: dict[str, list[str]]) -> tuple[list[str], list[str]]:
    """Return the phrases that one piece of the notation may be, and the pieces after it."""
    if piece in ("(", "["):
        inner, rest = _alternatives(rest, text, words)
        if not rest or rest[0] != {"(": ")", "[": "]"}[piece]:
            raise InputError(f"cue '{text}': '{piece}' is not closed")
        return (inner if piece == "(" else [*inner, ""]), rest[1:]
    if piece.startswith("<"):
        if piece[1:-1] not in words:
            raise InputError(f"cue '{text}': the table 'words' has no list '{piece[1:-1]}'")
        return [p for phrase in words[piece[1:-1]] for p in _expand(phrase, {})], rest
    return [piece.strip()], rest
