"""A language model may suggest, never decide: what it says is checked, kept, and shown to people."""

import csv
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from suggesting import files, suggest

from graphkit.errors import InputError, OptionError
from graphkit.graph.corrections import Corrections
from graphkit.graph.review_sheet import read_corrections
from graphkit.issues import Issues
from graphkit.pipeline import Options, build_workspace
from graphkit.read.read import get_reference
from graphkit.suggest.agree import find_agreements, find_unanimous
from graphkit.suggest.endpoint import KEY, check_endpoint
from graphkit.suggest.run import Limits
from graphkit.suggest.sheets import read_suggestions
from graphkit.suggest.units import choose_units
from graphkit.workspace import open_workspace

LIMIT = 180
"""Seconds after which a run of the command line is given up."""


@pytest.mark.parametrize("behaviour", ["good", "fenced", "no_schema", "plain_only", "slow", "uncounted"])
def test_right_answers_become_suggestions_with_their_words(store, codes, serve, tmp_path, behaviour):
    outcome = suggest(store, codes, serve(behaviour), tmp_path)
    wordings = {s.id: s.text for s in open_workspace(store).graph.statements()}
    assert {s.unit for s in outcome.suggestions} == set(wordings)
    labels = [(wordings[s.unit], label) for s in outcome.suggestions for label in s.labels]
    assert all(text[label.start : label.end] == (label.words or text) for text, label in labels)
    assert not outcome.refusals


@pytest.mark.parametrize("trouble", ["429", "500", "503", "hang_up", "garbled", "not_chat", "endless"])
def test_trouble_that_passes_is_tried_again(store, codes, serve, tmp_path, trouble):
    outcome = suggest(store, codes, serve(trouble, "good"), tmp_path)
    assert len(outcome.suggestions) == 23


@pytest.mark.parametrize("trouble", ["hang_up", "garbled", "503"])
def test_trouble_at_the_retry_without_a_schema_is_tried_again(store, codes, serve, tmp_path, trouble):
    assert len(suggest(store, codes, serve("400", trouble, "good"), tmp_path).suggestions) == 23


@pytest.mark.parametrize("behaviour", ["broken", "half", "null", "declined", "deep", "invented_kind"])
def test_units_without_a_usable_answer_are_asked_once_more_alone(store, codes, serve, tmp_path, behaviour):
    server = serve(behaviour, "good")
    outcome = suggest(store, codes, server, tmp_path)
    assert len(outcome.suggestions) == 23
    assert not outcome.refusals


def test_invented_words_unknown_codes_and_units_of_others_are_refused_and_counted(store, codes, serve, tmp_path):
    for behaviour, reason, wanted in (
        ("invented", "words that are not in the unit", 23),
        ("codes", "unknown code", 23),
        ("others", "unit that was not sent", 5),
        ("invented_name", "name that is not in the unit", 23),
        ("marks", "words that are not in the unit", 23),
        ("no_list", "no list", 23),
        ("half_letter", "unknown code", 23),
    ):
        outcome = suggest(store, codes, serve(behaviour), tmp_path / behaviour)
        assert sum(r.reason == reason for r in outcome.refusals) == wanted
        assert len(outcome.suggestions) == 23
    assert not any(s.codes("groups") for s in suggest(store, codes, serve("invented"), tmp_path / "x").suggestions)


@pytest.mark.parametrize(
    ("behaviour", "message"),
    [
        ("401", "refuses the key"),
        ("elsewhere", "another address"),
        ("404", "knows no model 'tiny'"),
        ("not_chat", "not of a chat completion"),
    ],
)
def test_an_endpoint_that_can_not_be_used_is_one_line(store, codes, serve, tmp_path, behaviour, message):
    with pytest.raises(InputError, match=message):
        suggest(store, codes, serve(behaviour), tmp_path)


def test_no_endpoint_is_one_line(store, codes, tmp_path):
    with pytest.raises(InputError, match="gave no answer"):
        suggest(store, codes, None, tmp_path, address="http://127.0.0.1:9/v1")


@pytest.mark.parametrize(
    "address",
    ["http://example.org/v1", "ftp://127.0.0.1/v1", "https://", "https://u:p@host/v1", "x", "http://127.0.0.1:x/v1",
     "http://[::1/v1", "https://host/v1?key=secret"],
)  # fmt: skip
def test_an_address_that_would_leave_the_machine_unprotected_is_refused(address):
    with pytest.raises(OptionError, match="--endpoint"):
        check_endpoint(address)


def test_a_second_run_asks_nothing_and_writes_the_same_bytes(store, codes, serve, tmp_path):
    server = serve("good")
    suggest(store, codes, server, tmp_path)
    first, asked = files(tmp_path), len(server.requests)
    server.stop()
    outcome = suggest(store, codes, server, tmp_path)
    assert files(tmp_path) == first
    assert (outcome.totals.asked, outcome.totals.kept) == (0, asked)


def test_a_limit_stops_the_run_and_a_further_run_goes_on(store, codes, serve, tmp_path):
    server = serve("good")
    outcome = suggest(store, codes, server, tmp_path, limits=Limits(requests=2))
    assert (outcome.stopped, outcome.left, len(outcome.suggestions)) == ("2 requests", 13, 10)
    assert len(suggest(store, codes, server, tmp_path).suggestions) == 23
    assert len(server.requests) == 5


@pytest.mark.parametrize("name", ["requests", "tokens", "cost"])
def test_a_budget_of_nothing_is_one_line(name):
    with pytest.raises(OptionError, match=f"--max-{name}: 0 leaves nothing"):
        Limits(**{name: 0})


def test_the_key_is_sent_and_nowhere_kept(store, codes, serve, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv(KEY, "s3cret-key")
    server = serve("401")
    with pytest.raises(InputError) as error:
        suggest(store, codes, server, tmp_path)
    assert server.keys == ["Bearer s3cret-key"]
    assert "s3cret" not in str(error.value) + capsys.readouterr().out
    assert b"s3cret" not in b"".join(files(tmp_path).values())


def test_a_text_that_talks_to_the_model_is_sent_as_data(list_store, codes, serve, tmp_path):
    server = serve("good")
    suggest(list_store, codes, server, tmp_path)
    system, user = (m["content"] for m in server.requests[0]["messages"])
    assert "gnore your" not in system
    assert [m["role"] for m in server.requests[0]["messages"]] == ["system", "user"]
    assert user.count('"id"') == 3


def test_suggestions_are_applied_only_where_a_person_put_a_name(store, codes, serve, tmp_path):
    suggest(store, codes, serve("good"), tmp_path)
    sheet = tmp_path / "review.csv"
    rows = list(csv.DictReader(sheet.read_text(encoding="utf-8-sig").splitlines()))
    assert {r["coder"] for r in rows} == {"model:tiny"}
    rows[0]["coder"] = "R. Example"
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    issues = Issues()
    corrections = Corrections(read_corrections(sheet, get_reference()))
    corrections.report(issues)
    (note,) = [i.reason for i in issues if i.place == "model:tiny"]
    assert note.startswith("22 suggestions by model:tiny were not applied")
    built = build_workspace(store.parent / "a.md", tmp_path / "store", Options(corrections=sheet))
    coders = {e.rule for k in built.graph.links() for e in k.evidence if e.rule.startswith("coder:")}
    assert coders <= {"coder:R. Example"}


def test_models_that_agree_give_a_unanimous_subset_with_its_coverage(store, codes, serve, tmp_path):
    for name, behaviour in (("one", "good"), ("two", "codes")):
        suggest(store, codes, serve(behaviour), tmp_path / name)
    models = {name: read_suggestions(tmp_path / name / "suggestions.jsonl") for name in ("one", "two")}
    (row,) = find_agreements(models)
    assert (row["units"], row["kappa of kind"], row["objectives"], row["groups"]) == (23, 1.0, 0.0, 1.0)
    assert find_unanimous(models) == []
    assert len(find_unanimous({"one": models["one"], "again": models["one"]})) == 23


def test_a_line_of_suggestions_ends_at_a_line_feed_alone(tmp_path):
    path = tmp_path / "suggestions.jsonl"
    label = '{"field": "kind", "code": "practice", "words": "crews\u2028sleep\x85"}'
    path.write_text("".join(f'{{"unit": "{unit}", "labels": [{label}]}}\n' for unit in "ab"), encoding="utf-8")
    assert read_suggestions(path) == {unit: {"kind": ["practice"]} for unit in "ab"}


def test_the_most_useful_units_are_the_least_certain_ones_and_a_sample_is_the_same_every_time(store):
    graph = open_workspace(store).graph
    assert len(choose_units(graph, most_useful=5)) == 5
    assert choose_units(graph, sample=7) == choose_units(graph, sample=7)
    assert {u.id for u in choose_units(graph, sample=4)} <= {u.id for u in choose_units(graph, sample=7)}


@pytest.mark.skipif(os.name != "posix", reason="kills are tried on POSIX systems")
def test_nothing_is_lost_or_doubled_when_a_run_is_killed(store, codes, serve, tmp_path):
    server = serve("good")
    command = [sys.executable, "-m", "graphkit", "code", "suggest", "--store", str(store), "--endpoint", server.address]
    command += ["--model", "tiny", "--all", "--batch", "1", "--out", str(tmp_path / "out"), "-q"]
    root = Path(__file__).resolve().parents[3]
    for kill in range(2):
        asked = len(server.requests)
        running = subprocess.Popen(command, cwd=root, stderr=subprocess.DEVNULL)
        end = time.monotonic() + LIMIT
        while running.poll() is None and len(server.requests) < min(23, asked + 2 + kill % 3):
            if time.monotonic() > end:
                running.kill()
                pytest.fail(f"a run asked nothing more within {LIMIT} seconds")
            time.sleep(0.005)
        running.kill()
        running.wait(LIMIT)
    subprocess.run(command, cwd=root, check=True, timeout=LIMIT)
    lines = (tmp_path / "out" / "suggestions.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len({line.partition('"unit": ')[2] for line in lines}) == 23
    assert len(server.requests) <= 23 + 2  # at most the one request under way at each kill is sent again
