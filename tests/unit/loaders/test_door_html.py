"""HTML."""

import time
from pathlib import Path

import pytest

from graphkit.errors import InputError
from graphkit.issues import Issues
from graphkit.loading import load_document


def text_of(folder: Path, html: str | bytes, **options: str) -> str:
    path = folder / "ferries.html"
    path.write_bytes(html.encode() if isinstance(html, str) else html)
    return load_document(path, **options).text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h2>Crews</h2><p>Few &amp; far.</p>", "## Crews\n\nFew & far.\n"),
        ("<p>Crews<script>x</script><style>y</style></p><nav>Home</nav>", "Crews\n"),
        ("<ul><li>One<ul><li>Inner</li></ul></li><li>Two</li></ul>", "- One\n  - Inner\n- Two\n"),
        ("<ol start=3><li>Three<li>Four</ol>", "3. Three\n4. Four\n"),
        ("<p>One<br>line<br><br>Two</p>", "One line\n\nTwo\n"),
        ("<p><b>Findings</b></p><p><b>Some</b> words</p>", "**Findings**\n\nSome words\n"),
        ("<p>Crews<sup>2</sup> are few</p>", "Crews[^2] are few\n"),
        ("<table><tr><td>One cell a row</td></tr></table>", "One cell a row\n"),
        ("<table><tr><th>A<th>B<tr><td>1<br>2<td>x | y</table>", "| A | B |\n| 1 2 | x ¦ y |\n"),
        ("<p>Crews<p hidden>secret</p><div style='display: none'>secret</div>", "Crews\n"),
        ("<div>Loose text<p>Block</p>Tail</div>", "Loose text\n\nBlock\n\nTail\n"),
        ("<p>pi\u00adlots\u200b of\u00a0fer\ufb01es</p>", "pilots of ferfies\n"),
        ("<!-- note --><p>Crews</p>", "Crews\n"),
        ("<pre>Crews\nof ferries\n\nare few</pre>", "Crews of ferries\n\nare few\n"),
    ],
)  # fmt: skip
def test_a_page_becomes_text(tmp_path: Path, html: str, text: str) -> None:
    assert text_of(tmp_path, f"<html><body>{html}</body></html>") == text


def test_only_the_main_part_is_read_where_the_page_says_which(tmp_path: Path) -> None:
    assert text_of(tmp_path, "<body><div>Menu</div><main><p>Crews</p></main><p>Foot</p></body>") == "Crews\n"


def test_the_head_states_title_and_date_and_the_text_tells_its_language(tmp_path: Path) -> None:
    head = "<html lang='en'><head><title>Puertos</title><meta name='dcterms.date' content='2019-05-03T10:00'></head>"
    path = tmp_path / "a.html"
    path.write_text(head + "<body><p>Los puertos deben registrar a las tripulaciones.</p></body></html>")
    meta = load_document(path).metadata
    assert (meta.title, meta.language, meta.date, meta.year) == ("Puertos", "es", "2019-05-03", 2019)


def test_the_declared_encoding_is_used(tmp_path: Path) -> None:
    assert text_of(tmp_path, "<meta charset='iso-8859-1'><p>Núñez</p>".encode("latin-1")) == "Núñez\n"


def test_an_encoding_that_is_not_declared_is_told_by_the_bytes_and_said(tmp_path: Path) -> None:
    page = "<p>Núñez dijo: «la migración y los niños», año tras año, según él.</p>"
    path = tmp_path / "a.html"
    path.write_bytes(page.encode("cp1252"))
    document = load_document(path)
    assert document.text == "Núñez dijo: «la migración y los niños», año tras año, según él.\n"
    assert [i.reason for i in document.issues if "cp1252" in i.reason] != []


BODY = "<h1>Crews</h1><p>{}</p><p>{}</p>".format("States should train the crews of ferries. " * 6, "Ports help. " * 20)


@pytest.mark.parametrize(
    "part",
    [
        "<style>.x{display:none}</style><p class=x>OUT</p>",
        "<style>@media print{p{display:none}} .y , #z {visibility: hidden}</style><p id=z>OUT</p>",
        "<p style='visibility:hidden'>OUT</p>",
        "<p aria-hidden=true>OUT</p>",
        "<div class='cookie-banner'><p>OUT accept all cookies.</p></div>",
        "<div id=onetrust-consent-sdk><p>OUT</p></div>",
        "<div role=dialog><p>OUT</p></div>",
        "<aside><p>OUT</p></aside>",
        "<div class='related-news'><h3>News</h3><ul><li>OUT should close</li></ul></div>",
        "<h3>Related</h3><ul><li><a href=/x>OUT should close its border</a></li></ul>",
        "<ul><li><a href=#a>OUT part one</a></li><li><a href=#b>OUT part two</a></li></ul>",
        "<div class=toc><h2>Contents</h2><p>OUT</p></div>",
        "<footer><p>OUT 2024</p></footer>",
        "<header><p>OUT Home</p></header>",
    ],
)
def test_what_is_hidden_or_around_the_content_is_left_out(tmp_path: Path, part: str) -> None:
    for page in (f"<body>{part}<div id=content>{BODY}</div></body>", f"<body><div>{BODY}</div>{part}</body>"):
        text = text_of(tmp_path, page)
        assert ("OUT" in text, "# Crews" in text, "Ports help." in text) == (False, True, True)


WORDS = "".join(
    f"<p>IN{i} {'States should train the crews of ferries in all ports of the sea. ' * 2}</p>" for i in range(5)
)
ITEMS = (
    "<ul>"
    + "".join(f"<li>IN{i} Count the ferries that leave a port for the islands.</li>" for i in range(6, 9))
    + "</ul>"
)
MENU = "<div id=top><ul>" + "".join(f"<li><a href=/{i}>OUT menu {i}</a></li>" for i in range(12)) + "</ul></div>"
NEWS = (
    "<div class=block>"
    + "".join(f"<div><a href=/n{i}>OUT crew {i}</a><p>OUT {i}</p></div>" for i in range(5))
    + "</div>"
)


@pytest.mark.parametrize(
    "page",
    [
        f"{MENU}<div class=site><div class=entry><h1>IN-T</h1>{WORDS}{ITEMS}</div></div><div class=area>{NEWS}</div>",
        f"{MENU}<div class=region><h1>IN-T</h1><div class=field>{WORDS}<h2>IN-H</h2>{ITEMS}</div></div>{NEWS}",
        f"<table><tr><td>{MENU}</td><td><h1>IN-T</h1>{WORDS}</td><td>{NEWS}</td></tr></table>",
        f"{MENU}<div class=noticia><h1>IN-T</h1><p>IN-S Lima, 3 de mayo de 2021.</p>{WORDS}</div>{NEWS}",
    ],
)
def test_the_content_is_found_where_no_tag_says_which_it_is(tmp_path: Path, page: str) -> None:
    text = text_of(tmp_path, f"<html><body>{page}</body></html>")
    wanted = {mark for mark in ("IN-T", "IN-H", "IN-S", *(f"IN{i} " for i in range(9))) if mark in page}
    assert ({mark for mark in wanted if mark in text}, "OUT" in text) == (wanted, False)


def test_without_what_finds_the_content_a_page_that_does_not_say_is_read_whole_and_warned_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loaders.formats.html_main._has_trafilatura", lambda: False)
    for tag, warned in (("main", False), ("div", True)):
        issues = Issues()
        path = tmp_path / f"{tag}.html"
        path.write_text(f"<html><body>{MENU}<{tag}><h1>IN-T</h1>{WORDS}{ITEMS}</{tag}></body></html>", encoding="utf-8")
        text = load_document(path, issues=issues).text
        told = [i.severity for i in issues if "graphkit[web]" in i.reason]
        assert ("IN-T" in text, "OUT" in text, told) == (True, warned, ["warning"] * warned)


def test_a_class_that_says_little_takes_no_content_away(tmp_path: Path) -> None:
    assert "# Crews" in text_of(tmp_path, f"<body><div class='menu banner'>{BODY}</div></body>")
    assert "Ports help." in text_of(tmp_path, f"<body><div class='sidebar'><div>{BODY}</div></div></body>")


NOTES = (
    ("<sup><a href=#fn1>1</a></sup>", "<ol class=footnotes><li id=fn1>See the annex. <a href=#r>↩</a></li></ol>"),
    ("<a href='#_ftn1'>[1]</a>", "<div id=_ftn1><p><a href='#_ftnref1'>[1]</a> See the annex.</p></div>"),
    ("<sup><a href='#cite_note-1'>[1]</a></sup>", "<ol><li id=cite_note-1><a href=#x>^</a> See the annex.</ol>"),
)  # fmt: skip


@pytest.mark.parametrize(("mark", "notes"), NOTES)
def test_notes_are_notes_with_their_marks(tmp_path: Path, mark: str, notes: str) -> None:
    assert text_of(tmp_path, f"<p>Crews are few.{mark}</p>{notes}") == "Crews are few.[^1]\n\n[^1]: See the annex.\n"


def test_a_nested_cell_is_its_own_cell(tmp_path: Path) -> None:
    inner = "<table><tr><td>Inner</td><td>2</td></tr></table>"
    table = f"<table><tr><th>Act</th><th>Who</th></tr><tr><td>Outer words {inner}</td><td>Chile</td></tr></table>"
    assert text_of(tmp_path, table) == "| Act | Who |\n| Outer words | Chile |\n| Inner | 2 |\n"


def test_the_address_of_a_page_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<head><link rel=canonical href='https://www.gob.mx/crews'></head><p>Crews</p>")
    assert load_document(tmp_path / "a.html").metadata.url == "https://www.gob.mx/crews"


def test_deep_nesting_is_read_or_refused_in_good_time(tmp_path: Path) -> None:
    begun = time.process_time()
    try:
        assert "Crews" in text_of(tmp_path, "<div>" * 20_000 + "Crews" + "</div>" * 20_000)
    except InputError as error:
        assert "\n" not in str(error)
    assert time.process_time() - begun < 10
