"""What an export replaces or cuts is said in one line."""

import pytest

from graphkit.graph.graph import Graph
from graphkit.graph.ontology.nodes import Body
from graphkit.publish.export import get_exporter
from graphkit.publish.export.unfit import describe_unfit

PLAIN = Graph([Body(id="HARBOUR", name="Harbour Office")])
HOSTILE = Graph([Body(id="HARBOUR", name="Harbour\x1b Office\uffff"), Body(id="LONG", name="x" * 40_000)])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("gexf", "2 characters that it can't hold replaced by U+FFFD (first U+001B in HARBOUR)"),
        ("graphml", "2 characters that it can't hold replaced by U+FFFD (first U+001B in HARBOUR)"),
        ("kumu-xlsx", "2 characters that it can't hold replaced by U+FFFD (first U+001B in HARBOUR); "
                      "1 text cut to 32,767 characters (first in LONG)"),
        ("jsonl", ""),
    ],
)  # fmt: skip
def test_what_a_format_can_not_hold_is_counted_and_placed(name: str, said: str) -> None:
    assert describe_unfit(get_exporter(name), HOSTILE) == said


@pytest.mark.parametrize("name", ["gexf", "kumu-xlsx", "jsonl"])
def test_nothing_is_said_where_all_fits(name: str) -> None:
    assert describe_unfit(get_exporter(name), PLAIN) == ""
