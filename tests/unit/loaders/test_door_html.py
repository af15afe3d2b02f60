"""HTML."""

import time
from pathlib import Path

import pytest

from graphkit.errors import InputError
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


def test_an_encoding_that_is_not_declared_costs_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not UTF-8"):
        text_of(tmp_path, "<p>Núñez</p>".encode("latin-1"))


def test_deep_nesting_is_read_or_refused_in_good_time(tmp_path: Path) -> None:
    begun = time.process_time()
    try:
        assert "Crews" in text_of(tmp_path, "<div>" * 20_000 + "Crews" + "</div>" * 20_000)
    except InputError as error:
        assert "\n" not in str(error)
    assert time.process_time() - begun < 10
