"""What reading a document yields: statements, the links their wording carries, nodes the text itself introduces."""

from dataclasses import dataclass

from graphkit.graph.ontology import Link, Node
from graphkit.text.document import Document, Statement


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A link that words of the text carry; ``start`` and ``end`` are those words' offsets in the source text."""

    type: str
    """Link type, such as ``ADDRESSES``."""
    statement: str
    """Id of the statement that carries it."""
    node: str
    """Id at the other end."""
    score: float
    rule: str
    start: int
    end: int
    rank: int | None = None
    """For ADDRESSES: 1 is the most central."""
    inherited: bool = False
    """Whether the words stand in the lead-in or a heading, not in the statement."""
    manner: str | None = None
    """For SAID_BY: ``own``, ``reports`` or ``quotes``."""
    agreement: int | None = None
    """For CODED_AS: whether the speaker agrees."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one document says, in the order of the text."""

    document: Document
    statements: tuple[Statement, ...]
    links: tuple[FoundLink, ...]
    nodes: tuple[Node, ...] = ()
    """Bodies and mechanisms that the reference data does not hold but the text names."""
    participation: tuple[Link, ...] = ()
    """TAKES_PART_IN links of the participation tables, MEMBER_OF links of the participants as a collective, and PART_OF
    links of offices to their States."""
