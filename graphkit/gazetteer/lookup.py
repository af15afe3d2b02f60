"""The id that a name, acronym or id given by hand stands for."""

import re
from functools import cache

from graphkit.gazetteer.loader import load_gazetteer
from graphkit.gazetteer.model import BodyEntry, StateEntry
from graphkit.ids import make_slug


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
    return _ids().get(_fold(name))


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
    return re.sub(r"^(?:the|la|el|los|las)-", "", make_slug(name))
