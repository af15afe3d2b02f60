"""Promises and what became of them: links, the sheet, its formats."""

from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from graphkit.analysis.time.followup import COLUMNS, find_followup
from graphkit.cli.followup import command
from graphkit.graph.ontology.links import Fulfils
from graphkit.pipeline import build_workspace, make_graph

PLEDGES = """---
title: Pledges of Peru
year: 2020
issuers: [PER]
language: en
id: pledges
---
# Commitments

- Peru will open five mobile consulates for its nationals abroad by 2022.
- Peru will train 500 border officers to recognise victims of trafficking by 2022.
- Peru will lower the cost of sending remittances by 2030.
- Chile should ratify the convention on migrant workers.
"""
PROGRESS = """---
title: Progress of Peru
year: 2023
issuers: [PER]
language: en
id: progress
---
# Progress

- Peru opened five mobile consulates for nationals abroad.
- Peru opened two shelters for families in transit.
- Chile trained 500 border officers to recognise victims of trafficking.
"""


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("promises")
    for name, text in (("pledges", PLEDGES), ("progress", PROGRESS)):
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def test_only_a_later_practice_of_the_same_actor_on_the_same_subject_fulfils_a_promise(texts: Path) -> None:
    graph = make_graph(texts).graph
    found = [(graph.node(k.source).title, graph.node(k.target).title) for k in graph.links(Fulfils)]
    assert found == [
        (
            "Peru opened five mobile consulates for nationals abroad.",
            "Peru will open five mobile consulates for its nationals abroad by 2022.",
        )
    ]


def test_the_link_carries_both_quotes(texts: Path) -> None:
    (link,) = make_graph(texts).graph.links(Fulfils)
    assert {e.document: e.words for e in link.evidence} == {
        "progress": "Peru opened five mobile consulates for nationals abroad.",
        "pledges": "Peru will open five mobile consulates for its nationals abroad by 2022.",
    }


def test_each_promise_has_its_status(texts: Path) -> None:
    rows = [(f["institution"], f["due"], f["status"], f["date"]) for f in find_followup(make_graph(texts).graph)]
    assert sorted(rows, key=str) == [
        ("Chile", None, "open", None),
        ("Peru", "2022", "due, not reported", None),
        ("Peru", "2022", "reported done", "2023"),
        ("Peru", "2030", "open", None),
    ]


def test_the_sheet_of_one_actor_with_dates_holds_no_other(texts: Path) -> None:
    result = find_followup(make_graph(texts).graph, actor="PER", dated=True)
    assert [f["institution"] for f in result] == ["Peru"] * 3


@pytest.mark.parametrize("ending", ["xlsx", "csv", "md", "json"])
def test_the_ending_of_the_file_chooses_the_format(texts: Path, tmp_path: Path, ending: str) -> None:
    build_workspace(texts, tmp_path / "store")
    sheet = tmp_path / f"sheet.{ending}"
    run = CliRunner().invoke(command, ["--store", str(tmp_path / "store"), "--output", str(sheet)])
    assert run.exit_code == 0, run.output
    if ending == "xlsx":
        rows = list(openpyxl.load_workbook(sheet).active.values)
        assert rows[0] == tuple(c.replace("_", " ") for c in COLUMNS)
        assert len(rows) == 5
    else:
        assert "five mobile consulates" in sheet.read_text(encoding="utf-8")
