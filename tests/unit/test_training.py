"""Figures are written whole or not at all, and those that nothing was measured for are not shown as figures."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from graphkit.evaluation import Unit, find_accuracy
from graphkit.read.encoder import get_encoder
from training import train
from training.evaluate import measure
from training.labels import Labelled
from training.report import write_page

ROOT = Path(__file__).resolve().parents[2]
TYPES = ("mixed, two coders", "government", "mixed, Spanish", "recommendations", "off-topic", "invented", "source")
NAMES = ("objectives", "principles", "groups", "addressees", "actors")


def make_text(type_: str, name: str) -> Labelled:
    held = {field: frozenset({"1"} if field == "objectives" else ()) for field in NAMES}
    unit = Unit(f"{name}-1", name, 0, 20, "", ("recommendation",), (1,), held, held, ())
    return Labelled(type_, Path(f"{name}.md"), (unit,))


def read(text: Labelled) -> tuple[Labelled, list[dict[str, object]]]:
    row = {"source": text.path.name, "start": 0, "end": 20, "kind": "recommendation", "objectives": [1], "score": 0.9}
    return text, [row]


def test_without_the_labels_nothing_is_written_and_a_line_says_what_to_set() -> None:
    page = ROOT / "docs" / "accuracy.md"
    before = page.read_bytes()
    command = [sys.executable, "-m", "training.evaluate", "--write"]
    env = {**os.environ, "GRAPHKIT_SHARED": str(ROOT / "nowhere")}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)

    assert done.returncode == 2
    assert "nowhere is missing, and it holds most labels: set GRAPHKIT_SHARED. Nothing was written." in done.stderr
    assert page.read_bytes() == before


def test_a_cache_that_is_not_there_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train, "find_labelled", lambda _: [])

    assert train.read_examples(tmp_path / "own" / "cache", get_encoder("none")) == ([], [])
    assert (tmp_path / "own" / "cache" / "examples-none.pickle").is_file()


def test_the_page_quotes_texts_coded_twice_and_shows_no_figure_that_is_so_by_construction(tmp_path: Path) -> None:
    texts = [make_text(t, f"n{i:02}") for i, t in enumerate(TYPES)]
    found = [read(t) for t in texts]
    write_page(tmp_path / "page.md", measure(found), {"invented": (9, 20), "government": (3, 20)}, texts, found)
    page = (tmp_path / "page.md").read_text(encoding="utf-8")
    quoted, compared = page.split("## For comparing types of text, not to quote")
    compared, tuned = compared.split("## Texts that the rules were tuned on")
    rows = {line.split(" | ")[0].strip("| "): line.split(" | ") for line in page.splitlines() if line.startswith("|")}

    assert "1 English and Spanish texts, 1 units" in quoted
    assert all(f"| {t} |" in compared for t in ("government", "mixed, Spanish", "coded once", "recommendations"))
    assert all(f"| {t} |" in tuned and f"| {t} |" not in compared for t in ("source", "invented", "off-topic"))
    assert rows["recommendations"][3:5] == ["-", "-"] and rows["recommendations"][5][0] == "1"
    assert all(cell.strip(" |") == "-" for cell in rows["off-topic"][5:]) and rows["off-topic"][3][0] == "1"
    assert "all" not in rows and "real texts" not in rows


def test_texts_of_one_name_and_two_types_are_not_pooled() -> None:
    twice, own = make_text("mixed, two coders", "bal"), make_text("invented", "bal")
    accuracy = measure([read(twice), (own, [])])

    assert accuracy["mixed, two coders"].fields["detection"].recall == 1
    assert accuracy["invented"].fields["detection"].recall == 0
    assert find_accuracy([], list(own.coded), samples=1).fields["detection"].recall == 0
    assert set(accuracy) == {"mixed, two coders", "invented", "real texts"}
