"""The records of the gazetteer: who and what texts name, and what is known of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Form = Literal["name", "acronym", "demonym", "shared", "city", "cell", "trap"]
"""How a name stands for its node.

``name`` written with capitals; ``acronym`` with exactly these letters; ``demonym`` adjective or noun of nationality;
``shared`` a name that several states use for a law or plan of their own, so it counts only beside its owner;
``city`` counts only where the wording makes the place act; ``cell`` counts only as the whole cell of
a table; ``trap`` stands for nothing and takes its words away.
"""

KINDS: dict[str, str] = {
    "un-entity": "international-community",
    "regional-organisation": "international-community",
    "regional-process": "international-community",
    "intergovernmental-organisation": "international-community",
    "global-forum": "international-community",
    "development-bank": "international-community",
    "development-agency": "international-community",
    "humanitarian-organisation": "international-community",
    "court": "states",
    "authority-network": "states",
    "national-institution": "states",
    "parliamentary-body": "parliaments",
    "subnational-government": "local-authorities",
    "academic-network": "academia",
    "civil-society": "civil-society",
    "trade-union": "trade-unions",
    "employers": "private-sector",
    "unknown": "",
}
"""Kind of a body -> the role it plays when it acts."""

MECHANISM_KINDS = (
    "agenda", "agreement", "award", "campaign", "compact", "consensus", "convention", "council", "declaration",
    "forum", "framework", "fund", "guide", "indicators", "initiative", "law", "model", "network", "pact", "plan",
    "platform", "policy", "process", "programme", "project", "protocol", "ruling", "status", "statute", "strategy",
    "study", "treaty", "unit", "unknown",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling and the nodes it may stand for, most likely first."""

    text: str
    ids: tuple[str, ...]
    label: str
    form: Form
    language: str | None = None
    """The name counts in texts of this language only; None for all."""
    company: bool = False
    """The adjective also names a language or another people: counts only beside a word for people or institutions."""
    given: bool = False
    """The name is a person's name too: counts only where no other capitalised word touches it."""


@dataclass(frozen=True, slots=True)
class StateEntry:
    """A state or territory; ``id`` is its ISO 3166-1 alpha-3 code (XKX, user-assigned, for Kosovo)."""

    id: str
    name: str
    name_es: str
    region: str
    status: Literal["member", "observer", "territory", "non-member"]
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Members:
    """States that stood in one relation to a body on a date, and what states so."""

    states: tuple[str, ...]
    status: str
    as_of: str
    source: str


@dataclass(frozen=True, slots=True)
class BodyEntry:
    """An organisation, process, court, network or city; no ``members`` and ``members_unknown``: no sure list."""

    id: str
    name: str
    name_es: str | None
    acronym: str | None
    acronym_es: str | None
    kind: str
    part_of: tuple[str, ...]
    members: tuple[Members, ...]
    members_unknown: bool
    names: tuple[Name, ...]

    @property
    def role(self) -> str:
        """The role it plays when it acts, such as ``international-community``; empty if unknown."""
        return KINDS[self.kind]


@dataclass(frozen=True, slots=True)
class MechanismEntry:
    """An agreement, law, plan, programme, fund, network or forum by which actors cooperate."""

    id: str
    name: str
    name_es: str | None
    acronym: str | None
    acronym_es: str | None
    kind: str
    year: int | None
    owner: str | None
    parties: tuple[str, ...]
    source: str | None
    supports: tuple[tuple[int, str], ...]
    """Objective numbers of the Global Compact it serves, and why."""
    names: tuple[Name, ...]


@dataclass(frozen=True)
class Gazetteer:
    """All entries by id, and all names."""

    states: dict[str, StateEntry]
    bodies: dict[str, BodyEntry]
    mechanisms: dict[str, MechanismEntry]
    roles: dict[str, tuple[str, str]]
    """Id -> English and Spanish name."""
    traps: tuple[Name, ...]
    ambiguous: dict[str, tuple[tuple[str, ...], str]]
    """Name -> the ids it may stand for, and why it has no single one."""

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Every name of every entry, cities and traps too, in a fixed order."""
        tables: tuple[Mapping[str, StateEntry | BodyEntry | MechanismEntry], ...]
        tables = (self.states, self.bodies, self.mechanisms)
        return tuple(n for table in tables for entry in table.values() for n in entry.names) + self.traps
