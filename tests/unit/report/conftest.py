"""A small graph with hostile names and wordings, and the reports made of it."""

import pytest
from spoken import Spoken

from graphkit.graph.ontology import nodes as n
from graphkit.publish.report.focus import Question
from graphkit.publish.report.report import make_report
from graphkit.workspace import Manifest, open_workspace, write_workspace

SCRIPT = "<script>alert(1)</script>"
FORMULA = '=HYPERLINK("http://example.org") | `x` *y* {{ 7 * 7 }} <img src=x onerror=alert(1)>'


def make_graph():
    graph = Spoken(objectives=4)
    graph.add_node(n.State(id="EEE", name=SCRIPT))
    graph.add_node(n.Body(id="BBB", name="=Body | of *stars*"))
    graph.document("early", 2011)
    graph.document("late", 2020)
    graph.say("EEE", "recommendation", [1], FORMULA, document="late", asks=["GTM"])
    graph.say("EEE", "recommendation", [2], "Harbours keep open registers of arrivals.", document="late")
    graph.say("EEE", "practice", [2], "Harbours of the north keep registers of all arrivals.", document="late")
    graph.say("GTM", "recommendation", [2], "Harbours should keep open registers of arrivals.", document="early")
    graph.say("GTM", "practice", [3], "Ferries carry nurses to the islands.", document="early")
    graph.say("GTM", "challenge", [3], "Ferries are late.", document="early", groups=["women"])
    graph.say("GTM", "recommendation", [1, 3], "Ferries should be on time.", document="early")
    graph.say("EEE", "challenge", [3], "No ferry calls.", document="late")
    graph.members("BBB", "EEE", "GTM")
    graph.mechanism("mechanism:ferries", ["GTM"], serves=[4])
    return graph


@pytest.fixture(scope="session")
def store(tmp_path_factory):
    graph = make_graph()
    place = tmp_path_factory.mktemp("report") / "out"
    write_workspace(place, graph, Manifest(graph.digest(), len(graph), graph.link_count, {"early.txt": "0" * 64}), ())
    return place


@pytest.fixture(scope="session")
def report_on(store):
    """Make a report, each question once."""
    made = {}

    def make(**asked):
        key = tuple(sorted(asked.items()))
        if key not in made:
            made[key] = make_report(open_workspace(store), Question(**asked), "graph-dir")
        return made[key]

    return make
