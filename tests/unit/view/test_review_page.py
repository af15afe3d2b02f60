"""What the review page holds: the whole text in order, what was read of it, and what was passed over."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from graphkit.cli import cli
from graphkit.graph.review_sheet import EDITED, make_sheet
from graphkit.loading import load_document
from graphkit.pipeline import Built, Options, build_workspace, make_graph
from graphkit.publish.view.review import make_payload, make_review
from graphkit.read.read import get_reference

TEXT = """# Meeting of the harbours

## Recommendations

Fish was served. States should protect the human rights of migrants. It rained.

## Sources

- A book.
"""


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("texts") / "harbours.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def built(text: Path) -> Built:
    return make_graph(text, Options(encoder="none", isolated=False))


def test_headings_statements_and_sentences_passed_over_stand_in_the_order_of_the_text(text: Path, built: Built) -> None:
    document = load_document(text)
    payload = make_payload(built.graph, {document.id: document}, built.issues, get_reference())
    (one,) = payload["documents"]
    wording = [i.get("t") or payload["statements"][i["s"]]["wording"] for i in one["items"]]
    spots = [TEXT.index(w) for w in wording]
    assert spots == sorted(spots)
    assert "".join("".join(wording).split()) == "".join(w for w in TEXT.replace("#", "").replace("- A", "A").split())
    assert all(i["why"] for i in one["items"] if "why" in i)


def test_a_document_without_its_text_is_shown_by_its_statements(built: Built) -> None:
    payload = make_payload(built.graph, {}, built.issues, get_reference())
    (one,) = payload["documents"]
    assert not one["whole"]
    assert [list(i) for i in one["items"]] == [["s"]] * len(list(built.graph.statements()))


def test_every_list_that_can_be_edited_has_codes_to_choose_from(built: Built) -> None:
    payload = make_payload(built.graph, {}, built.issues, get_reference())
    assert {*payload["codes"], *payload["closed"], "strength"} == set(EDITED)
    assert all(payload["codes"].values())


def test_the_same_graph_gives_the_same_page(text: Path, built: Built) -> None:
    document = load_document(text)
    pages = [make_review(built.graph, {document.id: document}, built.issues, get_reference()).html for _ in range(2)]
    assert pages[0] == pages[1]


def test_the_command_finds_the_texts_and_refuses_one_that_changed(text: Path, tmp_path: Path) -> None:
    build_workspace(text, tmp_path / "store", Options(encoder="none", isolated=False))
    page = ["view", "review", "--store", str(tmp_path / "store"), "-o", str(tmp_path / "review.html")]
    done = CliRunner().invoke(cli, [*page, "--texts", str(text.parent)])
    assert done.exit_code == 0
    assert (tmp_path / "review.html").is_file()
    away = CliRunner().invoke(cli, [*page, "--force", "--texts", str(tmp_path / "store")])
    assert "because the texts as they were read are not here: harbours.md" in away.output
    (tmp_path / "harbours.md").write_text(TEXT + "\nMore.\n", encoding="utf-8")
    changed = CliRunner().invoke(cli, [*page, "--force", "--texts", str(tmp_path)], standalone_mode=False)
    assert "has changed. Build again." in str(changed.exception)


@pytest.mark.parametrize("page", ["network", "review"])
def test_texts_are_looked_for_where_the_command_runs_unless_they_are_not_wanted(
    text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    build_workspace(text, tmp_path / "store", Options(encoder="none", isolated=False))
    target = tmp_path / "page.html"

    def view(place: Path, *more: str) -> int:
        monkeypatch.chdir(place)
        words = ["view", page, "--store", str(tmp_path / "store"), "-o", str(target), "--force", *more]
        done = CliRunner().invoke(cli, words)
        assert done.exit_code == 0, done.output
        return len(target.read_bytes())

    changed = tmp_path / "changed"
    changed.mkdir()
    (changed / text.name).write_text(TEXT + "\nMore.\n", encoding="utf-8")
    bare = view(text.parent, "--no-texts")
    assert view(text.parent) > bare
    assert view(changed) == bare


def test_options_of_other_pages_are_refused(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["view", "review", "--focus", "GTM"], standalone_mode=False)
    assert "--focus is for the pages network, matrix and atlas." in str(done.exception)
    both = ["view", "atlas", "--no-texts", "--texts", str(tmp_path)]
    assert "exclude each other" in str(CliRunner().invoke(cli, both, standalone_mode=False).exception)


def test_what_models_suggest_stands_beside_the_reading_where_they_differ_most_first(built: Built) -> None:
    sheet = make_sheet(built.graph)
    last = sheet[-1]
    row = {**last, "coder": "model:tiny", "kind": "practice", "note": "kind practice: “rights”"}
    payload = make_payload(built.graph, {}, built.issues, get_reference(), [row])
    first = payload["statements"][0]
    assert (first["id"], first["suggested"][0]["by"], first["suggested"][0]["values"]["kind"]) == (
        last["id"], "model:tiny", "practice",
    )  # fmt: skip
    assert all("suggested" not in s for s in payload["statements"][1:])
    assert [payload["statements"][i["s"]]["id"] for d in payload["documents"] for i in d["items"]] == [
        s.id for s in sorted(built.graph.statements(), key=lambda s: s.start)
    ]


def test_pieces_of_a_paragraph_joined_with_their_gaps_stand_in_the_text(text: Path, built: Built) -> None:
    document = load_document(text)
    payload = make_payload(built.graph, {document.id: document}, built.issues, get_reference())
    items = payload["documents"][0]["items"]
    wording = [i.get("t") or payload["statements"][i["s"]]["wording"] for i in items]
    joined = [a + i["gap"] + b for i, a, b in zip(items, wording, wording[1:], strict=False) if "gap" in i]
    assert len(joined) == 2
    assert all(one in TEXT for one in joined)


def test_suggestions_of_another_store_are_refused(text: Path, tmp_path: Path) -> None:
    build_workspace(text, tmp_path / "store", Options(encoder="none", isolated=False))
    (tmp_path / "suggestions.jsonl").write_text('{"unit": "statement:x", "labels": []}\n', encoding="utf-8")
    options = ["--store", str(tmp_path / "store"), "--texts", str(text), "-o", str(tmp_path / "r.html")]
    done = CliRunner().invoke(
        cli, ["view", "review", *options, "--suggestions", str(tmp_path / "suggestions.jsonl")], standalone_mode=False
    )
    assert "suggests nothing for a statement" in str(done.exception)
