"""Promises of the heads: exact scores, whole files, words for every link."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from read_texts import make_document

from graphkit.errors import InputError, UnknownNameError
from graphkit.read.encoder import ENCODERS, get_encoder
from graphkit.read.explain import explain_statement
from graphkit.read.model.bank import make_bank
from graphkit.read.model.heads import get_heads, read_model, write_model
from graphkit.read.read import read_document
from graphkit.read.statements.folded_text import get_page
from graphkit.read.statements.kinds import KindReader
from graphkit.read.statements.units import find_units

TEXT = """# Plan

## Recommendations

- States should open regular pathways for nurses from abroad.
- We will, together with our partners, protect children who travel alone.
- Families of those lost at sea must hear what happened to them.

## Progress

The ministry trained 300 consular officers and opened two shelters for survivors of trafficking.
"""
NO_CUE = "States must commit to removing irregular migration from their criminal law altogether.\n"
"""What heads link to an objective by its wording alone: the lexicons have no cue for it."""
PROGRAM = """
import sys
from read_texts import make_document
from test_heads import TEXT
from graphkit.read.read import read_document
from graphkit.read.statements.folded_text import get_page
from graphkit.read.statements.kinds import KindReader
from graphkit.read.statements.units import find_units
reading = read_document(make_document(TEXT))
print([(s.id, s.kind, s.score, s.rule) for s in reading.statements])
print([(k.type, k.node, k.score, k.rule, k.start, k.end) for k in reading.links])
"""


@pytest.fixture(params=sorted(ENCODERS))
def heads(request: pytest.FixtureRequest):
    return get_heads(None, request.param)


def test_every_link_has_words_of_the_text(heads) -> None:
    document = make_document(TEXT)
    reading = read_document(document, "gcm", None, heads)
    assert len(reading.statements) >= 4
    assert any(link.type == "ADDRESSES" for link in reading.links)
    for link in reading.links:
        assert document.text[link.start : link.end].strip()


def test_words_without_a_cue_are_the_statements_own(heads) -> None:
    document = make_document(NO_CUE)
    reading = read_document(document, "gcm", None, heads)
    spans = {s.id: (s.start, s.end) for s in reading.statements}
    found = [link for link in reading.links if link.rule.startswith("wording:")]
    assert found
    for link in found:
        start, end = spans[link.statement]
        assert start <= link.start < link.end <= end
        assert document.text[link.start : link.end].strip()
        assert not link.inherited


def test_a_promise_with_an_inserted_clause_is_a_recommendation(heads) -> None:
    document = make_document(TEXT)
    kinds = {
        document.text[s.start : s.start + 7]: s.kind for s in read_document(document, "gcm", None, heads).statements
    }
    assert kinds["We will"] == "recommendation"
    assert kinds["The min"] == "practice"


@pytest.mark.slow
@pytest.mark.parametrize("setting", [{"OPENBLAS_CORETYPE": "Prescott"}, {"OPENBLAS_NUM_THREADS": "1"},
                                     {"NPY_DISABLE_CPU_FEATURES": "AVX512_ICL X86_V4"}])  # fmt: skip
def test_a_reading_is_the_same_under_another_blas(setting: dict[str, str]) -> None:
    paths = os.pathsep.join([str(Path(__file__).parent), *sys.path])

    def run(extra: dict[str, str]) -> bytes:
        command = [sys.executable, "-W", "ignore", "-c", PROGRAM]
        done = subprocess.run(
            command, env={**os.environ, "PYTHONPATH": paths, **extra}, capture_output=True, check=True
        )
        return done.stdout

    assert run(setting) == run({})


def test_scores_are_sums_of_whole_numbers() -> None:
    bank = make_bank(("a", "b"), ("x", "y"), np.array([[0.5, -1.0], [2.0, 0.0]]), np.array([[1.0, 0.0]]))
    scores = bank.score([{"x": 1.0, "unknown": 9.0}, {"y": 0.5}, {}], np.array([[1024], [0], [512]]))
    assert scores.tolist() == [[1.5, -1.0], [1.0, 0.0], [0.5, 0.0]]
    assert bank.explain({"x": 1.0, "y": 0.5}, "a") == [(1.0, "y"), (0.5, "x")]


def test_a_model_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    heads = get_heads(None, "none")
    data = write_model(heads.card, {"none": {"kinds": heads.kinds, "topics": heads.topics}})
    path = tmp_path / "own.npz"
    path.write_bytes(data)
    again = read_model(path, get_encoder("none"))
    assert again.kinds.names == heads.kinds.names
    assert np.array_equal(again.topics.weights, heads.topics.weights)
    assert write_model(again.card, {"none": {"kinds": again.kinds, "topics": again.topics}}) == data


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda held: {**held, "none.kinds.weights": np.full((1, 6), np.nan)}, "no whole numbers"),
        (lambda held: {**held, "none.kinds.weights": np.zeros((1, 6), np.int32)}, "wrong shape"),
        (lambda held: {k: v for k, v in held.items() if k != "none.topics.dense"}, "none.topics.dense"),
        (lambda held: {**held, "card": _card(held, format=99)}, "format is 99"),
        (lambda held: {**held, "card": _card(held, variants={})}, "another encoder"),
    ],
)
def test_a_model_that_is_broken_is_refused_in_one_line(tmp_path: Path, change, message: str) -> None:
    heads = get_heads(None, "none")
    path = tmp_path / "own.npz"
    path.write_bytes(write_model(heads.card, {"none": {"kinds": heads.kinds, "topics": heads.topics}}))
    with np.load(path) as held:
        np.savez(path, **change(dict(held)))
    with pytest.raises(InputError, match=message) as caught:
        read_model(path, get_encoder("none"))
    assert "\n" not in str(caught.value)


def _card(held, **changes):
    card = json.loads(bytes(held["card"])) | changes
    return np.frombuffer(json.dumps(card).encode(), np.uint8)


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.npz"
    for data in (b"", b"no model", b"PK\x03\x04"):
        path.write_bytes(data)
        with pytest.raises(InputError, match="no model"):
            read_model(path, get_encoder("none"))
    with pytest.raises(InputError, match="can't be read"):
        read_model(tmp_path / "missing.npz", get_encoder("none"))


def test_an_explanation_names_what_speaks_in_plain_words(heads) -> None:
    document = make_document(TEXT)
    reading = read_document(document, "gcm", None, heads)
    first = reading.statements[0]
    found = explain_statement(document, first.id, "gcm", heads)
    assert found[0].title == f"kind: {first.kind}"
    assert found[0].chance == first.score
    titles = {e.title for e in found}
    for link in reading.links:
        if link.statement == first.id and link.type == "ADDRESSES":
            assert f"objective {link.node.removeprefix('gcm:')}" in titles
    for one in found:
        assert one.reasons
        assert not any("(?" in r.words or "\\" in r.words for r in one.reasons)
    with pytest.raises(UnknownNameError):
        explain_statement(document, "statement:none", "gcm", heads)


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "The price of a berth has doubled since the spring.", "challenge"),
        ("es", "El puerto ha repintado sus salas.", "practice"),
        ("es", "Los capitanes repondrán las velas en un mes.", "recommendation"),
    ],
)
def test_rules_weigh_a_kind_also_where_the_heads_decide_otherwise(language: str, text: str, kind: str) -> None:
    document = make_document(text + "\n", language)
    units = find_units(document)
    assert KindReader(get_page(document), units).classify(units[0]).kind == kind
