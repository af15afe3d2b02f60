"""Every query of the library keeps its header's word, and both engines answer it with equal rows."""

from pathlib import Path

import pytest
from made_graphs import make_synthetic
from same_answers import ask, same, same_or_linted
from servers import open_empty

from graphkit.errors import QueryError
from graphkit.graph.graph import Graph
from graphkit.graph.ontology.links import Addresses, Concerns, Link
from graphkit.graph.ontology.nodes import Framework, Node, Objective, StatementNode
from graphkit.pipeline import make_graph
from graphkit.queries import check_query, find_folder, find_queries, get_query, read_query
from graphkit.store.arcadedb import ArcadeStore
from graphkit.store.base import as_plain
from graphkit.store.kglite import KgliteStore, has_kglite
from graphkit.store.neo4j import Neo4jStore

ROOT = Path(__file__).resolve().parents[2]
NAMES = list(find_queries())
BY_HAND = [
    line
    for line in (ROOT / "tests" / "data" / "ontology-queries.txt").read_text(encoding="utf-8").splitlines()
    if line and line[0] not in "#["
]


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The graph of the digests."""
    return make_graph([ROOT / "corpus"]).graph


@pytest.fixture(scope="module")
def embedded(graph, tmp_path_factory):
    """The graph of the digests in the embedded engine."""
    store = ArcadeStore.create(tmp_path_factory.mktemp("store") / "graph", graph)
    yield store
    store.close()


@pytest.fixture(scope="module")
def second(graph):
    """The graph of the digests in the second embedded engine."""
    return KgliteStore(graph)


@pytest.fixture(scope="module")
def neo4j(graph, neo4j_server):
    """The graph of the digests on a real Neo4j server, alone in its database."""
    store = open_empty(neo4j_server)
    store.write(graph)
    yield store
    store.close()


def answer(store, name: str) -> tuple[tuple[str, ...], list[list[object]]]:
    """Return columns and rows of a query's example, in JSON terms."""
    query = get_query(name)
    rows = store.query(query.text, query.example)
    return rows.columns, [[as_plain(v) for v in row] for row in rows]


def test_there_are_at_least_forty_queries_in_three_folders():
    assert len(NAMES) >= 40
    assert {q.folder for q in find_queries().values()} == {"read", "analysis", "check"}
    assert len(list(find_folder().rglob("*.cypher"))) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_header_says_what_the_text_does(name):
    assert check_query(get_query(name)) == []


def test_a_header_that_lies_is_found():
    text = """// title: Ports
// engines: embedded, neoj
// params: none
// returns: port
// example: {}
//
// What counts.
MATCH (p:Port) WHERE p.id = $id RETURN p.id AS id
"""
    found = " ".join(check_query(read_query(text, "ports")))
    for part in ("params are []", "returns ['port']", "no engine is named neoj", "no order", "'Port' is neither"):
        assert part in found


@pytest.mark.parametrize("name", NAMES)
def test_the_example_runs_in_the_embedded_engine(embedded, name):
    columns, rows = answer(embedded, name)
    assert columns == get_query(name).returns
    if get_query(name).folder == "check":
        assert rows == []


def test_most_examples_have_an_answer(embedded):
    silent = [n for n in NAMES if get_query(n).folder != "check" and not answer(embedded, n)[1]]
    unanswered = {
        "answers_of_state",
        "answers_to_asks",
        "promises_and_followup",
        "definite_commitments",
    }  # these texts hold no answers, no dates
    gaps = {"asked_but_silent", "objectives_without_recommendation", "unused_principles"}
    assert set(silent) <= unanswered | gaps


def find_unanswered(graph: Graph) -> set[tuple[str, str]]:
    """Return challenge and first objective where no act of its document is on it and for one of its groups."""
    statements = list(graph.statements())
    objectives = {s.id: {k.target: k.rank for k in graph.out(s.id, Addresses)} for s in statements}
    groups = {s.id: {k.target for k in graph.out(s.id, Concerns)} for s in statements}
    acts = [s for s in statements if s.kind in ("recommendation", "practice")]

    def is_answered(challenge: StatementNode, objective: str) -> bool:
        near = [a for a in acts if a.document == challenge.document and objective in objectives[a.id]]
        wanted = groups[challenge.id]
        return any(not wanted or wanted & groups[a.id] for a in near)

    firsts = [(c, o) for c in statements if c.kind == "challenge" for o, rank in objectives[c.id].items() if rank == 1]
    return {(c.id, o) for c, o in firsts if not is_answered(c, o)}


def test_challenges_without_answer_are_those_of_which_the_graph_has_no_act(graph, embedded):
    query = get_query("challenges_without_answer")
    found = {(row[0], row[1]) for row in embedded.query(query.text, {"limit": 10_000})}
    challenges = [s.id for s in graph.statements() if s.kind == "challenge"]

    assert found == find_unanswered(graph)
    assert 0 < len(found) < len(challenges)


@pytest.mark.skipif(not has_kglite(), reason="kglite is not installed")
@pytest.mark.parametrize("name", NAMES)
def test_the_second_embedded_engine_gives_equal_rows(embedded, second, name):
    if "CALL db.index" in get_query(name).text:
        with pytest.raises(QueryError, match="no full-text index"):
            answer(second, name)
        return
    left, right = answer(embedded, name), answer(second, name)
    assert left[0] == right[0]
    assert same(left[1], right[1]), f"first {left[1][:3]} second {right[1][:3]}"


class Backwards(Graph):
    """A graph that hands out its nodes and links last first."""

    def nodes(self, kind=Node):
        return reversed(list(super().nodes(kind)))

    def links(self, kind=Link):
        return reversed(list(super().links(kind)))


@pytest.fixture(scope="module")
def tied() -> Graph:
    """A graph of many ties: two frameworks with the same numbers, and every statement once more at its own place."""
    graph = make_synthetic(120)
    others = [Framework(id="other", name="Compact of others", year=2018)]
    others += [o.model_copy(update={"id": o.id.replace("gcm", "other")}) for o in graph.nodes(Objective)]
    others += [s.model_copy(update={"id": twin(s.id)}) for s in graph.nodes(StatementNode)]
    links = [
        link.model_copy(update={"source": twin(link.source), "target": twin(link.target)}) for link in graph.links(Link)
    ]
    on_others = [
        link.model_copy(update={"target": link.target.replace("gcm", "other")}) for link in graph.links(Addresses)
    ]
    return Graph([*graph.nodes(Node), *others], [*graph.links(Link), *links, *on_others])


def twin(id: str) -> str:
    """Return the id of a statement's double; any other id as it is."""
    return id.replace("statement:0", "statement:1", 1)


@pytest.mark.skipif(not has_kglite(), reason="kglite is not installed")
@pytest.mark.parametrize("name", [name for name in NAMES if "CALL db.index" not in get_query(name).text])
def test_rows_do_not_hang_on_the_order_in_which_a_graph_was_loaded(tied, name):
    forwards, backwards = KgliteStore(tied), KgliteStore(Backwards(tied.nodes(Node), tied.links(Link)))
    assert answer(forwards, name) == answer(backwards, name)


@pytest.mark.neo4j
@pytest.mark.parametrize("name", NAMES)
def test_both_engines_give_equal_rows(embedded, neo4j, name):
    left, right = answer(embedded, name), answer(neo4j, name)
    assert left[0] == right[0]
    assert same(left[1], right[1]), f"embedded {left[1][:3]} neo4j {right[1][:3]}"


@pytest.mark.skipif(not has_kglite(), reason="kglite is not installed")
@pytest.mark.parametrize("text", BY_HAND)
def test_a_query_by_hand_gives_equal_rows_on_both_embedded_engines(embedded, second, text):
    left, right = ask(embedded, text), ask(second, text)
    assert "refused" in (left, right) or same_or_linted(text, left, right), f"{left}\n{right}"


@pytest.mark.neo4j
@pytest.mark.parametrize("text", BY_HAND)
def test_a_query_by_hand_gives_equal_rows_on_a_server(embedded, neo4j, text):
    left, right = ask(embedded, text), ask(neo4j, text)
    assert left == "refused" or same_or_linted(text, left, right), f"{left}\n{right}"


def test_at_least_a_hundred_queries_are_written_by_hand_and_few_are_refused(embedded):
    refused = [text for text in BY_HAND if ask(embedded, text) == "refused"]

    assert len(BY_HAND) >= 100
    assert len(refused) <= 5


@pytest.mark.neo4j
def test_the_library_gives_the_same_rows_beside_a_second_graph(embedded, graph, neo4j_server):
    """Last in this file, since it empties the database that the tests before ask."""
    store = open_empty(neo4j_server, graph="left")
    store.write(graph)
    other = Neo4jStore(neo4j_server.uri, neo4j_server.user, neo4j_server.password, graph="right")
    other.write(make_synthetic(60))

    assert [name for name in NAMES if not same(answer(embedded, name)[1], answer(store, name)[1])] == []
    assert store.count_graphs().keys() == {"left", "right"}
    other.close()
    store.close()
