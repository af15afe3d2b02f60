"""One sentence about one objective counts as one, wherever a report counts."""

import re
import sys
from pathlib import Path

import pytest

from graphkit.cli import main

TEXT = "# Recommendations\n\n- States should reduce the cost of remittances.\n"


def run(monkeypatch: pytest.MonkeyPatch, *words: object) -> None:
    monkeypatch.setattr(sys, "argv", ["graphkit", *map(str, words)])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 0


def test_an_actor_speaks_of_what_its_statements_are_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text(TEXT)
    run(monkeypatch, "build", tmp_path / "a.md", "--out", tmp_path / "o", "--quiet", "--meta", "issuers=URY", "--meta",
        "year=2024")  # fmt: skip
    run(monkeypatch, "report", "all", "--store", tmp_path / "o", "-o", tmp_path / "r.html")
    page = (tmp_path / "r.html").read_text()
    counts = re.findall(r"(\d+) <small>of 23</small></span><span>objectives spoken of|speaks of (\d+) of 23", page)
    totals = re.findall(r'class="total"[^>]*>(\d+) of 23<', page)
    assert {n for pair in counts for n in pair if n} | set(totals) == {"1"}
