"""Every form of Cypher gives equal rows on both engines, or the linter names what differs."""

import json
import re
from pathlib import Path

import pytest
from made_graphs import make_synthetic
from same_answers import ask, same_or_linted
from servers import open_empty

from graphkit.cypher.lint import RULES, lint_query
from graphkit.errors import QueryError
from graphkit.queries import find_queries
from graphkit.store.arcadedb import ArcadeStore
from graphkit.store.kglite import KgliteStore, has_kglite

DATA = Path(__file__).parent.parent / "data"
CASES, LENIENT = (
    [line for line in (DATA / name).read_text(encoding="utf-8").splitlines() if line and line[0] not in "#["]
    for name in ("cypher-forms.txt", "kglite-lenient.txt")
)

PAGE = (Path(__file__).parents[2] / "docs" / "cypher.md").read_text(encoding="utf-8")
LISTED = [
    tuple(cell.replace("\\|", "|") for cell in row)
    for row in re.findall(r"^\| `([^`]+)` \| `?(refused|\[.*?\])`? \| `?(refused|\[.*?\])`? \|", PAGE, re.MULTILINE)
]


@pytest.fixture(scope="module")
def embedded(tmp_path_factory):
    store = ArcadeStore.create(tmp_path_factory.mktemp("forms") / "graph", make_synthetic(80))
    yield store
    store.close()


@pytest.fixture(scope="module")
def neo4j(neo4j_server):
    store = open_empty(neo4j_server)
    store.write(make_synthetic(80))
    yield store
    store.close()


@pytest.mark.neo4j
@pytest.mark.parametrize("text", CASES)
def test_a_form_gives_equal_rows_or_is_linted(embedded, neo4j, text):
    left, right = ask(embedded, text), ask(neo4j, text)
    assert same_or_linted(text, left, right), f"embedded {str(left)[:300]}\nneo4j {str(right)[:300]}"


@pytest.fixture(scope="module")
def second():
    return KgliteStore(make_synthetic(80))


@pytest.mark.skipif(not has_kglite(), reason="kglite is not installed")
@pytest.mark.parametrize("text", CASES)
def test_a_form_gives_equal_rows_on_the_second_embedded_engine_or_is_refused_linted_or_listed(embedded, second, text):
    left, right = ask(embedded, text), ask(second, text)
    alike = right == "refused" or same_or_linted(text, left, right) and left != "refused"

    assert alike != (text in LENIENT), f"first {str(left)[:300]}\nsecond {str(right)[:300]}"


@pytest.mark.neo4j
@pytest.mark.parametrize(("text", "left", "right"), LISTED)
def test_what_the_page_says_that_differs_does_so(embedded, neo4j, text, left, right):
    found = [(answer if answer == "refused" else answer[1]) for answer in (ask(embedded, text), ask(neo4j, text))]

    assert found == [told if told == "refused" else [[v] for v in json.loads(told)] for told in (left, right)]
    assert not {remark.rule for remark in lint_query(text)} - {"rows-without-order"}


def test_the_page_says_how_many_forms_are_tried():
    assert f"for {len(CASES)} forms of Cypher" in PAGE


def test_every_rule_is_fed_by_a_form():
    fired = {remark.rule for text in CASES for remark in lint_query(text)}

    assert fired == {rule.name for rule in RULES}


@pytest.mark.parametrize("name", find_queries())
def test_the_library_is_portable(name):
    assert lint_query(find_queries()[name].text) == []


def test_a_remark_names_its_place():
    (remark,) = lint_query("MATCH (n:State)\nRETURN id(n) AS id ORDER BY id")

    assert (remark.rule, remark.where) == ("engine-id", "line 2, column 8")


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n) RETURN n.id AS id, n.keys AS keys ORDER BY id",
        "MATCH (n) RETURN count(n) AS n, max(n.start) AS m",
        "MATCH (n) WHERE n.text STARTS WITH 'id(n)' RETURN n.id AS id ORDER BY id LIMIT 3 // rand()",
        "MATCH (n) WITH n ORDER BY n.id RETURN collect(n.id) AS ids",
        "MATCH (n) RETURN size(collect(n)) AS n, count(*) AS m ORDER BY n",
        "MATCH (n:State) RETURN size([(n)-->(m) | m]) AS n, 'X' IN [p = (n)<-[:PART_OF]-(m) | m.id] AS x ORDER BY n",
        "RETURN any(x IN [(n:State)-->(m) | m.id] WHERE x > 'b') AS x, [(1) - [2][0], 3] AS y",
        "MATCH (n:State) RETURN n.id AS id, n IN [(m)-->(o) | o] AS has ORDER BY id",
        "RETURN date('2020-01-01') AS d, duration.between($a, $b) AS e",
        "MATCH (n) WITH n.id AS id, count(*) AS n WHERE n > 1 AND NOT id IS NULL RETURN id, n ORDER BY id",
        "MATCH (n) RETURN n.kind AS kind, sum(CASE WHEN n.name IS NULL THEN 1 ELSE 0 END) AS n ORDER BY kind",
        "MATCH (n) WHERE n.text =~ '(?i)\\\\p{L}+[a-z&&[^b]](?<year>\\\\d{4})?' RETURN count(n) AS n",
        "MATCH (n) WITH n ORDER BY n.id RETURN [x IN collect(n) WHERE x.id IS NOT NULL | x.id] AS ids ORDER BY ids",
    ],
)
def test_what_is_portable_is_not_remarked_on(text):
    assert lint_query(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n) WITH COLLECT { MATCH (m) RETURN m.id AS id ORDER BY id } AS l, collect(n.id) AS ids RETURN l, ids",
        "MATCH (n) WHERE n.order > 1 RETURN collect(n.id) AS ids",
        "MATCH (n:State) RETURN n.id AS id, reduce(s = '', x IN [(n)-->(m) | m.id] | s + x) AS all ORDER BY id",
    ],
)
def test_a_list_that_nothing_orders_is_named(text):
    assert "order-of-collect" in {remark.rule for remark in lint_query(text)}


def test_an_aggregate_that_the_embedded_engine_would_not_see_is_refused_with_its_place(tmp_path):
    store = ArcadeStore.create(tmp_path / "graph", make_synthetic(10))
    with pytest.raises(QueryError) as caught:
        store.query("MATCH (a:State)-->(b)\nRETURN a.id AS a, NOT count(b) > 1 AS few ORDER BY a")

    assert "line 2, column 23: the embedded engine does not see an aggregate" in str(caught.value)
    assert list(store.query("MATCH (a:State) WITH count(a) AS n RETURN NOT n > 1 AS few")) == [(False,)]
    store.close()


@pytest.mark.parametrize("text", ["RETURN more.join(1) AS x", "MATCH (n)\nRETURN `more`.join(n.id) AS x"])
def test_a_function_that_the_embedded_engine_lacks_is_named_and_not_called_a_writing_one(tmp_path, text):
    store = ArcadeStore.create(tmp_path / "graph", make_synthetic(10))
    with pytest.raises(QueryError, match=r"column 8: `?more`?.join is unknown to the embedded engine"):
        list(store.query(text))
    store.close()


@pytest.mark.neo4j
def test_neo4j_refuses_what_the_reading_of_a_query_finds_wrong_and_answers_the_rest(neo4j):
    sections: dict[str, list[str]] = {}
    for line in (DATA / "meaning-queries.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            lines = sections.setdefault(line, [])
        elif line and line[0] != "#":
            lines.append(line)
    refused = {name: [ask(neo4j, text) == "refused" for text in texts] for name, texts in sections.items()}

    assert [all(refused["[meaning, refused]"]), any(refused["[meaning, answered]"])] == [True, False]
