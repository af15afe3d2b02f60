"""The measures equal those of the shared scorer, and their tables say what was measured."""

import dataclasses
import json
import random
import subprocess
import sys

import pytest

from graphkit.errors import InputError
from graphkit.evaluation import find_accuracy, find_agreement, read_gold
from graphkit.evaluation.gold import same_name
from graphkit.evaluation.tables import accuracy_data, accuracy_markdown

UNITS = [
    {"kinds": ["recommendation"], "objectives": [7], "primary": [7], "groups": ["CHILD"], "actors": ["SLV"]},
    {"kinds": ["practice", "recommendation"], "objectives": [], "objectives_any": [1, 3], "primary": [1]},
    {"kinds": ["none"]},
    {"kinds": ["challenge"], "objectives": [9], "primary": [9], "mechanisms_any": ["Harbour Pact"]},
]


@pytest.fixture
def gold(tmp_path):
    """Coded units in a file, as an older coder's tool would write them."""
    lines = []
    for n, unit in enumerate(UNITS):
        row = {"id": f"abc-{n}", "start": n * 100, "end": n * 100 + 80, "text": "x" * 80, "mechanisms_any": [], **unit}
        for name in ("objectives", "principles", "groups", "addressees", "actors"):
            row.setdefault(name, [])
            row.setdefault(f"{name}_any", row[name])
        row.setdefault("primary", [])
        lines.append(json.dumps(row))
    path = tmp_path / "abc.jsonl"
    path.write_text("\n".join(lines))
    return path


def statement(n: int, **fields: object) -> dict[str, object]:
    return {"source": "abc_text.txt", "start": n * 100, "end": n * 100 + 80, "kind": "recommendation", **fields}


def test_a_reading_like_the_coding_scores_one(gold):
    rows = [
        statement(0, objectives=[7], groups=["children"], actors=["SLV"]),
        statement(1, objectives=[1]),
        statement(3, kind="challenge", objectives=[9], mechanisms=["the Harbour Pact"]),
    ]
    accuracy = find_accuracy(rows, read_gold(gold), samples=50)
    assert {name: score.f1 for name, score in accuracy.fields.items() if score.f1 != 1} == {}
    assert accuracy.misses == []


def test_inventions_and_misses_are_counted_and_named(gold):
    rows = [statement(0, kind="practice", objectives=[2]), statement(2)]
    accuracy = find_accuracy(rows, read_gold(gold), samples=50)
    assert accuracy.fields["detection"].precision == 0.5
    assert accuracy.confusion[("challenge", "missed")] == 1
    assert ("abc-0", "kind") in {(m["unit"], m["field"]) for m in accuracy.misses}


def random_rows(path, seed: int) -> list[dict[str, object]]:
    draw, rows = random.Random(seed), []
    for unit in map(json.loads, path.read_text().splitlines()):
        if draw.random() < 0.8 and unit["end"] - unit["start"] > 20:
            kinds = ["recommendation", "practice", "challenge"]
            some = {f: [v for v in unit.get(f"{f}_any", []) if draw.random() < 0.8] for f in ("objectives", "groups")}
            shift = draw.randrange(8)
            place = {"start": unit["start"] + shift, "end": unit["end"]}
            rows.append({"source": path.stem[:3] + "_x.txt", **place, "kind": draw.choice(kinds), **some})
    return rows


@pytest.mark.parametrize("seed", [1, 2])
def test_the_measures_equal_those_of_the_shared_scorer(shared, tmp_path, seed):
    scorer, path = shared("tools", "score.py"), shared("gold", "003a.jsonl")
    rows = random_rows(path, seed)
    (tmp_path / "s.jsonl").write_text("\n".join(map(json.dumps, rows)))
    command = [sys.executable, str(scorer), str(tmp_path / "s.jsonl"), str(path), "--json"]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["003a"]
    ours = find_accuracy(rows, read_gold(path), samples=10).fields
    names = {"kind": "kind_acc", "first objective": "primary_objective_acc", "detection": "detection_f1"}
    for name, score in ours.items():
        assert score.f1 == pytest.approx(theirs[names.get(name, f"{name}_f1")]), name


def test_two_equal_codings_agree_fully_and_different_files_are_refused(gold, tmp_path):
    units = read_gold(gold)
    assert set(find_agreement(units, units).values()) == {1.0, float(len(UNITS))}
    with pytest.raises(InputError, match="share no unit id"):
        find_agreement(units, [])


def test_kappa_follows_cohens_formula(gold):
    units = read_gold(gold)
    other = [*units[:3], dataclasses.replace(units[3], kinds=("none",))]
    # statement or not: 3 of 4 agree; chance (3*2 + 1*2) / 16
    assert find_agreement(units, other)["statement or not (kappa)"] == pytest.approx((0.75 - 0.5) / 0.5)


def test_names_of_mechanisms_are_compared_by_their_words():
    assert same_name("the Harbour Pact", "Harbour Pact of the North")
    assert not same_name("Harbour Pact", "Fishing Law")


def test_the_page_says_what_was_measured(gold):
    results = {"abc": find_accuracy([statement(0)], read_gold(gold), samples=10)}
    results["all"] = results["abc"]
    page = accuracy_markdown(results, {"abc": "f" * 64})
    assert "| abc | ffffffffffff | 4 |" in page
    assert "practice or recommendation" in page
    assert accuracy_data(results)["abc"]["units"] == 4


def test_a_line_that_is_no_unit_is_named(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": "a"}\n')
    with pytest.raises(InputError, match="line 1: not a coded unit"):
        read_gold(tmp_path / "a.jsonl")
