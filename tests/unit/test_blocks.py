"""Text -> blocks."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.text.blocks import Profile, make_blocks
from graphkit.text.document import Block


def kinds(text: str, **profile: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return kind and wording of each block."""
    return [(b.kind, text[b.start : b.end]) for b in make_blocks(text, Profile(**profile))]


def by_wording(text: str) -> dict[str, Block]:
    return {text[b.start : b.end]: b for b in make_blocks(text)}


HEADINGS = """# Harbour report

## **Findings of the visit**

The visit took place.

HEALTH POSTS AND SHELTERS

There are two posts.

2.1 Night shelters

They are full.

2.2 Day centres

They are half empty.

Tema 3. Retorno

No hay datos.
"""


def test_headings_are_known_by_hashes_bold_type_capitals_numbers_and_labels() -> None:
    found = [wording for kind, wording in kinds(HEADINGS) if kind == "heading"]
    assert found == [
        "Harbour report",
        "**Findings of the visit**",
        "HEALTH POSTS AND SHELTERS",
        "2.1 Night shelters",
        "2.2 Day centres",
        "Tema 3. Retorno",
    ]


def test_numbers_say_more_of_the_level_than_hashes() -> None:
    text = "#### II. RULES\n\nA.\n\n### 1. Quays\n\nB.\n\n## **2. Piers**\n\nC.\n\n#### III. COSTS\n\nD.\n"
    blocks = make_blocks(text)
    paths = {text[b.start : b.end]: [text[blocks[i].start : blocks[i].end] for i in b.headings] for b in blocks}
    assert paths["C."][-2:] == ["II. RULES", "**2. Piers**"]
    assert paths["D."][-1:] == ["III. COSTS"]


LISTS = """States should:

- open desks at ports:
 - by day,
 - by night;
- o train guards;

2 Harbour report

- a) publish figures.

Nothing else was said. It was late.
"""


def test_items_know_their_depth_and_the_sentence_that_opens_their_list() -> None:
    blocks = by_wording(LISTS)
    lead = blocks["States should:"].index
    desks = blocks["open desks at ports:"]
    assert (desks.lead, desks.level, desks.marker) == (lead, 1, "-")
    assert (blocks["by night;"].lead, blocks["by night;"].level) == (desks.index, 2)
    assert blocks["publish figures."].marker == "- a)"


PAGED = """Officers were trained in many ports and

Harbour report

also in towns. They learned much.

Harbour report

- the first item goes on to the end of the pa-

12

per, where it stops;

Harbour report

- the second item.
"""


def test_a_sentence_cut_by_page_furniture_is_found_again() -> None:
    blocks = by_wording(PAGED)
    assert blocks["also in towns. They learned much."].continues == 0
    first = blocks["the first item goes on to the end of the pa-"]
    assert blocks["per, where it stops;"].continues == first.index
    assert blocks["12"].kind == "furniture"


def test_running_heads_inside_a_list_do_not_end_it() -> None:
    text = "3. Ports\n\nStates must:\n\n- open them;\n\n3. Ports\n\n- close them.\n\n3. Ports\n\nThe end.\n"
    items = [b for b in make_blocks(text) if b.kind == "item"]
    assert [b.lead for b in items] == [1, 1]


BOX = """1.1 Progress

Many ports were opened.

Textbox 4. The port of Alda

Alda opened in spring.

- It has a school.

Source: https://example.org/alda

More will follow.
"""


def test_a_text_box_ends_at_its_source_line() -> None:
    blocks = by_wording(BOX)
    box = blocks["Textbox 4. The port of Alda"].index
    assert blocks["It has a school."].box == box
    assert blocks["More will follow."].box is None
    assert blocks["More will follow."].headings == (0,)


def test_a_block_quote_keeps_its_lists_tables_and_end() -> None:
    text = "Ports.\n> **Box 1. Alda**\n>\n> It has lights.\n>\n> - Ropes.\n>\n> | Port | Ships |\n\nMore will follow.\n"
    blocks = make_blocks(text)
    assert [b.kind for b in blocks] == ["paragraph", "heading", "paragraph", "item", "row", "paragraph"]
    assert [b.box for b in blocks[2:]] == [1, 1, 1, None]


def test_contents_notes_sources_credits_and_tables_are_told_apart() -> None:
    text = (
        "Contents\n\n1. Ports.....\t4\n\nAnnex 2. Figures\t9\n\n1. Ports\n\nPorts are open.\n\n"
        "² See the second volume.\n\nPhoto by A. Bell, 2019\n\nTable 1. Ports\n\nPort\tShips\nAlda\t12\n\n"
        "| Port | Ships |\n|---|---|\n| Bren | 3 |\n\nReferences\n\nBell, A. (2019). Ports. Alda.\n"
    )
    assert [kind for kind, _ in kinds(text)] == [
        *("contents", "contents", "contents", "heading", "paragraph", "note", "furniture", "note"),
        *("row", "row", "row", "furniture", "row", "heading", "bibliography"),
    ]


def test_lines_of_a_wrapped_paragraph_are_joined_and_items_are_not() -> None:
    wrapped = "The port was opened in spring and has been\nused by many since. It is large and has room\nfor ships."
    assert [k for k, _ in kinds(f"{wrapped}\n\n* one\n  goes on\n* two\n")] == ["paragraph", "item", "item"]


def test_a_text_in_capitals_is_not_all_headings() -> None:
    text = "\n\n".join(f"THE PORT OF ALDA SHOULD OPEN GATE {n}." for n in range(9))
    assert {k for k, _ in kinds(text)} == {"paragraph"}


def test_profiles_name_headings_voices_and_furniture() -> None:
    text = "annex of voices\n\nWe ask for ports.\n\nHARBOUR NEWS 12\n\nWe ask for ships.\n"
    profile = Profile(voices=("annex of voices",), furniture=("harbour news",))
    blocks = make_blocks(text, profile)
    assert [(b.kind, b.box) for b in blocks][1:] == [("paragraph", 0), ("furniture", 0), ("paragraph", 0)]


def test_numbered_paragraphs_are_paragraphs_and_short_numbered_items_stay_items() -> None:
    long = "The captains met in the hall of the old harbour and spoke of the lights in May 2024. " * 3
    text = f"1. {long}They left at night.\n\n2. {long}They rested.\n\nWe ask:\n\n1. {long}Now.\n\n2. More light.\n"
    assert [b.kind for b in make_blocks(text)] == ["paragraph", "paragraph", "paragraph", "item", "item"]


def test_the_paragraphs_of_a_resolution_are_counted_on_and_its_lists_are_numbered_by_parts() -> None:
    long = "The captains met in the hall of the old harbour and spoke of the lights. " * 3
    text = (
        f"1. {long}They left.\n2. They ask ports to:\n2.1. with regard to lights:\n2.1.1. light the piers;\n"
        "2.1.2. light the quays;\n2.2. with regard to boats:\n2.2.1. build boats.\n3. They left.\n"
    )
    assert [(b.kind, b.level, b.lead) for b in make_blocks(text)] == [
        *(("paragraph", 0, None), ("paragraph", 0, None), ("item", 1, 1), ("item", 2, 2), ("item", 2, 2)),
        *(("item", 1, 1), ("item", 2, 5), ("paragraph", 0, None)),
    ]


def test_a_list_that_a_sentence_opens_does_not_go_on_counting() -> None:
    long = "The captains met in the hall of the old harbour and spoke of the lights. " * 3
    text = f"1. {long}They left.\n\n# Part two\n\nPorts should:\n\n2) open gates;\n3) close gates.\n"
    assert [b.kind for b in make_blocks(text)] == ["paragraph", "heading", "paragraph", "item", "item"]


def test_a_number_or_a_sign_that_a_line_begins_with_is_no_mark() -> None:
    text = "The port lost at least\n2.5 million boats, and crews aged\n> 60 years left.\n"
    assert [b.kind for b in make_blocks(text)] == ["paragraph"]


def test_a_list_after_one_counted_paragraph_stays_a_list() -> None:
    long = "The captains met in the hall of the old harbour and spoke of the lights. " * 3
    text = f"1. {long}They left.\n\nThey ask for:\n\n1. Light.\n2. Boats.\n"
    assert [b.kind for b in make_blocks(text)] == ["paragraph", "paragraph", "item", "item"]


def test_a_running_head_with_its_page_is_furniture_even_once() -> None:
    text = "- Light.\n\nReport of the harbour forum      11\n\n- Boats.\n\nHarbour report | page 12\n\n- Ropes.\n"
    assert [b.kind for b in make_blocks(text)] == ["item", "furniture", "item", "furniture", "item"]


def test_a_plain_heading_stands_below_the_marked_heading_above_it() -> None:
    text = "# Report\n\n**Preface**\n\nWe ask.\n\n## Demands\n\n**Of captains**\n\n- Light.\n"
    block = by_wording(text)["Light."]
    assert [text[make_blocks(text)[i].start : make_blocks(text)[i].end] for i in block.headings][-2:] == [
        "Demands",
        "**Of captains**",
    ]


def test_pages_are_counted_from_the_offsets_given() -> None:
    text = "One.\n\nTwo.\n\nThree.\n"
    assert [b.page for b in make_blocks(text, page_starts=(0, 6))] == [1, 2, 2]


@given(st.text(alphabet="aA.:-•o#*|\t\n\r\f 1)\u200b\u202e¹_<b>é", max_size=200))
def test_blocks_are_ordered_and_lie_inside_any_text_without_overlap(text: str) -> None:
    blocks = make_blocks(text)
    edges = [(b.start, b.end) for b in blocks]
    assert all(0 <= s < e <= len(text) for s, e in edges)
    assert all(first[1] <= second[0] for first, second in zip(edges, edges[1:], strict=False))
    assert [b.index for b in blocks] == list(range(len(blocks)))
    assert all(i < b.index for b in blocks for i in (*b.headings, *filter(None, (b.lead, b.continues))))


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["port ", "- port\n", "port\n\n", "* ", "<b", "1. ", "....", "port | ", "# port\n"])
def test_time_grows_with_the_text_only(unit: str) -> None:
    def cost(size: int) -> float:
        text = unit * (size // len(unit))
        begin = time.process_time()
        make_blocks(text)
        return time.process_time() - begin

    cost(10_000)
    assert cost(200_000) < 40 * cost(20_000) + 0.5


def test_the_regional_review_keeps_its_sections_boxes_and_cut_sentences(corpus: Path) -> None:
    text = next(corpus.glob("003_*.txt")).read_text(encoding="utf-8")
    blocks = make_blocks(text)
    headings = [text[b.start : b.end] for b in blocks if b.kind == "heading"]
    assert sum(bool(re.match(r"2\.[1-5]\.[1-4] ", h)) for h in headings) == 20
    assert sorted({int(m[1]) for h in headings if (m := re.match(r"(?:Textbox|Box) (\d+)", h))}) == list(range(1, 11))
    assert sum(b.kind == "furniture" and "Main findings" in text[b.start : b.end] for b in blocks) == 28
    assert sum(b.continues is not None for b in blocks) >= 30


def test_a_number_of_several_parts_is_a_mark_where_it_counts_on_and_a_heading_where_it_is_alone() -> None:
    listed = "99.1. Register crews of ferries (Chile);\n\n99.2 Train the pilots (Peru) (Ghana);\n\n99.3. Hear cooks."
    blocks = make_blocks(listed)
    assert [(b.kind, b.marker) for b in blocks] == [("item", "99.1."), ("item", "99.2"), ("item", "99.3.")]
    assert [listed[b.start : b.end].split()[0] for b in blocks] == ["Register", "Train", "Hear"]
    headed = "2.1 Area 1: Crews and ports of the coast.\n\nPorts hear crews. They hear pilots.\n\n" * 2
    assert not [b for b in make_blocks(headed) if b.kind == "item"]


@pytest.mark.parametrize(
    "line",
    [
        "Arica, 14 and 15 August 2023",
        "3 de mayo de 2022",
        "We, the Ministers of Chad and Togo,",
    ],
)
def test_a_place_and_day_or_a_recital_is_no_heading(line: str) -> None:
    assert kinds(f"# Outcome of the Meeting\n\n{line}\n\nThe ships met in the harbour.\n")[1] == ("paragraph", line)
