"""Two voices side by side: what each says on which matter, what would be expected, how they lean."""

from spoken import Spoken

from graphkit.analysis.headline_material import Found
from graphkit.publish.view.comparison import make_comparison


def compare(graph: Spoken) -> tuple[dict, list[str], list[str]]:
    entities = [n.id for n in graph.nodes() if not hasattr(n, "text")]
    statements = [s.id for s in graph.statements()]
    rows = ({id: i for i, id in enumerate(ids)} for ids in (entities, statements))
    data, _ = make_comparison(Found(graph), *rows)
    return data, entities, statements


def test_each_cell_names_the_statements_and_what_the_totals_would_give() -> None:
    graph = Spoken(objectives=2)
    for actor, objective in [("AAA", 1), ("CCC", 2)]:
        for _ in range(7):
            graph.say(actor, "recommendation", [objective])
    graph.say("AAA", "recommendation", [2])
    quiet = graph.say("DDD", "recommendation", [1])

    data, entities, statements = compare(graph)

    voices = [[entities[row] for row in voice] for voice in data["voices"]]
    cells = {
        (voices[v][0], entities[data["columns"][c]]): (expected, len(rows)) for v, c, expected, rows in data["cells"]
    }
    assert cells == {
        ("AAA", "gcm:1"): (3.73, 7),
        ("AAA", "gcm:2"): (4.27, 1),
        ("CCC", "gcm:2"): (3.73, 7),
        ("DDD", "gcm:1"): (None, 1),
    }
    (rows,) = (rows for v, _, _, rows in data["cells"] if voices[v] == ["DDD"])
    assert [statements[row] for row in rows] == [quiet]
    ((left, right, alignment, _),) = data["pairs"]
    assert ({voices[left][0], voices[right][0]}, alignment < 0) == ({"AAA", "CCC"}, True)
    assert {(voices[v][0], entities[data["columns"][c]]) for v, c, *_ in data["stress"]} == {
        ("AAA", "gcm:1"),
        ("CCC", "gcm:2"),
    }


def test_who_speaks_jointly_is_a_voice_of_its_own() -> None:
    graph = Spoken(objectives=1)
    joint = graph.say("AAA", "recommendation", [1])
    graph.actor("CCC")
    graph.link("SAID_BY", joint, "CCC")
    data, entities, _ = compare(graph)
    assert [[entities[row] for row in voice] for voice in data["voices"]] == [["AAA", "CCC"]]


def test_voices_too_quiet_to_be_tested_can_be_compared() -> None:
    graph = Spoken(objectives=1)
    graph.say("AAA", "recommendation", [1])
    graph.say("CCC", "recommendation", [1])
    data, _, _ = compare(graph)
    assert (len(data["cells"]), data["stress"], data["pairs"]) == (2, [], [])
