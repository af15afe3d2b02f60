"""Data: the states, bodies, mechanisms, groups and roles that texts name, their names, and what is known of them."""

from graphkit.reference.gazetteer.loader import load_gazetteer
from graphkit.reference.gazetteer.model import BodyEntry, Gazetteer, MechanismEntry, Members, Name, StateEntry
from graphkit.reference.gazetteer.reference import build_reference

__all__ = [
    "BodyEntry",
    "Gazetteer",
    "MechanismEntry",
    "Members",
    "Name",
    "StateEntry",
    "build_reference",
    "load_gazetteer",
]
