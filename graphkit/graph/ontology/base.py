"""What every node and link of the graph has; a kind is a class, and its name is the label or link type."""

import json
import re
from functools import cache
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

_SHARED = frozenset({"source", "target", "evidence"})
_as_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


@cache
def _in_capitals(name: str) -> str:
    """Return ``MemberOf`` as ``MEMBER_OF``; kept, since every look at a link asks for it."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).upper()


_NONE_NOTED: set[str] = set()


class Record(BaseModel):
    """What nodes, links and evidence share: they do not keep which fields were given.

    pydantic notes them in a set for each object, which took over half of the memory of a large graph; nothing asks.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_post_init(self, _context: Any) -> None:
        """Share one empty set instead."""
        object.__setattr__(self, "__pydantic_fields_set__", _NONE_NOTED)


class Evidence(Record):
    """Why a link is there: the words of a document that carry it, or the reference that states it."""

    rule: str
    """Method that made the link: ``cue:…``, ``name:…``, ``lead-in``, ``section``, ``reference``, ``coder:NAME``,
    ``objective:…`` (a group, by what the statement is first about) …"""
    score: float = Field(ge=0, le=1)
    document: str | None = None
    start: int | None = Field(default=None, ge=0)
    """Character offset into the decoded source file."""
    end: int | None = None
    words: str = ""
    """The exact characters from start to end."""
    reference: str | None = None
    """Source of a fact of the reference data."""

    def order(self) -> tuple[float, str, int, int, str]:
        """Sort key: best first, then by place."""
        return (-self.score, self.document or "", self.start or 0, self.end or 0, self.rule)


class Node(Record):
    """A node; ``id`` is unique in a graph, whatever the label."""

    about: ClassVar[str] = ""
    second: ClassVar[str | None] = None
    """A second label that it shares with others, such as Statement."""
    colour: ClassVar[str] = "#666666"
    shape: ClassVar[str] = "dot"
    of_place: ClassVar[frozenset[str]] = frozenset()
    """Properties that only say which row of a table it was; where there is a row, the digest leaves them out."""
    id: str = Field(min_length=1)

    @property
    def label(self) -> str:
        """The label: the name of the class."""
        return type(self).__name__

    @property
    def title(self) -> str:
        """What to call it in a list or picture."""
        return str(getattr(self, "name", None) or self.id)

    def properties(self) -> dict[str, Any]:
        """Return the properties that are known, lists as lists; nothing unknown is invented."""
        return {k: list(v) if isinstance(v, tuple) else v for k, v in self if v is not None and v != ()}


class Link(Record):
    """A link from one node to another with its evidence, best first."""

    about: ClassVar[str] = ""
    ends: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Allowed (source label, target label) pairs."""
    source: str
    target: str
    evidence: tuple[Evidence, ...] = Field(min_length=1)

    @classmethod
    def type_name(cls) -> str:
        """Return the link type: the class name in capitals with underscores."""
        return _in_capitals(cls.__name__)

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes the link one and the same: its type and ends."""
        return (self.type_name(), self.source, self.target)

    @property
    def best(self) -> Evidence:
        """The strongest evidence."""
        return self.evidence[0]

    @property
    def score(self) -> float:
        """Score of the strongest evidence, 0 to 1."""
        return self.best.score

    def own(self) -> dict[str, Any]:
        """Return the properties that belong to this link type alone."""
        return {k: v for k, v in vars(self).items() if k not in _SHARED and v is not None}

    def properties(self) -> dict[str, Any]:
        """Return flat properties: the best evidence's fields, and ``evidence``, all of it as JSON rows."""
        known = [{k: v for k, v in vars(e).items() if v is not None} for e in self.evidence]
        return {**self.own(), **known[0], "evidence": [_as_json(e) for e in known]}

    def joined(self, other: "Link") -> "Link":
        """Return this link with the evidence of another of the same key added, best first, each once."""
        rows = sorted({*self.evidence, *other.evidence}, key=Evidence.order)
        return self.model_copy(update={**other.own(), **self.own(), "evidence": tuple(rows)})
