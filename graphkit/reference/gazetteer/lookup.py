"""The id that a name, acronym or id given by hand stands for."""

import re
from functools import cache

from graphkit.ids import make_slug
from graphkit.reference.gazetteer.loader import load_gazetteer
from graphkit.reference.gazetteer.model import BodyEntry, StateEntry
from graphkit.reference.gazetteer.table_names import find_cell

Actor = StateEntry | BodyEntry
_LONG = 6
"""A name of so many words is no other name's beginning by chance."""


def find_id(name: str) -> str | None:
    """Return the id of the state or body that a name stands for, or None; case, accents and articles are ignored.

    >>> [find_id(n) for n in ("SLV", "el salvador", "South American Conference on Migration", "Atlantis")]
    ['SLV', 'SLV', 'SACM', None]
    """
    gazetteer = load_gazetteer()
    return name if name in gazetteer.states or name in gazetteer.bodies else find_named(name)


def find_named(name: str) -> str | None:
    """Return the id of the state or body with a name or acronym, or None; an id is no name.

    >>> [find_named("CAN"), find_id("CAN")]
    ['andean-community', 'CAN']
    """
    slug = _fold(name)
    return _ids().get(slug) or _find_longer(slug)


def _find_longer(slug: str) -> str | None:
    """Return the id of a long known name that a still longer one begins with; official names grow at their end."""
    words = slug.split("-")
    starts = ("-".join(words[:n]) for n in range(len(words) - 1, _LONG - 1, -1))
    return next((id for start in starts if (id := _ids().get(start))), None)


def find_actor(name: str) -> Actor | None:
    """Return the entry of the State or body that the whole cell of a table names, or None.

    Forms of statistical tables, note marks, acronyms, ISO codes and other languages are known; a name that may stand
    for two is None. The entry has ``id`` and ``name``; a State's ``status`` says what it is at the United Nations.

    >>> find_actor("Korea, Rep.").id, find_actor("Kosovo*").status, find_actor("UN Children's Fund").id
    ('KOR', 'non-member', 'UNICEF')
    """
    gazetteer = load_gazetteer()
    id = find_cell(name)
    return gazetteer.states.get(id) or gazetteer.bodies.get(id) if id else None


def find_leading_id(words: str) -> str | None:
    """Return the id of the longest name that a run of words begins with, or None.

    >>> find_leading_id("EL SALVADOR FOR ESTABLISHING")
    'SLV'
    """
    parts = words.split()
    return next((id for n in range(len(parts), 0, -1) if (id := find_id(" ".join(parts[:n])))), None)


@cache
def _ids() -> dict[str, str]:
    """Return folded name -> id; a name of several is left out, and states come before bodies."""
    gazetteer = load_gazetteer()
    found: dict[str, str] = {}
    entries: list[StateEntry | BodyEntry] = [*gazetteer.states.values(), *gazetteer.bodies.values()]
    for entry in entries:
        for text in (entry.name, *(n.text for n in entry.names if len(n.ids) == 1 and n.form in ("name", "acronym"))):
            found.setdefault(_fold(text), entry.id)
    return found


def _fold(name: str) -> str:
    return re.sub(r"^(?:la|el|los|las)-|\bthe-", "", make_slug(name))
