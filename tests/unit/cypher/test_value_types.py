"""A property that is compared with a value of another type is named; an index that would hide it is not asked."""

import pytest
from made_graphs import make_synthetic

from graphkit.cypher.schema_check import check_schema
from graphkit.errors import QueryError
from graphkit.store.arcadedb import ArcadeStore
from graphkit.store.kglite import KgliteStore, has_kglite

YEAR = "year is a whole number and is compared with text, which it never equals"
WRONG = {
    "MATCH (d:Document) WHERE d.year = '2017' RETURN d.id": YEAR,
    "MATCH (d:Document {year: '2017'}) RETURN d.id": YEAR,
    "MATCH (d:Document) WHERE d.year IN ['2017', '2018'] RETURN d.id": YEAR,
    "MATCH (d:Document) WHERE d.year STARTS WITH '20' RETURN d.id": YEAR,
    "MATCH (d:Document) WHERE '2017' <= d.year RETURN d.id": YEAR,
    "MATCH (d:Document) WHERE d.year = $text RETURN d.id": YEAR,
    "MATCH (d:Document) WHERE d.year IN $texts RETURN d.id": YEAR,
    "MATCH (p:Principle) WHERE p.guiding = 'true' RETURN p.id": "guiding is true or false and is compared with text, "
    "which it never equals",
    "MATCH ()-[r:ADDRESSES]->() WHERE r.evidence_rules = 'x' RETURN r.rank": "evidence_rules is a list of string and "
    "is compared with text, which it never equals",
}
RIGHT = [
    "MATCH (d:Document) WHERE d.year = 2017 AND d.year > -1 AND d.year <= $number RETURN d.id",
    "MATCH (d:Document) WHERE d.year = $unknown OR d.year = null OR d.year = d.characters RETURN d.id",
    "MATCH (d:Document) WHERE '2' + d.year = '22017' AND d.year + '' = '2017' RETURN d.id",
    "MATCH (d:Document) WHERE toString(d.year) = '2017' AND d.year IN [2017, null] RETURN d.id",
    "MATCH (s:Statement) WHERE 'x' IN s.section AND s.score > 1 RETURN s.id",
    "MATCH (n) WHERE n.id = 'x' RETURN CASE n.year WHEN 1 THEN '1' END AS y",
]
PARAMS = {"text": "2017", "texts": ["2017"], "number": 2017}
COERCED = [
    ("MATCH (n:State) WHERE n.id = 5 RETURN n.id AS id", {}),
    ("MATCH (n:State {id: $id}) RETURN n.id AS id", {"id": 5}),
    ("MATCH (s:Statement) WHERE s.due > 2020 RETURN s.id AS id", {}),
]


@pytest.mark.parametrize("text", WRONG)
def test_a_value_of_another_type_is_named(text):
    assert [doubt.reason for doubt in check_schema(text, PARAMS)] == [WRONG[text]]


@pytest.mark.parametrize("text", RIGHT)
def test_what_may_be_equal_is_not_named(text):
    assert check_schema(text, PARAMS) == []


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = ArcadeStore.create(tmp_path_factory.mktemp("types") / "graph", make_synthetic(40))
    yield store
    store.close()


@pytest.mark.parametrize(("text", "params"), COERCED)
def test_the_embedded_engine_is_not_asked_what_its_index_would_make_alike(store, text, params):
    with pytest.raises(QueryError, match="is text and is compared with a number, which it never equals"):
        store.query(text, params)


@pytest.mark.skipif(not has_kglite(), reason="kglite is not installed")
def test_a_year_is_never_equal_to_a_text_on_either_embedded_engine(store):
    text = (
        "MATCH (d:Document) WHERE d.year = toString(d.year) OR d.year IN ['2017', '2018', '2022'] RETURN count(d) AS n"
    )

    assert list(store.query("MATCH (d:Document) RETURN count(d.year) > 0 AS known")) == [(True,)]
    assert [list(s.query(text)) for s in (store, KgliteStore(make_synthetic(40)))] == [[(0,)], [(0,)]]
