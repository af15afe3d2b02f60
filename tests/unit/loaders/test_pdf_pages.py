"""PDF: what a printed page does to a text, and what must come out of it."""

import time
from pathlib import Path

import pytest
from pdf_files import column, form, make, picture, show, stream

from graphkit.errors import InputError
from graphkit.loading import load_document
from graphkit.text.document import Document


def load(folder: Path, data: bytes, **options: str) -> Document:
    path = folder / "ferries.pdf"
    path.write_bytes(data)
    return load_document(path, **options)


def parts(folder: Path, pages: list[list[str]]) -> list[str]:
    return [p.strip("\f") for p in load(folder, make(pages)).text.strip().split("\n\n")]


ASKS = (
    "Ports should register every member of a crew who comes from abroad",
    "and should give each of them a paper that says so.",
)


def listed(number: int, base: float, words: tuple[str, ...] = ASKS) -> list[str]:
    """Return a numbered paragraph of two lines: the number out to the left of nothing, the second line under it."""
    mark = show(100, base, 10, f"12.{number}.")
    first = show(140, base, 10, words[0], bold=True)
    return [mark, first, *(show(100, base - 12 * i, 10, w, bold=True) for i, w in enumerate(words[1:], 1))]


def test_a_numbered_paragraph_begins_with_its_number_and_is_whole(tmp_path: Path) -> None:
    page = [line for n in range(1, 6) for line in listed(n, 760 - 40 * n)]
    document = load(tmp_path, make([page]))
    items = [(b.kind, b.marker, document.wording(b)) for b in document.blocks]
    assert items == [("item", f"12.{n}.", " ".join(ASKS)) for n in range(1, 6)]


def test_the_order_in_which_a_file_prints_its_lines_does_not_matter(tmp_path: Path) -> None:
    page = [line for n in range(1, 6) for line in listed(n, 760 - 40 * n)]
    assert load(tmp_path, make([page])).text == load(tmp_path, make([page[::-1]])).text


def test_a_sentence_goes_on_over_the_end_of_a_page_its_notes_and_running_heads(tmp_path: Path) -> None:
    pages = []
    for number in range(1, 5):
        heads = [show(60, 780, 9, "HARBOUR/2019/8"), show(60, 30, 9, str(number))]
        note = [show(60, 80, 6, str(number)), show(68, 76, 8, f"Counted in year {number} by the harbour office.")]
        body = column([f"Port number {number} has heard all of its crews and pilots in May, and it"], top=130)
        rest = column([f"will do so again in year {number}. It has written to them."], top=740) if number > 1 else []
        pages.append([*heads, *rest, *body, show(300, 134, 6, str(number)), *note])
    document = load(tmp_path, make(pages))
    kinds = [b.kind for b in document.blocks]
    assert (kinds.count("note"), kinds.count("furniture")) == (4, 0)
    assert "in May, and it will do so again" in document.text.replace("¹", "").replace("²", "")
    assert "HARBOUR" not in document.text
    starts = document.source.page_starts
    assert [document.text[s : s + 16] for s in starts[1:]] == ["will do so again"] * 3


def test_notes_are_apart_even_if_they_are_longer_than_the_text(tmp_path: Path) -> None:
    body = [show(60, 760, 15, "Results", bold=True), *column([ASKS[0] + ".", "", "Pilots should learn a language."])]
    notes = [f"{n} The office of the harbour has counted all crews in its yearly book, page {n}." for n in range(1, 10)]
    document = load(tmp_path, make([[*body, *column(notes, top=400, size=7.5, leading=9)]]))
    kinds = [b.kind for b in document.blocks]
    assert kinds == ["heading", "paragraph", "paragraph", *["note"] * 9]


@pytest.mark.parametrize(("overleaf", "notes"), [("older list of the board.", 2), ("Ports are listed here.", 1)])
def test_a_note_goes_on_overleaf_where_it_breaks_off(tmp_path: Path, overleaf: str, notes: int) -> None:
    body = column(["The ports have heard all of their crews", "and pilots in May and June of that year."])
    note = column(["1 See the list that ports keep, and the"], top=80, size=8)
    rest = column([overleaf], top=90, size=8)
    own = column(["2 See the new list."], top=80, size=8) if notes == 2 else []
    marks = [show(220, 732, 6, str(n)) for n in (1, 2)]
    document = load(tmp_path, make([[*body, marks[0], *note], [*body, *marks[1:notes], *rest, *own]]))
    kinds = [b.kind for b in document.blocks]
    whole = "[^1]: See the list that ports keep, and the older list of the board." in document.text
    assert (whole, kinds.count("note"), kinds.count("paragraph")) == (notes == 2, notes, 4 - notes)


def test_columns_with_a_narrow_gutter_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = ["Ports on the western coast have heard all of", "their crews, and they will hear the pilots of",
            "their ferries in the course of the next year."]  # fmt: skip
    right = [t.replace("western", "eastern").replace("pilots", "cooks") for t in left]
    page = [show(60, 770, 15, "A heading over both of the columns", bold=True)]
    page += column(left) + column(right, left=252)
    text = " ".join(load(tmp_path, make([page])).text.split())
    assert f"{' '.join(left)} {' '.join(right)}" in text


def test_hyphens_at_line_ends_are_soft_and_those_of_compounds_stay(tmp_path: Path) -> None:
    lines = ["The manage-", "ment of ports is a cross-", "border matter of infor-", "mation."]
    document = load(tmp_path, make([column(lines)]))
    assert document.text == "The manage\u00adment of ports is a cross-border matter of infor\u00admation.\n"
    from graphkit.text.folding import fold_text

    folded = fold_text(document.text)
    at = folded.text.index("information")
    assert document.text[folded.source(at) :].startswith("infor\u00admation")


def test_letters_aslant_are_left_out_aloud_and_turned_pages_are_read(tmp_path: Path) -> None:
    stamp = show(200, 300, 60, "DRAFT", turn="0.7 0.7 -0.7 0.7")
    document = load(tmp_path, make([[stamp, *column(ASKS)]]))
    assert document.text == " ".join(ASKS) + "\n"
    assert "5 letters printed sideways or aslant are left out" in [i.reason for i in document.issues]
    turned = [show(100 + 12 * i, 60, 10, t, turn="0 1 -1 0") for i, t in enumerate(ASKS)]
    for data in (make([turned]), make([column(ASKS)], entries="/Rotate 90"), make([turned], entries="/Rotate 90")):
        assert load(tmp_path, data).text == " ".join(ASKS) + "\n"


def test_text_and_tables_inside_forms_are_read(tmp_path: Path) -> None:
    rules = [f"{x} 580 m {x} 640 l S" for x in (60, 160, 300)] + [f"60 {y} m 300 {y} l S" for y in (580, 610, 640)]
    cells = [show(64, 620, 10, "Port"), show(164, 620, 10, "Crews"), show(64, 590, 10, "Callao"),
             show(164, 590, 10, "Nine")]  # fmt: skip
    inner = form([*column(ASKS), *rules, *cells], "1 0 0 1 20 10")
    data = make([["q 1 0 0 1 5 5 cm /Body Do Q"]], "/XObject << /Body 5 0 R >>", [inner])
    assert load(tmp_path, data).text == f"{' '.join(ASKS)}\n\n| Port | Crews |\n| Callao | Nine |\n"


def field(base: int, value: str, entries: str = "", kind: str = "/Widget /FT /Tx") -> bytes:
    """Return a line of a form to fill in, or another note on a page."""
    place = f"/Rect [60 {base} 540 {base + 20}] /DA (/F1 10 Tf) /V ({value}) {entries}"
    return f"<< /Type /Annot /Subtype {kind} /T (f{base}) {place} >>".encode()


FORM = "/AcroForm << /Fields [5 0 R 6 0 R 7 0 R 8 0 R] /DR << /Font << /F1 3 0 R >> >> {} >>"


@pytest.mark.parametrize("kind", ["", "/NeedAppearances true", "/XFA 9 0 R"])
def test_what_is_filled_into_a_form_is_read_where_it_stands(tmp_path: Path, kind: str) -> None:
    look = stream("/Type /XObject /Subtype /Form /BBox [0 0 480 20] /Resources << /Font << /F1 3 0 R >> >>",
                  b"BT /F1 10 Tf 2 6 Td (Register all crews.) Tj ET")  # fmt: skip
    drawn = "/AP << /N 9 0 R >>"
    notes = [field(700, "Register all crews.", f"/F 4 {drawn}"), field(600, "Mend the old piers.", f"/F 4 {drawn}"),
             field(500, "Not for print.", f"/F 2 {drawn}"),
             field(400, "A reader's remark.", f"/Contents (x) {drawn}", "/FreeText"), look]  # fmt: skip
    asks = [show(60, 740, 10, "1. Which measures?"), show(60, 640, 10, "2. Which gaps remain?")]
    annots = "/Annots [5 0 R 6 0 R 7 0 R 8 0 R]"
    text = load(tmp_path, make([asks], more=notes, entries=annots, catalog=FORM.format(kind))).text
    assert text.index("measures") < text.index("Register all crews.") < text.index("gaps")
    read = text.count("Register all crews.") + text.count("Mend the old piers.")
    assert ("Not for print" in text, "remark" in text, read) == (False, False, 2)


def test_a_field_without_a_look_of_its_own_is_read_too(tmp_path: Path) -> None:
    notes = [field(700, "Register all crews.", "/F 4")]
    data = make([column(ASKS)], more=notes, entries="/Annots [5 0 R]", catalog=FORM.format(""))
    assert load(tmp_path, data).text == f"{' '.join(ASKS)}\n\nRegister all crews.\n"


def test_a_form_that_only_its_viewer_can_show_is_named_as_one(tmp_path: Path) -> None:
    data = make([[show(60, 740, 10, "Please wait...")]], catalog="/NeedsRendering true /AcroForm << /XFA 3 0 R >>")
    with pytest.raises(InputError, match=r"is a form without pages \(XFA\)"):
        load(tmp_path, data)


@pytest.mark.slow
def test_a_long_file_with_large_pictures_is_read_in_seconds(tmp_path: Path) -> None:
    page = ["q 400 0 0 400 50 50 cm /Map Do Q", *[o for n in range(1, 9) for o in listed(n, 760 - 40 * n)]]
    data = make([page] * 143, "/XObject << /Map 5 0 R >>", [picture(3000, 3000)])
    begin = time.process_time()
    document = load(tmp_path, data)
    assert (len(document.source.page_starts), time.process_time() - begin < 20) == (143, True)


def letterhead() -> list[str]:
    """Return the head of a document as the United Nations print it."""
    return [
        show(120, 770, 14, "United Nations"), show(480, 770, 10, "HRB/FER/19/Add.2"),
        show(120, 745, 20, "Harbour Assembly", bold=True), show(392, 745, 10, "Distr.: General"),
        show(392, 733, 10, "3 May 2019"), show(392, 709, 10, "Original: English"),
    ]  # fmt: skip


def test_a_letterhead_is_furniture_and_its_symbol_is_kept(tmp_path: Path) -> None:
    page = [*letterhead(), show(60, 600, 17, "Report on crews of ferries", bold=True), *column(ASKS, top=560)]
    document = load(tmp_path, make([page]))
    assert [b.kind for b in document.blocks] == ["furniture", "heading", "paragraph"]
    assert (document.metadata.symbol, document.metadata.title) == ("HRB/FER/19/Add.2", "Report on crews of ferries")


def test_a_password_opens_a_locked_file(tmp_path: Path) -> None:
    data = make([column(ASKS)], password="quay")
    assert load(tmp_path, data, password="quay").text == " ".join(ASKS) + "\n"
    with pytest.raises(InputError, match="has a password or another protection. Give it with --password"):
        load(tmp_path, data)
    with pytest.raises(InputError, match="This password does not open it"):
        load(tmp_path, data, password="mole")


def test_a_raised_mark_is_no_part_of_the_word_before_it(tmp_path: Path) -> None:
    page = [show(60, 740, 10, "Crews are few."), show(117, 744, 6, "3"), show(124, 740, 10, "Ports are old."),
            show(60, 100, 5, "3"), show(64, 97, 8, "Counted in May.")]  # fmt: skip
    assert parts(tmp_path, [page]) == ["Crews are few.³ Ports are old.", "[^3]: Counted in May."]
