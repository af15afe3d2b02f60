"""The map's outlines: every State that texts may name has its place."""

import re
from importlib.resources import files

from graphkit.graph.ontology.nodes import State
from graphkit.read.read import get_reference


def test_every_member_and_observer_has_a_place_on_the_map() -> None:
    world = (files("graphkit.publish.view") / "src" / "map" / "world.js").read_text(encoding="utf-8")
    places = set(re.findall(r"^  ([A-Z]{3}): \[", world, re.MULTILINE))
    states = {s.id for s in get_reference(("gcm",)).nodes(State) if s.status in ("member", "observer")}
    assert len(states) >= 195
    assert states - places == set()
