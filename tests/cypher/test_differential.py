"""Random graphs of the ontology, random queries of a grammar: both engines answer alike, or the linter says why not.

The grammar keeps to the types that functions take: a wrong type is an error on both engines, but Neo4j finds some when
it plans the query and the embedded engine only when a row has it (docs/cypher.md).
"""

import sys
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_graphs import make_synthetic
from same_answers import ask, same_or_linted
from servers import open_empty

from graphkit.cypher.schema_check import check_schema
from graphkit.graph.graph import Graph
from graphkit.graph.ontology import LINK_TYPES, Evidence, Link, Node
from graphkit.graph.ontology.nodes import Body, Challenge, Group, Objective, Practice, Recommendation, State
from graphkit.queries import find_queries
from graphkit.store.arcadedb import ArcadeStore
from graphkit.store.kglite import KgliteStore, has_kglite

ROOT = Path(__file__).resolve().parents[2]
TEXTS = st.sampled_from(
    ["", "a", "B", "ñandú", "it's", 'say "x"', "line\nbreak", "(#1:0)", "移民", "a\\b", "$x", "100%"]
)
LABELS = ("State", "Body", "Objective", "Group", "Recommendation", "Practice", "Challenge")


@st.composite
def nodes(draw: st.DrawFn) -> list[Node]:
    """Nodes of seven labels with texts that are hard to quote."""
    found: list[Node] = [Group(id=g, name=draw(TEXTS) or "g") for g in ("women", "youth")]
    found += [
        State(id=f"S{n}", name=draw(TEXTS), region=draw(st.none() | TEXTS)) for n in range(draw(st.integers(1, 4)))
    ]
    found += [
        Body(id=f"B{n}", name=draw(TEXTS), acronym=draw(st.none() | TEXTS)) for n in range(draw(st.integers(0, 2)))
    ]
    found += [
        Objective(id=f"gcm:{n}", name=draw(TEXTS), number=n, code=str(n)) for n in range(1, draw(st.integers(2, 4)))
    ]
    for number in range(draw(st.integers(0, 8))):
        cls = draw(st.sampled_from([Recommendation, Practice, Challenge]))
        data: dict[str, Any] = {
            "text": draw(TEXTS),
            "page": draw(st.none() | st.integers(1, 3)),
            "section": draw(st.lists(TEXTS, max_size=2)),
        }
        score = draw(st.sampled_from([0.0, 0.1, 0.5, 1.0]))
        found.append(
            cls(
                id=f"s{number}",
                start=number,
                end=number + 5,
                document="d",
                strength="none",
                rule="r",
                score=score,
                **data,
            )
        )
    return found


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Nodes with some of the links that the ontology allows between them."""
    graph = Graph(draw(nodes()))
    for kind in draw(st.lists(st.sampled_from(sorted(LINK_TYPES)), max_size=20)):
        cls: type[Link] = LINK_TYPES[kind]
        ends = [
            (a.id, b.id)
            for a, b in product(graph.nodes(Node), repeat=2)
            if (a.label, b.label) in cls.ends and a.id != b.id
        ]
        if ends:
            source, target = draw(st.sampled_from(ends))
            proof = Evidence(rule="r", score=draw(st.sampled_from([0.0, 0.5, 1.0])), words=draw(TEXTS))
            graph.add_link(cls(source=source, target=target, evidence=(proof,)))
    return graph


PROPERTIES = ("id", "name", "number", "text", "page", "score", "start", "region", "section", "nothing")
SCALARS = ("null", "true", "0", "2", "0.5", "'a'", "'ñandú'", "''", "'B'")
LITERALS = (*SCALARS, "[1, 2]")


def values(*variables: str) -> st.SearchStrategy[str]:
    """Expressions over properties of variables."""
    properties = st.sampled_from([p for p in PROPERTIES if p != "section"])
    scalar = st.sampled_from(SCALARS) | st.builds("{}.{}".format, st.sampled_from(variables), properties)
    leaf = st.one_of(
        st.sampled_from(LITERALS), st.builds("{}.{}".format, st.sampled_from(variables), st.sampled_from(PROPERTIES))
    )
    return st.recursive(
        leaf,
        lambda x: st.one_of(
            st.builds("coalesce({}, {})".format, x, x),
            st.builds("toString({})".format, scalar),
            st.builds("size(toString({}))".format, scalar),
            st.builds("toUpper(toString({}))".format, scalar),
            st.builds("CASE WHEN {} IS NULL THEN {} ELSE {} END".format, x, x, x),
            st.builds("[{}, {}]".format, x, x),
            st.builds("{{k: {}}}".format, x),
        ),
        max_leaves=4,
    )


def conditions(*variables: str) -> st.SearchStrategy[str]:
    """Conditions over properties of variables."""
    value = values(*variables)
    single = st.one_of(
        st.builds("{} {} {}".format, value, st.sampled_from(["=", "<>", "<", ">", "<=", ">="]), value),
        st.builds("{} IS NULL".format, value),
        st.builds("{} IS NOT NULL".format, value),
        st.builds(
            "{}.{} IN [{}, {}]".format,
            st.sampled_from(variables),
            st.sampled_from(PROPERTIES[:6]),
            st.sampled_from(LITERALS),
            st.sampled_from(LITERALS),
        ),
        st.builds(
            "{}.text {} 'a'".format,
            st.sampled_from(variables),
            st.sampled_from(["CONTAINS", "STARTS WITH", "ENDS WITH", "="]),
        ),
        st.builds("{}:{}".format, st.sampled_from(variables), st.sampled_from(LABELS)),
        st.builds("EXISTS {{ ({})-[:ADDRESSES]->() }}".format, st.sampled_from(variables)),
        st.builds("COUNT {{ ({})--() }} > {}".format, st.sampled_from(variables), st.integers(0, 2)),
    )
    return st.recursive(
        single,
        lambda x: st.one_of(
            st.builds("NOT ({})".format, x),
            st.builds("({} {} {})".format, x, st.sampled_from(["AND", "OR", "XOR"]), x),
        ),
        max_leaves=3,
    )


@st.composite
def queries(draw: st.DrawFn) -> str:
    """A reading query: a pattern, a condition, rows or aggregates in a fixed order."""
    label = draw(st.sampled_from(["", *(f":{x}" for x in LABELS), ":State|Body", ":!Group"]))
    way = draw(st.sampled_from(["-[r]->", "<-[r]-", "-[r]-", f"-[r:{draw(st.sampled_from(sorted(LINK_TYPES)))}]->"]))
    other = draw(st.sampled_from(["", ":Objective", ":Recommendation"]))
    head = f"MATCH (a{label})\n{draw(st.sampled_from(['', 'OPTIONAL ']))}MATCH (a){way}(b{other})"
    if draw(st.booleans()):
        head += f"\nWHERE {draw(conditions('a', 'b'))}"
    if draw(st.booleans()):
        item = draw(
            st.sampled_from(
                [
                    "count(*)",
                    "count(b)",
                    "count(DISTINCT r)",
                    "min(b.start)",
                    "max(b.text)",
                    "sum(b.start)",
                    "avg(a.score)",
                ]
            )
        )
        key = draw(st.sampled_from(["a.id", "labels(a)[0]", "a.region", "type(r)"]))
        return f"{head}\nRETURN {key} AS k, {item} AS v\nORDER BY k, v"
    items = draw(st.lists(values("a", "b"), min_size=1, max_size=2))
    distinct = draw(st.sampled_from(["", "DISTINCT "]))
    shown = ", ".join(f"{item} AS c{n}" for n, item in enumerate(items))
    if distinct:
        return f"{head}\nRETURN DISTINCT {shown}\nORDER BY {', '.join(f'c{n}' for n in range(len(items)))}"
    cut = draw(st.sampled_from(["", "\nLIMIT 5", "\nSKIP 1"]))
    return f"{head}\nRETURN {shown}, a, r, b\nORDER BY a.id, type(r), startNode(r).id, endNode(r).id{cut}"


@pytest.fixture(scope="module")
def neo4j(neo4j_server):
    store = open_empty(neo4j_server)
    yield store
    store.close()


@pytest.fixture(scope="module")
def embedded(tmp_path_factory):
    store = ArcadeStore(tmp_path_factory.mktemp("differential") / "graph")
    yield store
    store.close()


@pytest.mark.skipif(not has_kglite(), reason="kglite is not installed")
def test_random_graphs_are_asked_alike_on_both_embedded_engines(embedded):
    second = KgliteStore()

    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
    @given(graphs(), st.lists(queries(), min_size=30, max_size=30))
    def check(graph: Graph, texts: list[str]) -> None:
        for store in (embedded, second):
            store.write(graph)
        for text in texts:
            left, right = ask(embedded, text), ask(second, text)
            sorts_maps = "DISTINCT {k:" in text or ", {k:" in text  # no order of maps is the same (docs/cypher.md)
            assert right == "refused" or sorts_maps or same_or_linted(text, left, right), f"{text}\n{left}\n{right}"

    check()


@pytest.fixture(scope="module")
def differential():
    sys.path.insert(0, str(ROOT / "tools"))
    import differential

    return differential


def test_the_same_seed_draws_the_same_queries_and_all_fit_the_schema(differential):
    first, again, other = (list(differential.draw_queries(make_synthetic(80), 80, seed)) for seed in (1, 1, 2))

    assert first == again != other
    drawn = [text for form, text, _ in first if not form.startswith("by hand")]
    assert {text: check_schema(text) for text in drawn if check_schema(text)} == {}


@pytest.mark.skipif(not has_kglite(), reason="kglite is not installed")
def test_drawn_queries_have_equal_answers_and_a_difference_is_counted(differential, embedded):
    graph = make_synthetic(80)
    embedded.write(graph)
    found = differential.run({"one": embedded, "two": KgliteStore(graph)}, graph, 63, 3)
    page = differential.make_page(found, 63, 3)

    assert {form for (_, form), kinds in found.items() if kinds["different"]} == set()
    asked = len(find_queries()) + len(differential.read_queries()) + 63
    assert f"| **all** | {asked} | " in page
    assert sum(kinds["refused by one"] for (_, form), kinds in found.items() if "meaning" not in form) < 12
    assert differential.compare("RETURN 1 AS x", (["x"], [[1]]), (["x"], [[2]])) == "different"
    assert differential.compare("RETURN rand() AS x", (["x"], [[1]]), (["x"], [[2]])) == "linted"


@pytest.mark.neo4j
@pytest.mark.slow
def test_random_graphs_are_kept_and_asked_alike(embedded, neo4j):
    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(graphs(), st.lists(queries(), min_size=30, max_size=30))
    def check(graph: Graph, texts: list[str]) -> None:
        for store in (embedded, neo4j):
            store.write(graph)
            assert store.read() == graph
        for text in texts:
            left, right = ask(embedded, text), ask(neo4j, text)
            assert same_or_linted(text, left, right), f"{text}\nembedded {left}\nneo4j {right}"

    check()
