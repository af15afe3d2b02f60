"""A query is compared with the closed ontology: what can't match is named with its place and the nearest name."""

import pytest
from click.testing import CliRunner

from graphkit.cli import cli
from graphkit.cypher.schema_check import check_schema
from graphkit.errors import QueryError
from graphkit.queries import find_queries

WRONG = {
    "MATCH (s:Stat) RETURN s.id": ("line 1, column 10", "no label is named 'Stat'. Did you mean 'State'?"),
    "MATCH (n) WHERE n:Bdy RETURN n.id": ("line 1, column 19", "no label is named 'Bdy'. Did you mean 'Body'?"),
    "MATCH (s:State)\nRETURN s.nmae": (
        "line 2, column 10",
        "no property of State is named 'nmae'. Did you mean 'name'?",
    ),
    "MATCH (s:State {naem: 'x'}) RETURN s.id": (
        "line 1, column 17",
        "no property of State is named 'naem'. Did you mean 'name'?",
    ),
    "MATCH (a)-[:issued]->(b) RETURN b.id": (
        "line 1, column 13",
        "no link type is named 'issued'. Did you mean 'ISSUED'?",
    ),
    "MATCH (a)-[m:MEMBER_OF]->(b) RETURN m.statsu": (
        "line 1, column 39",
        "no property of MEMBER_OF is named 'statsu'. Did you mean 'status'?",
    ),
}
FINE = [
    "MATCH (n) RETURN n.id, n.name, n.text",
    "MATCH (s:State|Body {id: 'MEX'}) RETURN s.name",
    "MATCH (n:!State) RETURN n.text",
    "MATCH (s:State)<-[:CALLS_ON]-(r:Recommendation) RETURN {name: s.name, of: r.id} AS m",
    "MATCH (s:State)-[:ISSUED]-(r:Recommendation) RETURN r.id",
    "MATCH (n) WHERE (n:State OR n:Body) AND NOT (n.id = 'x') RETURN [x IN [1, 2] WHERE x > 1 | {a: x}] AS y",
    "UNWIND $rows AS row MATCH (n {id: row.key}) RETURN row.other",
    "MATCH p = shortestPath((a:State {id: 'MEX'})-[*..4]-(b:Body)) RETURN length(p) AS n",
    "RETURN date('2020-01-01').year AS y",
]


@pytest.mark.parametrize("text", WRONG)
def test_what_the_schema_has_not_is_named_with_its_place(text):
    assert [(d.where, d.reason) for d in check_schema(text)] == [WRONG[text]]


@pytest.mark.parametrize("text", FINE)
def test_what_the_schema_has_raises_no_doubt(text):
    assert check_schema(text) == []


def test_a_link_in_the_wrong_direction_is_named_with_the_right_one():
    (doubt,) = check_schema("MATCH (o:Objective)-[:ADDRESSES]->(r:Recommendation) RETURN o.id")
    assert "never joins these labels in this direction; it is the other way round" in doubt.reason


@pytest.mark.parametrize("name", find_queries())
def test_no_query_of_the_library_raises_a_doubt(name):
    assert check_schema(find_queries()[name].text) == []


def test_query_warns_and_with_strict_refuses(tmp_path):
    text, runner = "MATCH (s:Stat) RETURN s.id", CliRunner()
    (tmp_path / "a.md").write_text("Kenya should protect migrants.", encoding="utf-8")
    runner.invoke(cli, ["build", str(tmp_path / "a.md"), "--out", str(tmp_path / "g"), "-q"])
    said = runner.invoke(cli, ["query", text, "--store", str(tmp_path / "g")])
    refused = runner.invoke(cli, ["query", text, "--store", str(tmp_path / "g"), "--strict"])

    assert "Warning: line 1, column 10: no label is named 'Stat'. Did you mean 'State'?" in said.output
    assert said.exit_code == 0
    assert isinstance(refused.exception, QueryError)
