"""Metadata from five places, and their order."""

import json
from pathlib import Path

import pytest

from graphkit.errors import InputError, UnknownNameError
from graphkit.ids import make_id
from graphkit.loading import load_document
from graphkit.text.document import Metadata

BODY = (
    "# Crews of ferries\n\nMinistry of Ports of Ecuador\n\nMay 2019\n\nThe ports were heard, the Government agreed.\n\n"
    "- Ports should register crews.\n"
)
FRONT = "---\nid: crews-1\ntitle: Front\nyear: 2001\nissuers: [PER, CHL]\n---\n"


def load(folder: Path, text: str, **options: str) -> Metadata:
    path = folder / "crews.md"
    path.write_text(text, encoding="utf-8")
    return load_document(path, **options).metadata


def test_without_any_statement_all_is_inferred_and_said_so(tmp_path: Path) -> None:
    found = load(tmp_path, BODY)
    assert (found.id, found.title, found.year, found.date) == (
        make_id("document", BODY),
        "Crews of ferries",
        2019,
        "2019-05",
    )
    assert found.assumed == ("date", "genre", "issuer_kind", "issuers", "language", "title", "year")


def test_front_matter_states_fields(tmp_path: Path) -> None:
    found = load(tmp_path, FRONT + BODY)
    assert (found.id, found.title, found.year, found.issuers) == ("crews-1", "Front", 2001, ("PER", "CHL"))
    assert found.assumed == ("genre", "language")


def test_front_matter_is_no_block(tmp_path: Path) -> None:
    path = tmp_path / "crews.md"
    path.write_text(FRONT + BODY)
    document = load_document(path)
    assert document.blocks[0].start == document.text.index("Crews of ferries")


@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_a_byte_order_mark_and_windows_line_ends_hide_no_front_matter(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "crews.md"
    path.write_bytes((mark + FRONT + BODY).replace("\n", "\r\n").encode())
    assert load_document(path).id == "crews-1"


def test_a_sidecar_comes_before_front_matter_and_an_option_before_both(tmp_path: Path) -> None:
    (tmp_path / "crews.meta.json").write_text(json.dumps({"title": "Beside", "year": 2002}))
    found = load(tmp_path, FRONT + BODY, year="2003")
    assert (found.id, found.title, found.year) == ("crews-1", "Beside", 2003)


@pytest.mark.parametrize("name", ["crews.md.meta.toml", "crews.meta.toml"])
def test_a_sidecar_may_be_toml(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text('title = "Beside"\nissuers = ["MEX"]\nyear = 1999\n')
    found = load(tmp_path, BODY)
    assert (found.title, found.issuers, found.year, found.date) == ("Beside", ("MEX",), 1999, None)


def test_a_country_code_that_yaml_takes_for_a_boolean_stays_text(tmp_path: Path) -> None:
    assert load(tmp_path, "---\nissuers: [NO, YES]\n---\n" + BODY).issuers == ("NO", "YES")


def test_the_year_follows_from_the_date(tmp_path: Path) -> None:
    assert load(tmp_path, "---\ndate: 2007-03\n---\n" + BODY).year == 2007


def test_an_unknown_field_is_left_out_aloud(tmp_path: Path) -> None:
    path = tmp_path / "crews.md"
    path.write_text("---\ntitle: Crews\ncolour: blue\n---\n" + BODY)
    assert "the field 'colour' is not known and left out" in [i.reason for i in load_document(path).issues]


def test_rules_around_a_paragraph_are_no_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "crews.md"
    path.write_text("---\nCrews were heard at length, said the board.\n---\n\nPorts should register crews.\n")
    document = load_document(path)
    assert document.blocks[0].start < 10


def test_keys_may_be_quoted(tmp_path: Path) -> None:
    found = load(tmp_path, "---\n\"title\": Crews\n'year': 2003\n---\n" + BODY)
    assert (found.title, found.year) == ("Crews", 2003)


@pytest.mark.parametrize("block", ["{a: {b: c}}", "[[title]]", "- - - title"])
def test_a_nested_block_without_keys_is_read_as_text_aloud(tmp_path: Path, block: str) -> None:
    path = tmp_path / "crews.md"
    path.write_text(f"---\n{block}\n---\n\nPorts should register crews.\n")
    assert "read as text" in " ".join(i.reason for i in load_document(path).issues)


@pytest.mark.parametrize(
    ("opening", "said"),
    [
        ("---\ntitle: Crews\nyear: 2003\n\n", True),
        ('---\n"Year": 2003\n', True),
        ("---\ntitle: " + "x" * 20_001 + "\n---\n", True),
        ("---\ncolour:\n" + "".join(f"{' ' * n}k{n}:\n" for n in range(300)) + "---\n", True),
        ("---\n" + "[" * 30_000 + "\n---\n", True),
        ("---\nRemember: crews sleep aboard.\n\n", False),
        ("title: Crews\n\n", False),
    ],
)
def test_front_matter_without_an_end_is_said(tmp_path: Path, opening: str, said: bool) -> None:
    path = tmp_path / "crews.md"
    path.write_text(opening + BODY)
    warnings = [i.reason for i in load_document(path).issues if i.severity == "warning"]
    reason = "no line --- ends its front matter within 20,000 characters, so that is read as text"
    assert (reason in warnings) is said


@pytest.mark.parametrize("nested", ["- " * 400 + "x", "[" * 400 + "]" * 400, "{a: " * 400 + "}" * 400])
def test_front_matter_of_any_depth_costs_one_clear_line(tmp_path: Path, nested: str) -> None:
    with pytest.raises(InputError, match="the front matter is nested too deeply"):
        load(tmp_path, f"---\ntitle: Crews\nhosts:\n {nested}\n---\n{BODY}")


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("title: [a\nyear: 2001", r"crews\.md, line \d: the front matter can't be read"),
        ("year: twenty", "'twenty' is no year"),
        ("date: 3 May", "the date '3 May' is not of the form"),
        ("genre: haiku", "No genre is named 'haiku'"),
        ("language: tlh", "No language is named 'tlh'"),
    ],
)
def test_wrong_front_matter_costs_one_clear_line(tmp_path: Path, front: str, said: str) -> None:
    with pytest.raises((InputError, UnknownNameError), match=said):
        load(tmp_path, f"---\n{front}\n---\n{BODY}")


def test_a_broken_sidecar_costs_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "crews.meta.toml").write_text("title = ")
    with pytest.raises(InputError, match=r"crews\.meta\.toml: can't be read"):
        load(tmp_path, BODY)


def test_a_document_whose_speaker_nobody_states_says_so(tmp_path: Path) -> None:
    path = tmp_path / "crews.md"
    path.write_text("Ports should register crews.\n")
    document = load_document(path)
    assert document.metadata.issuers == ()
    assert any("who speaks is not stated" in i.reason for i in document.issues)


def test_only_typed_texts_have_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "crews.html"
    path.write_text("<html><body><pre>---</pre><pre>title: Front</pre><pre>---</pre><p>Crews.</p></body></html>")
    assert "title" in load_document(path).metadata.assumed


def test_a_title_page_that_names_a_government_says_who_speaks(tmp_path: Path) -> None:
    path = tmp_path / "crews.md"
    path.write_text("# CREWS\n\n# REPUBLIC OF KENYA\n\nPorts should register crews.\n")
    assert load_document(path).metadata.issuers == ("KEN",)
