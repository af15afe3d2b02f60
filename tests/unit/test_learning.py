"""Promises of learning from a user's own labels."""

from dataclasses import replace

import pytest
from read_texts import make_document

from graphkit.errors import InputError
from graphkit.evaluation.gold import LIST_FIELDS, Unit
from graphkit.graph.review_sheet import Correction
from graphkit.learning.learn import TEXTS, UNITS, label_corrected, learn
from graphkit.read.encoder import get_encoder
from graphkit.read.model.heads import read_model
from graphkit.read.read import read_document

LINES = [f"Minutes of point {n}: the harbour board takes note of berth {n} for crews." for n in range(25)]


def make_labelled(count: int):
    """Return texts of a genre of its own, in which what others take for nothing is a practice about objective 6."""
    labelled = []
    for number in range(count):
        document = make_document("\n\n".join(["# Minutes", *LINES]))
        document = replace(document, source=replace(document.source, name=f"m{number:02}.md"))
        values = {f: frozenset({"6"} if f == "objectives" else ()) for f in LIST_FIELDS}
        units = []
        for n, line in enumerate(LINES):
            start = document.text.index(line)
            units.append(Unit(f"m-{n}", "m", start, start + len(line), line, ("practice",), (6,), values, values, ()))
        labelled.append((document, units))
    return labelled


def test_too_few_labels_are_refused_with_how_many_are_needed() -> None:
    with pytest.raises(InputError, match=f"at least {UNITS} units in {TEXTS} texts"):
        learn(make_labelled(2), "own.npz")


def test_labels_that_contradict_each_other_are_refused() -> None:
    (document, units), *others = make_labelled(3)
    twice = [*units, replace(units[0], id="again", kinds=("none",))]
    with pytest.raises(InputError, match="m-0 and again contradict each other"):
        learn([(document, twice), *others], "own.npz")


def test_labels_of_a_text_that_changed_are_refused() -> None:
    (document, units), *others = make_labelled(3)
    with pytest.raises(InputError, match="has the text changed"):
        learn([(document, [replace(units[0], text="Other words."), *units[1:]]), *others], "own.npz")
    with pytest.raises(InputError, match="outside"):
        learn([(document, [replace(units[0], end=10**6), *units[1:]]), *others], "own.npz")


@pytest.mark.slow
def test_learning_teaches_a_genre_and_says_by_how_much(tmp_path) -> None:
    labelled = make_labelled(3)
    learnt = learn(labelled, "own.npz")
    assert learnt.after["kind"] >= learnt.before["kind"]
    assert learnt.after["detection"] > 0.9
    assert learn(labelled, "own.npz").data == learnt.data
    path = tmp_path / "own.npz"
    path.write_bytes(learnt.data)
    heads = read_model(path, get_encoder("none"))
    assert heads.card["own texts"] == {f"m{n:02}.md": len(LINES) for n in range(3)}
    reading = read_document(labelled[0][0], "gcm", None, heads)
    assert sum(s.kind == "practice" for s in reading.statements) >= 20


@pytest.mark.slow
def test_what_suggestions_add_is_shown_beside_what_people_taught() -> None:
    labelled = make_labelled(3)
    suggested = [labelled[0]]
    learnt = learn(labelled, "own.npz", suggested, 0.5)
    assert learnt.card["suggested"] == {labelled[0][0].source.name: len(labelled[0][1])}
    assert learnt.card["after without suggestions"].keys() == learnt.after.keys()
    assert learnt.after["detection"] > learnt.before["detection"]


def test_a_statement_that_a_person_accepted_is_a_label_as_it_was_read() -> None:
    document = make_document("# Recommendations\n\nStates should protect the human rights of migrants.")
    (statement,) = read_document(document).statements
    accepted = Correction("a.csv, row 2", statement.id, document.id, "", "Ana", ())
    (unit,) = label_corrected(document, [accepted])
    assert (unit.id, unit.kinds) == (statement.id, (statement.kind,))
