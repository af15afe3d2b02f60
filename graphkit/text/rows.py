"""Rows of a table, each a statement by itself: its cells by the part they play, and where they are in the file."""

import html
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

LABEL_ROLES = ("objectives", "principles", "groups", "themes", "codes")
"""Roles of cells that hold labels which people gave."""
ACTOR_ROLES = ("issuer", "addressee")


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a row; ``start`` and ``end`` are its offsets in the text of the document."""

    text: str
    start: int
    end: int
    heading: str
    """The heading of its column."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a person coded a row with: one label of a cell."""

    role: str
    """One of :data:`LABEL_ROLES`."""
    cell: Cell
    coder: str | None = None
    agreement: int | None = None
    """1 where the speaker agrees with the concept, 0 or -1 where not; None where nobody coded it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One statement of a table; equal rows are one, with the numbers of all."""

    block: int
    """Index of its block in the document."""
    numbers: tuple[int, ...]
    """Rows as the spreadsheet numbers them, from 1; the head counts. Of JSON and Parquet the records from 1."""
    sheet: str | None
    column: str | None
    """Letter of the column of the text; None where the file has no letters."""
    cells: Mapping[str, tuple[Cell, ...]]
    """Role -> its cells that are not blank. ``text`` always has one."""
    labels: tuple[Label, ...] = ()
    data: tuple[tuple[str, str], ...] = ()
    """Heading and value of columns without a role."""

    def first(self, role: str) -> Cell | None:
        """Return the first cell of a role, if there is any."""
        return next(iter(self.cells.get(role, ())), None)


@dataclass(frozen=True, slots=True)
class RowForm:
    """What holds for all rows of a document, whatever their wording."""

    profile: str = "table"
    kind: str | None = None
    """Kind of every row that does not state its own; None leaves it to the wording."""
    fallback: str = "practice"
    """Kind of a row whose wording shows none."""
    coder: str | None = None
    """Who gave the labels, where no cell says so."""
    roles: frozenset[str] = frozenset()
    """Roles that have a column."""
    states: frozenset[str] = frozenset()
    """Headings of columns that name States only: an unknown name there makes no new node."""
    splits: Mapping[str, str] = field(default_factory=dict)
    """Role of labels -> characters that part several labels in a cell, besides line breaks and semicolons."""
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Role -> folded cell -> what it stands for, such as ``accepted`` -> ``supported``."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Names that only this form of table uses -> id of the State or body."""
    codes: Mapping[str, str] = field(default_factory=dict)
    """Label -> ``objective:10``, ``principle:…``, ``group:…``, ``theme:…`` or ``none``."""
    has_codebook: bool = False
    own: bool = False
    """Whether the issuer is also the one who is to act, as in a list of pledges."""
    closing: bool = False
    """Whether names in brackets at the end of the text are the speakers."""
    constants: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Role -> values that hold for every row which does not state its own (options such as ``addressees``)."""


_PLURAL = re.compile(r"\(e?s\)", re.IGNORECASE)


@cache
def fold_label(text: str) -> str:
    """Return a heading, label or word of a closed list for comparing: no case, accents, punctuation, plural s.

    >>> fold_label("Recommending State(s)") == fold_label("recommending_states")
    True
    """
    plain = unicodedata.normalize("NFKD", _PLURAL.sub("", html.unescape(text)).casefold())
    words = re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c)))
    return " ".join(w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in words)
