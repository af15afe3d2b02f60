"""The twelve examples of the specification of tables, where the shared material is at hand."""

import json
from typing import Any

import pytest
from table_files import build, facts

from graphkit.graph.graph import Graph
from graphkit.graph.ontology import nodes as n

OPTIONS: dict[int, tuple[dict[str, str], dict[str, str]]] = {
    4: ({"addressees": "SVN", "year": "2025"}, {}),
    6: ({}, {"codebook": "06-codebook.toml"}),
    9: ({}, {"names": "09-names.toml"}),
    11: ({}, {"columns": "text=statement,issuer=by,addressee=asked,date=when"}),
}


@pytest.fixture(params=range(1, 13))
def example(request, shared) -> dict[str, Any]:
    """What is expected of an example, and under ``built`` what was made of it."""
    place = shared("upr", "table-spec", "examples")
    (expected,) = (e for e in json.loads((place / "expected.json").read_text()) if e["example"] == request.param)
    meta, tables = OPTIONS.get(request.param, ({}, {}))
    files = {key: str(place / value) if key != "columns" else value for key, value in tables.items()}
    return {**expected, "built": build(place / expected["files"][0], meta, **files)}


def _called(graph: Graph, id: str) -> str:
    node = graph.node(id)
    return node.title if id.startswith("body:") or node.title.startswith("Caritas") else id


def _found(graph: Graph, fact: dict[str, Any]) -> dict[str, Any]:
    s, coded = fact["node"], fact["coded"]
    return {
        "text": s.text,
        "issuers": sorted(_called(graph, i) for i in fact["issuers"]),
        "addressees": sorted(_called(graph, i) for i in fact["addressees"]),
        "kind": s.kind,
        "response": s.response,
        "year": s.year,
        "date": s.date,
        "due": s.due,
        "joint": s.joint,
        "strength": s.strength,
        "language": s.language,
        "paragraph": s.para,
        "sheet": s.sheet,
        "cell": f"{s.column}{s.row}",
        "document": graph.node(s.document).title,
        "coder": s.coder,
        "codes": dict(c.split("=", 1) for c in s.codes),
        "themes": sorted(graph.node(t).title for kind, t in coded if kind == "CODED_AS"),
        "objectives_coded": sorted(t for kind, t in coded if kind == "ADDRESSES"),
        "groups_coded": sorted(t for kind, t in coded if kind == "CONCERNS"),
        "agreement": next((x.agreement for x in _coded_as(graph, s.id)), None),
        "person": s.person,
        "id": s.source_id,
    }


def _coded_as(graph: Graph, id: str) -> list[Any]:
    from graphkit.graph.ontology.links import CodedAs

    return list(graph.out(id, CodedAs))


def _wanted(statement: dict[str, Any]) -> dict[str, Any]:
    # The examples call a known body by its name, the graph by its id.
    named = {"Caritas": "Caritas Internationalis"}
    wanted = {key: sorted(value) if isinstance(value, list) else value for key, value in statement.items()}
    wanted["issuers"] = sorted(named.get(i, i) for i in statement["issuers"])
    return {key: value for key, value in wanted.items() if key != "row"}


def test_an_example_of_the_specification_is_read_as_expected(example):
    built = example["built"]
    found = {tuple(map(int, f["node"].rows)) or (f["node"].row,): f for f in facts(built.graph)}
    wanted = {tuple(s["row"]) if isinstance(s["row"], list) else (s["row"],): s for s in example["statements"]}
    assert set(found) == set(wanted)
    for rows, statement in wanted.items():
        fields = _wanted(statement)
        have = _found(built.graph, found[rows])
        assert {name: have[name] for name in fields} == fields
    if example["documents"]:
        assert sorted(d.name for d in built.graph.nodes(n.Document)) == example["documents"]


def test_what_is_said_of_an_example_is_as_expected_and_no_other_warning(example):
    built = example["built"]
    said = [f"{i.severity}: {i.reason}" for i in built.issues]
    wanted = example["issues"]
    assert [w for w in wanted if not any(s.startswith(w) for s in said)] == []
    loud = [s for s in said if not s.startswith("note:")]
    assert [s for s in loud if not any(s.startswith(w) for w in wanted)] == []
    assert bool(built.issues.losses()) == bool(example["exit"])


def test_real_recommendations_keep_who_whom_answer_and_themes(shared, tmp_path):
    import csv

    from graphkit.reference.gazetteer.lookup import find_actor

    with shared("upr", "upr-migration.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[:400]
    path = tmp_path / "rows.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, rows[0]).writeheader()
        csv.DictWriter(file, rows[0]).writerows(rows)
    found = {}
    graph = build(path).graph
    for fact in facts(graph):
        for number in fact["node"].rows or (fact["node"].row,):
            found[int(number)] = fact
    wrong = []
    for number, row in enumerate(rows, 2):
        fact = found[number]
        themes = sorted(graph.node(t).title for _, t in fact["coded"])
        have = (fact["issuers"], fact["addressees"], fact["node"].kind, fact["node"].response, themes)
        response = {"Accepted": "supported", "Noted": "noted"}[row["response"]]
        who, whom = (getattr(find_actor(row[side]), "id", None) for side in ("from", "to"))
        wanted = ([who], [whom], "recommendation", response, sorted(row["issues"].split(";")))
        wrong += [(number, have, wanted)] if have != wanted else []
    assert wrong == []
