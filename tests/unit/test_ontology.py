"""What is derived from the classes is complete and readable."""

import colorsys

import pytest

from graphkit.errors import UnknownNameError
from graphkit.graph.ontology import (
    LINK_TYPES,
    NODE_TYPES,
    get_link_type,
    get_node_type,
    property_types,
    schema_markdown,
)
from graphkit.graph.ontology.links import CallsOn
from graphkit.graph.ontology.nodes import Document


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("label", NODE_TYPES)
def test_every_colour_is_legible_on_white(label):
    assert 1.05 / (luminance(NODE_TYPES[label].colour) + 0.05) >= 4.5


def test_the_colours_of_labels_differ():
    colours = [n.colour for n in NODE_TYPES.values()]
    assert len(set(colours)) == len(colours)
    assert all(0 <= colorsys.rgb_to_hls(*(int(c[i : i + 2], 16) / 255 for i in (1, 3, 5)))[1] <= 1 for c in colours)


@pytest.mark.parametrize("name", LINK_TYPES)
def test_every_link_type_joins_labels_that_exist(name):
    assert {label for pair in LINK_TYPES[name].ends for label in pair} <= NODE_TYPES.keys()


def test_link_types_are_named_after_their_classes():
    assert LINK_TYPES["CALLS_ON"] is CallsOn


def test_an_unknown_label_or_link_type_is_answered_with_the_nearest():
    with pytest.raises(UnknownNameError, match="Did you mean 'State'"):
        get_node_type("Stat")
    with pytest.raises(UnknownNameError, match="Did you mean 'CALLS_ON'"):
        get_link_type("CALL_ON")


def test_property_types_tell_text_numbers_and_lists():
    assert property_types(Document) == {
        "id": "string",
        "name": "string",
        "file": "string",
        "sha256": "string",
        "genre": "string",
        "year": "integer",
        "date": "string",
        "language": "string",
        "publisher": "string",
        "url": "string",
        "symbol": "string",
        "characters": "integer",
        "characters_read": "integer",
        "assumed": "list of string",
        "assumed_from": "list of string",
        "form": "string",
        "issuer_kind": "string",
        "place": "string",
    }
    assert property_types(CallsOn)["inherited"] == "boolean"
    assert property_types(CallsOn)["score"] == "float"


def test_the_schema_page_names_every_label_and_link_type():
    page = schema_markdown()
    assert all(f"### {name}\n" in page for name in (*NODE_TYPES, *LINK_TYPES))
