"""To whom the recommendations of a review are made."""

from pathlib import Path

import pytest

from graphkit.loading import load_document
from graphkit.read.read import read_document


def calls(tmp_path: Path, text: str) -> list[tuple[set[str], set[str]]]:
    """Return who is called upon by each recommendation, and by which rules."""
    file = tmp_path / "review.md"
    file.write_text(text, encoding="utf-8")
    reading = read_document(load_document(file))
    asked = [s for s in reading.statements if s.kind == "recommendation"]
    links = [[k for k in reading.links if k.statement == s.id and k.type == "CALLS_ON"] for s in asked]
    return [({k.node for k in ks}, {k.rule for k in ks}) for ks in links]


def test_what_a_committee_recommends_is_asked_of_the_state_in_the_title(tmp_path: Path) -> None:
    title = "# Concluding observations on the initial report of Vanuatu"
    text = f"{title}\n\nThe Committee recommends that migrants be heard.\n"
    assert calls(tmp_path, text) == [({"VUT"}, {"review"})]


@pytest.mark.parametrize("title", ["Concluding observations on initial reports", "Report on ports of Vanuatu"])
def test_without_one_state_under_review_nobody_is_asked(tmp_path: Path, title: str) -> None:
    assert calls(tmp_path, f"# {title}\n\nThe Committee recommends that migrants be heard.\n") == [(set(), set())]


def test_a_named_state_is_asked_and_no_other(tmp_path: Path) -> None:
    title = "# Concluding observations on the initial report of Vanuatu"
    text = f"{title}\n\nThe Committee recommends that migrants be heard by Fiji, and urges Fiji to pay.\n"
    assert calls(tmp_path, text)[0][0] == {"FJI"}


def test_the_words_are_the_whole_name_of_the_state(tmp_path: Path) -> None:
    title, file = "# Concluding observations on the initial report of Niger", tmp_path / "review.md"
    file.write_text(f"Nigeria was heard too.\n\n{title}\n\nThe Committee recommends that migrants be heard.\n")
    reading = read_document(load_document(file, title=title[2:]))
    (link,) = (k for k in reading.links if k.rule == "review")
    assert reading.document.text[link.start : link.end + 1] == "Niger\n"
