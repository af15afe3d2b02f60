"""The whole text of a document in a page: all words, in order, each statement at its place, each text packed apart."""

import re
from typing import Any

import pytest

from graphkit.graph.graph import Graph
from graphkit.graph.ontology.nodes import Document, Recommendation
from graphkit.issues import Issue
from graphkit.publish.view import PAGES, make_page
from graphkit.publish.view.texts import make_items, make_texts
from graphkit.text.blocks import make_blocks
from graphkit.text.document import Block, Metadata, Source
from graphkit.text.document import Document as Text

WORDS = "# Ports\n\nIt rained. Ports should open at night. Fish was served.\n\n- Ships must\n\nwait outside.\n"
ASK, TORN = "Ports should open at night.", "Ships must"


def text_of(words: str = WORDS, blocks: tuple[Block, ...] | None = None) -> Text:
    return Text(Source("ports.md", words, "0"), Metadata("d", "D"), blocks or make_blocks(words))


def statement(id: str, wording: str, **more: Any) -> Recommendation:
    start = WORDS.index(wording)
    return Recommendation(id=id, text=wording, start=start, end=start + len(wording), document="d", score=0.9,
                          strength="recommend", rule="cue", **more)  # fmt: skip


def torn() -> Recommendation:
    rest = "wait outside."
    at = WORDS.index(rest)
    return statement("s2", TORN, rest=rest, rest_start=at, rest_end=at + len(rest))


def test_a_text_is_its_headings_statements_and_all_the_rest_in_order() -> None:
    rained = WORDS.index("It rained.")
    items = make_items(text_of(), [statement("s1", ASK), torn()], {rained: "event"}, {"s1": 7, "s2": 8})
    assert items == [
        {"h": 1, "t": "Ports"},
        {"t": "It rained.", "why": "event", "gap": " ", "b": "paragraph"},
        {"s": 7},
        {"t": "Fish was served."},
        {"s": 8, "b": "item"},
        {"t": "wait outside.", "r": 8, "b": "paragraph"},
    ]


def test_a_page_is_named_where_it_begins_and_what_is_not_read_says_what_it_is() -> None:
    words = "One.\nTwo.\n5\n"
    blocks = (
        Block(0, "paragraph", 0, 4, page=1),
        Block(1, "paragraph", 5, 9, page=1),
        Block(2, "furniture", 10, 11, page=2),
    )
    assert make_items(text_of(words, blocks), [], {}, {}) == [
        {"t": "One.", "b": "paragraph", "p": 1},
        {"t": "Two.", "b": "paragraph"},
        {"t": "5", "b": "furniture", "p": 2},
    ]


def test_a_statement_outside_every_block_that_is_read_is_not_lost() -> None:
    blocks = (Block(0, "note", 0, len(WORDS)),)
    assert make_items(text_of(WORDS, blocks), [statement("s1", ASK)], {}, {"s1": 0})[-1] == {"s": 0, "b": "paragraph"}


def graph() -> Graph:
    about = {"sha256": "0", "genre": "general", "characters": 9, "characters_read": 9}
    return Graph([Document(id=id, name=id, file="ports.md", **about) for id in ("d", "e")] + [statement("s1", ASK)])


def test_sentences_passed_over_say_why() -> None:
    issue = Issue("statements", f"ports.md:{WORDS.index('It rained.')}", "no statement (event)")
    (items,) = make_texts(graph(), {"d": text_of()}, [issue], {"s1": 0}).values()
    assert [i["why"] for i in items if "why" in i] == ["event"]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_packs_each_text_by_itself_and_no_text_it_does_not_have(page: str) -> None:
    html = make_page(graph(), page, texts={"d": text_of()}).html
    assert len(re.findall(r'id="text-\d+">[A-Za-z0-9+/=]+</script>', html)) == 1
    assert "Fish was served" not in html
    assert 'id="text-' not in make_page(graph(), page).html
