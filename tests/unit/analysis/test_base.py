"""Results: ids, rows, JSON, frames, notebooks."""

import json

import pytest

from graphkit.analysis.base import Method, Result, make_finding
from graphkit.errors import OptionError


def sample() -> Result:
    rows = [("SLV", 3, 0.25), ("<b>", 0, None)]
    findings = tuple(
        make_finding("test", [who], {"who": who, "count": count, "share": share}, ("statement:1",) * count)
        for who, count, share in rows
    )
    return Result(
        "test", "A & B", ("who", "count", "share"), findings, (Method("m", "a/b", "me"),), {"seed": 7}, ("x",)
    )


def test_the_same_question_gives_the_same_id() -> None:
    assert make_finding("gaps", ["SLV", 1], {}).id == make_finding("gaps", ["SLV", 1], {"other": 2}).id
    assert make_finding("gaps", ["SLV", 1], {}).id != make_finding("gaps", ["SLV", 2], {}).id


def test_rows_hold_id_columns_statements_note_and_confidence() -> None:
    row = sample().to_rows()[1]
    assert list(row) == ["finding", "who", "count", "share", "statements", "note", "confidence"]
    assert row["share"] is None


def test_json_reads_back_and_unknown_is_null() -> None:
    data = json.loads(sample().to_json())
    assert data["findings"][1]["share"] is None
    assert data["methods"] == [{"name": "m", "formula": "a/b", "source": "me"}]


def test_frames_hold_the_same_rows() -> None:
    result = sample()
    assert result.to_pandas()["who"].tolist() == ["SLV", "<b>"]
    assert result.to_polars()["count"].to_list() == [3, 0]


def test_a_notebook_shows_escaped_cells_and_unknown_as_unknown() -> None:
    shown = sample()._repr_html_()
    assert "&lt;b&gt;" in shown
    assert "<b>" not in shown
    assert "unknown" in shown


def test_finding_by_a_column_that_is_not_there_names_the_columns() -> None:
    assert [f["count"] for f in sample().find(who="SLV")] == [3]
    with pytest.raises(OptionError, match="no column 'actor'. Columns: who, count, share"):
        sample().find(actor="SLV")
