"""Coded units: one JSON line each, as described in docs/accuracy.md."""

import difflib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphkit.errors import InputError
from graphkit.files import read_lines

CODES = {
    "principles": {
        "PEOPLE": "people-centred",
        "COOP": "international-cooperation",
        "SOVEREIGNTY": "national-sovereignty",
        "LAW": "rule-of-law",
        "SUSTDEV": "sustainable-development",
        "HR": "human-rights",
        "GENDER": "gender-responsive",
        "CHILD": "child-sensitive",
        "WOG": "whole-of-government",
        "WOS": "whole-of-society",
        "NONDISC": "non-discrimination",
        "NONREFOUL": "non-refoulement",
        "FAMILY": "family-unity",
        "NONCRIM": "non-criminalisation",
        "RIGHT2MIGRATE": "right-to-migrate",
        "PROPERSON": "pro-person",
        "SUBSID": "subsidiarity",
    },
    "groups": {
        "CHILD": "children",
        "WOMEN": "women",
        "LGBT": "lgbtiq",
        "VICTIM": "victims",
        "RETURN": "returnees",
        "WORKER": "workers",
        "DISPLACED": "displaced",
        "DIASPORA": "diaspora",
        "ELDER": "older-persons",
        "DISAB": "persons-with-disabilities",
        "INDIG": "indigenous",
        "FAMILY": "families",
        "IRREG": "irregular",
        "REFUGEE": "refugees",
        "TRANSIT": "in-transit",
        "VULN": "vulnerable",
        "YOUTH": "youth",
    },
    "addressees": {
        "STATES": "states",
        "ORIGIN": "origin",
        "TRANSIT": "transit",
        "DEST": "destination",
        "INTL": "international-community",
        "CSO": "civil-society",
        "PRIVATE": "private-sector",
        "LOCAL": "local-authorities",
        "UNIONS": "trade-unions",
        "MEDIA": "media",
        "ACADEMIA": "academia",
        "PARL": "parliaments",
    },
}
"""Short codes of the coding guide -> ids of the graph."""
ACTOR_ALIASES = {
    "UNNM": "UNNETWORKONMIGRATION",
    "CIEMGFOPREL": "FOPREL",
    "ANDEANCOMMUNITY": "CAN",
    "CANANDEANCOMMUNITY": "CAN",
    "ECLACCELADE": "ECLAC",
    "CELADEECLAC": "ECLAC",
    "OHCHR": "UNHCHR",
}
LIST_FIELDS = ("objectives", "principles", "groups", "addressees", "actors")


@dataclass(frozen=True, slots=True)
class Unit:
    """One coded bullet or sentence. ``must`` has to be found, ``may`` is never wrong, by field."""

    id: str
    source: str
    """First characters of the source file's name."""
    start: int
    end: int
    text: str
    kinds: tuple[str, ...]
    """What the coders said; more than one where they differ; ``none``: no statement."""
    primary: tuple[int, ...]
    must: dict[str, frozenset[str]]
    may: dict[str, frozenset[str]]
    mechanisms: tuple[str, ...]

    @property
    def is_statement(self) -> bool:
        """Whether all coders call it a statement."""
        return "none" not in self.kinds

    def overlap(self, row: dict[str, Any]) -> int:
        """Return how many characters it shares with a statement."""
        shared: int = min(self.end, row["end"]) - max(self.start, row["start"])
        return max(0, shared)


def normal(field: str, value: object) -> str:
    """Return a value in the form in which gold and system are compared."""
    if field == "actors":
        key = re.sub(r"\W", "", str(value)).upper()
        return ACTOR_ALIASES.get(key, key)
    return CODES.get(field, {}).get(str(value), str(value))


def same_name(a: str, b: str) -> bool:
    """Whether two names of a mechanism mean the same: shared words, or a close spelling."""
    small = {"the", "of", "for", "and", "on", "in", "to"}
    x, y = ({w for w in re.findall(r"[a-z0-9]+", s.lower()) if w not in small} for s in (a, b))
    if not x & y:
        return False
    return len(x & y) / min(len(x), len(y)) >= 0.6 or difflib.SequenceMatcher(None, a.lower(), b.lower()).ratio() > 0.75


def read_gold(path: Path) -> list[Unit]:
    """Read coded units; InputError names the line that can't be used."""
    units = []
    for number, line in enumerate(read_lines(path), 1):
        if line.strip():
            try:
                units.append(_unit(json.loads(line)))
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(f"{path}, line {number}: not a coded unit ({error!r}).") from error
    if not units:
        raise InputError(f"{path} holds no coded unit.")
    return units


def _unit(row: dict[str, Any]) -> Unit:
    def values(suffix: str) -> dict[str, frozenset[str]]:
        return {f: frozenset(normal(f, v) for v in row.get(f + suffix, row.get(f, []))) for f in LIST_FIELDS}

    return Unit(
        id=str(row["id"]),
        source=str(row.get("source", row["id"]))[:3],
        start=int(row["start"]),
        end=int(row["end"]),
        text=str(row.get("text", "")),
        kinds=tuple(row["kinds"]),
        primary=tuple(row.get("primary", ())),
        must=values(""),
        may=values("_any"),
        mechanisms=tuple(row.get("mechanisms_any", row.get("mechanisms", ()))),
    )
