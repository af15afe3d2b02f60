"""Whose a statement is, for counting: joint speakers are one voice, practices are their doers'."""

from spoken import Spoken

from graphkit.analysis.columns import make_table
from graphkit.analysis.facets import get_facet
from graphkit.analysis.overlap.profiles import make_profile
from graphkit.graph.ontology.nodes import Collective


def counted(graph: Spoken, rows: str = "voice") -> dict[str, int]:
    """Return row -> how many of its statements address an objective."""
    profile = make_profile(make_table(graph), rows)
    return {id: int(profile.counts[i].sum()) for i, id in enumerate(profile.rows.ids) if profile.counts[i].any()}


def test_a_statement_of_three_speakers_counts_once_as_one_voice_with_three_names() -> None:
    graph = Spoken()
    joint = graph.say("AAA", "recommendation", [1])
    for other in ("CCC", "BTWO"):
        graph.actor(other)
        graph.link("SAID_BY", joint, other)
    graph.say("AAA", "recommendation", [2])
    assert counted(graph) == {"AAA": 1, "AAA & BTWO & CCC": 1}
    axis, _ = get_facet(make_table(graph), "voice")
    assert axis.labels[axis.get("AAA & BTWO & CCC")] == "Joint"


def test_a_practice_is_the_voice_of_who_carries_it_out_however_many_texts_tell_of_it() -> None:
    graph = Spoken()
    for teller in ("AAA", "CCC"):
        graph.say(teller, "practice", [1], done_by=["BTWO"])
    graph.say("AAA", "practice", [2], done_by=[])
    assert counted(graph) == {"BTWO": 2}
    assert counted(graph, "actor") == {"BTWO": 2}


def test_a_collective_and_its_member_who_speak_together_are_the_collective() -> None:
    graph = Spoken()
    said = graph.say("AAA", "recommendation", [1])
    graph.add_node(Collective(id="paper:participants", name="Those taking part", collective="participants"))
    graph.link("SAID_BY", said, "paper:participants")
    graph.link("MEMBER_OF", "AAA", "paper:participants")
    assert counted(graph) == {"paper:participants": 1}
