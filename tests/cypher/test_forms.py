"""Every form of Cypher gives equal rows on both engines, or the linter names what differs."""

from pathlib import Path

import pytest
from made_graphs import make_synthetic
from same_answers import ask, same
from servers import open_empty

from graphkit.lint import RULES, lint_query
from graphkit.queries import find_queries
from graphkit.store.arcadedb import ArcadeStore

FORMS = (Path(__file__).parent.parent / "data" / "cypher-forms.txt").read_text(encoding="utf-8").splitlines()
CASES = [line for line in FORMS if line and line[0] not in "#["]


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
    assert same(left, right) or lint_query(text), f"embedded {str(left)[:300]}\nneo4j {str(right)[:300]}"


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
        "RETURN date('2020-01-01') AS d, duration.between($a, $b) AS e",
    ],
)
def test_what_is_portable_is_not_remarked_on(text):
    assert lint_query(text) == []
