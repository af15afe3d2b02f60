"""The text side: what a loader returns and what reading it yields. Knows nothing of states and bodies.

All offsets are character positions in :attr:`Source.text`, the decoded file as read, end exclusive.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol, get_args, runtime_checkable

from graphkit.issues import Issue
from graphkit.text.rows import Row, RowForm

BlockKind = Literal["heading", "paragraph", "item", "row", "note", "furniture", "contents", "bibliography"]
StatementKind = Literal["recommendation", "principle", "practice", "challenge", "definition"]
KINDS: tuple[str, ...] = (*get_args(StatementKind), "none")
"""Kinds of statements, and ``none`` for what is no statement."""

Stated = str | int | float | bool | tuple[str | int, ...] | None
"""What a row of a table may state."""

UNKNOWN_SPEAKER = "who speaks is not stated: give the option issuers, front matter or a sidecar"
"""Reason of the issue of a document without issuers."""

UNKNOWN_YEAR = "its year is not stated: give the option year, front matter or a sidecar"
"""Reason of the issue of a document without a year."""

STRENGTHS = (
    "none",
    "principle",
    "consider",
    "recommend",
    "commit",
    "commit-addressee",
    "commit-means",
    "commit-date",
)
"""The ladder of normative strength, weakest first; ``none`` where the statement asks for nothing."""


READ_KINDS: frozenset[BlockKind] = frozenset({"paragraph", "item", "row"})
"""Kinds of blocks that are read for statements."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the source text, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """One file as read: its name, decoded text, and where its pages start (empty if it has none)."""

    name: str
    text: str
    sha256: str
    media: str = "text/plain"
    page_starts: tuple[int, ...] = ()
    path: Path | None = None
    file_sha256: str | None = None
    """Checksum of the file, where ``sha256`` is that of the part of it which is this document."""


@dataclass(frozen=True, slots=True)
class Clue:
    """Where a document may name who issued it: by which rule, and in which stretch that name must begin."""

    rule: str
    start: int
    """Where the words begin that make it a clue, such as "Statement by"."""
    begin: int
    """Where the stretch begins in which the name or names begin."""
    end: int
    name: str = ""
    """The name itself, where the text's own words do not hold it: the owner of a symbol or a web address."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document besides its text; unknown stays None or empty."""

    id: str
    title: str
    genre: str = "general"
    year: int | None = None
    date: str | None = None
    """ISO 8601 date, or year and month."""
    language: str = "en"
    issuers: tuple[str, ...] = ()
    """Ids of the states and bodies whose document it is: its authors."""
    participants: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    """Ids of those who hosted the meeting that it reports; not speakers on that ground."""
    publisher: str | None = None
    url: str | None = None
    framework: str = "gcm"
    assumed: tuple[str, ...] = ()
    """Names of the fields that were inferred, not stated."""
    assumed_from: tuple[str, ...] = ()
    """For each inferred field that words of the text gave: ``field: words``."""
    issuer_kind: str | None = None
    """``states``, ``civil-society`` or the kind of the body that issues it, such as ``un-entity``."""
    form: str | None = None
    """What it is: declaration, law, press release ..."""
    place: str | None = None
    """Place named beside its date."""
    symbol: str | None = None
    """Number under which it is published, such as ``A/HRC/59/15``."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table row, note or piece of page furniture.

    ``headings`` are the indices of the headings above it, outermost first; ``lead`` the index of the block
    whose sentence opens the list it belongs to; ``continues`` the index of the block whose sentence it ends.
    """

    index: int
    kind: BlockKind
    start: int
    end: int
    level: int = 0
    """Depth of a heading (1 outermost) or of a list item (1 outermost); 0 for the rest."""
    page: int | None = None
    headings: tuple[int, ...] = ()
    lead: int | None = None
    continues: int | None = None
    box: int | None = None
    """Index of the heading block of the text box or annex voice it stands in."""
    marker: str = ""
    cells: tuple[Span, ...] = ()
    """The cells of a table row."""


@dataclass(frozen=True, slots=True)
class Document:
    """A loaded text with its blocks, which are ordered, do not overlap and lie inside the text."""

    source: Source
    metadata: Metadata
    blocks: tuple[Block, ...]
    participation: tuple["Participation", ...] = ()
    clues: tuple[Clue, ...] = ()
    """Where it may name its issuer, where nothing states that; the surest first."""
    issues: tuple[Issue, ...] = ()
    """What the loader left out, inferred against odds, or found not to add up."""
    rows: tuple[Row, ...] = ()
    """The rows of a table, one for each block; each is read alone."""
    form: RowForm | None = None
    """What holds for all rows; None where the document is no table."""

    @property
    def id(self) -> str:
        """The document's identifier."""
        return self.metadata.id

    @property
    def text(self) -> str:
        """The decoded source text."""
        return self.source.text

    def wording(self, span: "Block | Span | Statement") -> str:
        """Return the exact characters of a span."""
        return self.source.text[span.start : span.end]

    def section(self, block: Block) -> tuple[str, ...]:
        """Return the wording of the headings above a block, outermost first, without markup."""
        return tuple(plain_text(self.wording(self.blocks[i])) for i in block.headings)


@dataclass(frozen=True, slots=True)
class Participation:
    """One cell of a participation table: a name, where it stands, and the capacity it is listed in."""

    name: str
    start: int
    end: int
    capacity: str
    table: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody recommends, commits to, holds as principle, or reports as practice or challenge."""

    id: str
    start: int
    end: int
    kind: StatementKind
    block: int
    score: float
    """How sure the reading is that this is a statement of this kind, 0 to 1."""
    rule: str
    """Name of the rule that decided the kind."""
    lead: Span | None = None
    """The lead-in sentence that governs it."""
    rest: Span | None = None
    """Where the sentence goes on after a page break or page furniture."""
    strength: str = "none"
    strength_span: Span | None = None
    """The words that carry the strength."""
    position: str | None = None
    """``for``, ``against``, ``withdraws``, ``reports`` or ``unknown``; None where it was not looked for."""
    position_span: Span | None = None
    """The words that show it, where it is not ``for``."""
    opposes_harm: bool | None = None
    """True where what is opposed is a harm, such as detention: who is against it stands for the objective."""
    due: str | None = None
    """By when: an ISO 8601 date or a year."""
    amount: float | None = None
    currency: str | None = None
    indicator: str | None = None
    partner: str | None = None
    """With whom: the wording."""
    specificity: int | None = None
    """1 (general) to 5 (a definite act)."""
    para: str | None = None
    """Number of the paragraph or recommendation it is in, as printed: 99.12, or 15 (a)."""
    address: str | None = None
    """How to cite the place."""
    stated: Mapping[str, Stated] = field(default_factory=dict)
    """What a row of a table states besides its wording, by the name of the node's property."""
    candidates: dict[str, float] = field(default_factory=dict, compare=False)
    """Scores of the other kinds, for review."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text that names a node."""

    start: int
    end: int
    node: str
    label: str
    rule: str
    score: float


@runtime_checkable
class Loader(Protocol):
    """What stands behind an entry point of the group ``graphkit.loaders``."""

    name: str

    def accepts(self, path: Path, head: bytes) -> float:
        """Return how well this loader fits the file, 0 (not at all) to 1, from its name and first bytes."""
        ...

    def load(self, path: Path, **options: str) -> Document:
        """Read the file; raise InputError where it can't be used."""
        ...


@runtime_checkable
class TableLoader(Loader, Protocol):
    """A loader of tables: one file may hold several documents."""

    options: frozenset[str]
    """Options that only tables take."""

    def load_all(self, path: Path, **options: str) -> Sequence[Document]:
        """Read the file; raise InputError where it can't be used. Issues of the file are those of the first."""
        ...

    def describe(self, path: Path, **options: str) -> Mapping[str, object]:
        """Return what was detected: the mapping of columns, as a mapping file states it."""
        ...


_TAG = re.compile(
    r"</?(?:a|b|br|center|code|div|em|font|h[1-6]|i|li|mark|ol|p|s|small|span|strike|strong|sub|sup|table|td|th|tr|u|ul)"
    r"(?:\s[^<>]{0,40})?/?>",
    re.IGNORECASE,
)
_STRONG = re.compile(r"(?<!\w)\*{2,}|\*{2,}(?!\w)")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]{0,400}?)(?<=[^\s*])\*(?![\w*])")
_LEADING = re.compile(r"^[\s>»▶•·\-–—o]{0,6}(?=\s)")


def plain_text(wording: str) -> str:
    """Return a wording for reading: markup, list marks and line breaks folded away, words unchanged.

    Only what is markup goes: an asterisk between words or after one, or a name in angle brackets, is wording.

    >>> [plain_text(w) for w in ("- **Ports:** *open* <b>desks</b>", "3*4 for <country> and Kosovo*")]
    ['Ports: open desks', '3*4 for <country> and Kosovo*']
    """
    text = _TAG.sub("", wording).replace("\u00ad", "")
    return " ".join(_LEADING.sub("", _EMPHASIS.sub(r"\1", _STRONG.sub("", text))).split())
