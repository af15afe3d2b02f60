"""Odd endpoints, limits, and what a model is worth: what is sent is bounded, kept and measured."""

import json
import time

import pytest
from suggesting import suggest

from graphkit.errors import InputError, OptionError
from graphkit.evaluation.gold import LIST_FIELDS, Unit
from graphkit.loading import load_document
from graphkit.publish.export.statements import statement_rows
from graphkit.suggest.client import ChatClient
from graphkit.suggest.codes import LISTS
from graphkit.suggest.endpoint import KEY, probe
from graphkit.suggest.measure import find_coding, read_spent
from graphkit.suggest.run import LANGUAGES, Limits, read_guide
from graphkit.suggest.sheets import check_folder, read_suggestions
from graphkit.suggest.units import find_sent_units
from graphkit.workspace import open_workspace

NO_CODES = {f: frozenset() for f in LIST_FIELDS}


def test_an_answer_without_an_end_is_given_up_at_the_time_limit(store, codes, serve, tmp_path):
    client = ChatClient(serve("drip").address, "tiny", wait=lambda _: None, timeout=1)
    started = time.monotonic()
    with pytest.raises(InputError, match="ReadTimeout"):
        client.ask("", '{"units": []}', {}, "k", most=1)
    client.close()
    assert time.monotonic() - started < 5


def test_a_unit_longer_than_the_model_takes_is_named_and_the_rest_is_asked(list_store, codes, serve, tmp_path):
    server = serve("too_long")
    outcome = suggest(list_store, codes, server, tmp_path)
    assert outcome.spent.requests == len(server.requests) == 4
    assert len(outcome.suggestions) == 2
    assert [r.reason for r in outcome.refusals] == ["longer than the model takes"]


def test_retries_count_against_the_limit_of_requests(store, codes, serve, tmp_path):
    server = serve("503")
    with pytest.raises(InputError, match="in 3 attempts"):
        suggest(store, codes, server, tmp_path, limits=Limits(requests=3))
    assert len(server.requests) == 3


def test_a_limit_of_tokens_holds_where_the_server_does_not_count_them(store, codes, serve, tmp_path):
    outcome = suggest(store, codes, serve("uncounted"), tmp_path, limits=Limits(tokens=15_000))
    assert outcome.stopped == "15,000 tokens"
    assert 0 < outcome.spent.tokens_in + outcome.spent.tokens_out <= 15_000


def test_a_limit_of_money_needs_prices():
    with pytest.raises(OptionError, match="needs prices"):
        Limits(cost=1.0)


def test_what_was_sent_is_kept_once_with_the_guide(store, codes, serve, tmp_path):
    server = serve("good")
    suggest(store, codes, server, tmp_path)
    sent = [json.loads(line) for line in (tmp_path / "sent.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["request"] for row in sent] == [json.loads(r["messages"][1]["content"]) for r in server.requests]
    (guide,) = {row["guide"] for row in sent}
    assert (tmp_path / guide).read_text(encoding="utf-8") == server.requests[0]["messages"][0]["content"]


def test_a_key_that_a_server_repeats_is_not_shown(store, codes, serve, tmp_path, monkeypatch):
    monkeypatch.setenv(KEY, "s3cret-key\n")
    with pytest.raises(InputError, match="status 418") as error:
        suggest(store, codes, serve("repeats_key"), tmp_path)
    assert "s3cret" not in str(error.value)
    monkeypatch.setenv(KEY, "clé\u2026")
    with pytest.raises(OptionError, match="no key has"):
        suggest(store, codes, serve("good"), tmp_path)


def test_a_unit_goes_with_what_opens_its_list(list_store):
    document = load_document(list_store.parent / "a.md")
    units = find_sent_units(open_workspace(list_store).graph, {document.id: document})
    assert {u.lead for u in units} == {"We call on all States to:"}


def test_the_guides_say_the_same_fields_in_every_language():
    guides = [read_guide(language) for language in LANGUAGES]
    assert len({tuple(g) for g in guides}) == len({g["version"] for g in guides}) == 1
    for name in LISTS:
        assert all(f"{name}:" in g["fields"] or name in {"actors"} for g in guides), name


def test_a_sheet_with_decisions_of_people_is_not_written_over(store, codes, serve, tmp_path):
    suggest(store, codes, serve("good"), tmp_path)
    check_folder(tmp_path)
    sheet = tmp_path / "review.csv"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("model:tiny", "R. Example", 1), encoding="utf-8")
    with pytest.raises(OptionError, match="holds decisions of people"):
        check_folder(tmp_path)


def test_a_spoilt_line_of_answers_is_asked_again(store, codes, serve, tmp_path):
    server = serve("good")
    suggest(store, codes, server, tmp_path)
    path = tmp_path / "answers.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text(lines[0].replace('"seconds"', '"secs"') + "[" * 9 + "\n" + "".join(lines[2:]), encoding="utf-8")
    asked = len(server.requests)
    assert len(suggest(store, codes, server, tmp_path).suggestions) == 23
    assert len(server.requests) == asked + 2


def test_a_model_is_measured_like_a_coder_on_the_units_it_was_asked_about(store, codes, serve, tmp_path):
    suggest(store, codes, serve("good"), tmp_path)
    rows = list(statement_rows(open_workspace(store).graph))
    suggested = read_suggestions(tmp_path / "suggestions.jsonl")
    first, second, third = (
        Unit(
            f"u{n}",
            "a.m",
            r["start"],
            r["end"],
            r["text"],
            (kind,),
            (7,),
            *({f: frozenset() for f in LIST_FIELDS},) * 2,
            (),
        )
        for n, (r, kind) in enumerate(zip(rows[:3], ("recommendation", "practice", "none"), strict=True))
    )
    asked = {r["id"]: suggested[r["id"]] for r in rows[:2]}
    coding = find_coding(rows, asked, [first, second, third])
    assert [u.id for u in coding.units] == ["u0", "u1"]
    assert (coding.kappa["kind (kappa)"], len(coding.rows)) == (0.0, 2)
    assert read_spent(tmp_path / "elsewhere.jsonl")["requests"] == 5
    with pytest.raises(InputError, match="None of the suggestions"):
        find_coding(rows, {}, [first])


@pytest.mark.parametrize(("behaviour", "said"), [("good", "answers"), ("401", "refuses the key"), ("404", "lists no")])
def test_whether_an_endpoint_answers_is_said_without_a_text_sent(serve, behaviour, said):
    server = serve(behaviour)
    assert said in probe(server.address)
    assert server.requests == []
    server.stop()
    assert "missing" in probe(server.address)
