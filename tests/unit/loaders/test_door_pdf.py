"""PDF."""

from pathlib import Path

import pytest
from sample_files import ITEMS, PARAGRAPH, Placed, grid, make_pdf, report_pages

from graphkit.errors import InputError
from graphkit.loading import load_document
from graphkit.text.document import Document


def load(folder: Path, data: bytes) -> Document:
    path = folder / "ferries.pdf"
    path.write_bytes(data)
    return load_document(path)


def body(*texts: str, left: float = 50, top: float = 700, size: float = 10) -> list[Placed]:
    return [(left, top - 12 * i, size, text) for i, text in enumerate(texts)]


def wordings(document: Document) -> list[str]:
    return [document.wording(b) for b in document.blocks]


def test_pages_keep_their_numbers(tmp_path: Path) -> None:
    document = load(tmp_path, make_pdf())
    pages = {document.wording(b): b.page for b in document.blocks}
    assert (pages[PARAGRAPH], pages[ITEMS[1]]) == (1, 2)


def test_larger_letters_make_headings_by_rank(tmp_path: Path) -> None:
    assert load(tmp_path, make_pdf()).text.splitlines()[:3] == [
        "# Report on ferry crews",
        "",
        "## 1. Ferries and crews",
    ]


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = body("Ports on the western coast", "have heard their crews.", "They will hear their pilots.")
    right = body("Ports on the eastern coast", "have heard nobody at all.", "They have no pilots yet.", left=320)
    text = load(tmp_path, make_pdf([[line for pair in zip(left, right, strict=True) for line in pair]])).text
    assert text.index("They will hear") < text.index("Ports on the eastern")
    assert "western coast have heard" in text


def test_a_word_parted_at_the_end_of_a_line_is_made_whole_where_the_text_has_it_whole(tmp_path: Path) -> None:
    lines = body(
        "Registration is free of charge. All ports keep regis-", "tration open for long-", "term crews of ferries."
    )
    lines[0] = (*lines[0][:3], "The registration is free of charge. All ports keep regis-")
    assert "keep regis\u00adtration open for long-term crews" in load(tmp_path, make_pdf([lines])).text


def test_a_table_is_told_by_its_rules_and_its_cells_by_their_edges(tmp_path: Path) -> None:
    cells = [
        (54, 728, 10, "Port"),
        (124, 728, 10, "Crews heard"),
        (54, 708, 10, "Callao"),
        (124, 708, 10, "Nine of the"),
    ]
    page = [*cells, (124, 696, 10, "ten"), *grid((50, 120, 220), (740, 720, 690)), *body("Text goes on.", top=600)]
    assert (
        load(tmp_path, make_pdf([page])).text
        == "| Port | Crews heard |\n| Callao | Nine of the ten |\n\nText goes on.\n"
    )


def test_a_page_that_holds_a_table_alone_is_read(tmp_path: Path) -> None:
    cells = [(54, 728, 10, "Port"), (124, 728, 10, "Crews heard"), (54, 708, 10, "Arica"), (124, 708, 10, "Nine")]
    document = load(
        tmp_path,
        make_pdf([body("All ports have heard their crews."), [*cells, *grid((50, 120, 220), (740, 720, 690))]]),
    )
    assert "| Arica | Nine |" in document.text


def test_a_box_around_text_is_no_table(tmp_path: Path) -> None:
    page = [*body("Crews of ferries", "are few."), *grid((40, 300), (720, 680))]
    assert load(tmp_path, make_pdf([page])).text == "Crews of ferries are few.\n"


def test_numbered_items_and_bold_lines_begin_parts_of_their_own(tmp_path: Path) -> None:
    lines = body(
        "The board heard of", "1. crews without papers", "and pilots", "2. quays", "Findings", "Quays are old."
    )
    page = [*lines[:4], (*lines[4][:2], -10, lines[4][3]), lines[5]]
    page[0] = (*page[0][:3], "The board heard of:")
    text = "The board heard of:\n\n1. crews without papers and pilots\n2. quays\n\n**Findings**\n\nQuays are old.\n"
    assert load(tmp_path, make_pdf([page])).text == text


def test_a_scan_is_named_as_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"has 2 pages but no text: a scan\?"):
        load(tmp_path, make_pdf([[], []]))


def test_pages_without_text_are_noted(tmp_path: Path) -> None:
    document = load(tmp_path, make_pdf([*report_pages(), []]))
    assert "pages without text (pictures?): 3" in [i.reason for i in document.issues]


def test_a_pdf_with_a_password_is_named_as_one(tmp_path: Path) -> None:
    encrypt = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'00' * 32}> /U <{'11' * 32}> >> /ID [<00> <00>]"
    with pytest.raises(InputError, match="has a password"):
        load(tmp_path, make_pdf(extra=encrypt))


@pytest.mark.parametrize(
    "data", [b"not a pdf", b"%PDF-1.4\n", make_pdf()[:300], make_pdf().replace(b"/Type /Page ", b"/Type /Pige ")]
)
def test_a_broken_pdf_costs_one_clear_line(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(InputError, match=r"ferries\.pdf[^\n]*(?:is no PDF|broken)[^\n]*\.$"):
        load(tmp_path, data)
