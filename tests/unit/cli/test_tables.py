"""Tables to read show words without the source's markup; every other form gives the exact wording."""

import pytest
from spoken import Spoken

from graphkit.cli import cli
from graphkit.workspace import Manifest, write_workspace

WORDING = "- **Harbours:** open <b>help</b> desks"
VERBS = {
    "query": ["query", "MATCH (s:Recommendation) RETURN s.text AS text ORDER BY text"],
    "gaps": ["gaps", "--kind", "recommendation-without-addressee"],
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    place = tmp_path_factory.mktemp("tables") / "out"
    graph = Spoken(objectives=2)
    graph.document("d", 2017)
    graph.say("AAA", "recommendation", [1], WORDING, document="d", strength="recommend")
    write_workspace(place, graph, Manifest(graph.digest(), len(graph), graph.link_count), ())
    return place


def tell(capsys, store, words, form):
    cli.main([*words, "--store", str(store), "--format", form], standalone_mode=False)
    return capsys.readouterr().out


@pytest.mark.parametrize("words", VERBS.values(), ids=VERBS)
def test_a_table_is_without_markup_and_csv_and_json_are_exact(words, store, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "250")

    assert "│ Harbours: open help desks " in tell(capsys, store, words, "table")
    assert WORDING in tell(capsys, store, words, "csv")
    assert WORDING in tell(capsys, store, words, "json")


def test_asterisks_and_angle_brackets_that_are_words_stay(capsys, monkeypatch):
    from graphkit.text.document import plain_text

    wording = "multiply by 3*4, give <country> aid to 5*5 families in Kosovo*, *soon*"
    assert plain_text(wording) == "multiply by 3*4, give <country> aid to 5*5 families in Kosovo*, soon"


def test_control_and_direction_characters_are_shown_not_obeyed(capsys):
    from graphkit.cli.common import print_table

    print_table("Words", ("wording",), [("red\x1b[31m and \u202eturned",)])
    assert "red\\x1b[31m and \\u202eturned" in capsys.readouterr().out
