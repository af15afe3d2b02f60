"""The report that is read: what was read, at most seven sentences with quotes, a few tables; the rest is in xlsx."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from graphkit.analysis.certainty import Accuracy
from graphkit.analysis.columns import NO_YEAR
from graphkit.analysis.facets import get_facet
from graphkit.analysis.gaps.gaps import SURE_ENOUGH
from graphkit.analysis.headline_material import Found, Material, get_words
from graphkit.analysis.headlines import make_headlines
from graphkit.graph.graph import Graph

MOST_ROWS = 12
"""Rows of a table; a line below it says how many there are more."""
COMMANDS = {
    "documents": "graphkit report all -o report.xlsx",
    "shares": "graphkit query objectives_by_weight",
    "stress": "graphkit overlap --show stress",
    "gaps": "graphkit gaps --kind step-not-reached",
    "unsure": "graphkit gaps --kind step-not-reached --min-certainty 0",
}
"""Table -> the command that gives all of its rows."""
LONGEST_QUOTE = 320
BARS = 24
FULL = "█"


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence, how sure it is in words, and quotes as (who, wording)."""

    text: str
    sure: str
    quotes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """A heading with a table, or the sentence that is in its place."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    """What the table leaves out, and where it is; in its place where it has no rows."""


@dataclass(frozen=True, slots=True)
class Short:
    """The whole report as text, the same for every format."""

    language: str
    store: str
    digest: str
    title: str
    read: tuple[str, tuple[str, ...]]
    findings: tuple[str, tuple[Finding, ...]]
    annexes: tuple[Annex, ...]
    accuracy: str
    """Digest of the accuracy table that certainties rest on; empty: the packaged one."""
    open: tuple[str, tuple[str, ...]]
    made: str

    def lines(self) -> Iterator[str]:
        """Yield every text of the report in the order of the page: what a check compares."""
        yield from (self.title, self.read[0], *self.read[1], self.findings[0])
        for f in self.findings[1]:
            yield from (f"{f.text} {f.sure}".strip(), *(f"{who}: “{text}”" for who, text in f.quotes))
        for annex in self.annexes:
            yield annex.title
            yield from (c for row in (annex.heads, *annex.rows) for c in row if annex.rows)
            yield from annex.notes
        if self.open[1]:
            yield from (self.open[0], *self.open[1])
        yield self.made

    def question(self) -> dict[str, str]:
        """Return what a check needs to make the report again."""
        own = {"accuracy": self.accuracy} if self.accuracy else {}
        return {
            "graphkit": "short report",
            "language": self.language,
            "store": self.store,
            "digest": self.digest,
            **own,
        }


@cache
def _words(language: str) -> dict[str, Any]:
    get_words(language)
    data = tomllib.loads((files("graphkit.publish.report") / "short.toml").read_text(encoding="utf-8"))
    words: dict[str, Any] = data[language]
    return words


def make_short(graph: Graph, store: str, language: str = "en", accuracy: Accuracy | None = None) -> Short:
    """Return the short report on a graph; UnknownNameError for a language without words."""
    words = _words(language)
    material = Material(Found(graph, accuracy), language)
    result = make_headlines(material)
    found = tuple(
        Finding(
            f["text"],
            "" if f["certainty"] is None else f"({words['sure'].format(percent=round(100 * f['certainty']))})",
            tuple((q["who"], _cut(q["text"])) for q in f["quotes"]),
        )
        for f in result
    )
    annexes = (_documents(material, words), _shares(material, words), _stress(material, words), _gaps(material, words))
    digest = graph.digest()
    return Short(
        language, store, digest, words["title"], (words["read"], result.notes), (words["findings"], found), annexes,
        "" if accuracy is None else accuracy.digest(), (words["open"], result.could_not_judge),
        words["made"].format(digest=digest[:12]),
    )  # fmt: skip


def _cut(text: str) -> str:
    plain = " ".join(text.replace("**", "").split())
    return plain if len(plain) <= LONGEST_QUOTE else plain[: LONGEST_QUOTE - 1].rsplit(" ", 1)[0] + "…"


def _annex(words: dict[str, Any], name: str, rows: Sequence[tuple[str, ...]], *notes: str) -> Annex:
    """Return the first rows of a table, and how many there are more and which command lists them."""
    more = len(rows) - MOST_ROWS
    cut = (words["more"].format(number=more, command=COMMANDS[name]),) if more > 0 else ()
    empty = () if rows else (words.get(f"nothing_{name}", words["nothing"]),)
    return Annex(words[name], tuple(words[f"heads_{name}"]), tuple(rows[:MOST_ROWS]), (*empty, *cut, *notes))


def _documents(m: Material, words: dict[str, Any]) -> Annex:
    table = m.table
    counts = np.bincount(table.document, minlength=len(table.documents))
    rows = [
        (m.name(id), str(int(y)) if y != NO_YEAR else "–", str(int(n)))
        for id, y, n in zip(table.documents.ids, table.years, counts, strict=True)
    ]
    return _annex(words, "documents", rows)


def _shares(m: Material, words: dict[str, Any]) -> Annex:
    axis, ties = get_facet(m.table, "objective")
    counts = np.bincount(ties.cols, minlength=len(axis))
    order = [int(i) for i in np.argsort(-counts, kind="stable") if counts[i]]
    rows = [
        (m.name(axis.ids[i]), str(int(counts[i])), FULL * max(1, round(BARS * counts[i] / counts[order[0]])))
        for i in order
    ]
    return _annex(words, "shares", rows)


def _stress(m: Material, words: dict[str, Any]) -> Annex:
    rows = [
        (m.name(f["voice"]), m.name(f["column"]), str(f["count"]),
         f"{f['ratio']:.1f} ({f['low']:.1f}–{f['high']:.1f})")
        for f in m.found.stressed
    ]  # fmt: skip
    return _annex(words, "stress", rows)


def _gaps(m: Material, words: dict[str, Any]) -> Annex:
    found = m.found.silent
    rows = [
        (m.name(f["actor"]), m.name(f["about"]), m.name(f["hangs_on"]) if f["hangs_on"] else "–",
         f"{100 * f.confidence:.0f} %")
        for f in found if f.confidence is not None and f.confidence >= SURE_ENOUGH
    ]  # fmt: skip
    unsure = len(found) - len(rows)
    note = words["unsure"].format(number=unsure, percent=round(100 * SURE_ENOUGH), command=COMMANDS["unsure"])
    return _annex(words, "gaps", rows, *((note,) if unsure else ()))


def make_markdown(short: Short) -> str:
    """Return the report as Markdown, every text escaped."""
    from graphkit.publish.report.markdown import escape, markdown_table

    def lines() -> Iterator[str]:
        yield from (f"# {escape(short.title)}", "", f"## {escape(short.read[0])}", "")
        yield from (f"{escape(line)}\n" for line in short.read[1])
        yield from (f"## {escape(short.findings[0])}", "")
        for number, f in enumerate(short.findings[1], 1):
            yield f"{number}. {escape(f'{f.text} {f.sure}'.strip())}"
            yield from (f"   > {escape(who)}: “{escape(text)}”" for who, text in f.quotes)
        for annex in short.annexes:
            yield from ("", f"## {escape(annex.title)}", "")
            yield from markdown_table(annex.heads, annex.rows) if annex.rows else ()
            yield from (part for note in annex.notes for part in ("", escape(note)))
        if short.open[1]:
            yield from ("", f"## {escape(short.open[0])}", "")
            yield from (f"- {escape(line)}" for line in short.open[1])
        yield from ("", escape(short.made))

    return "\n".join(lines()) + "\n"


def make_html(short: Short) -> str:
    """Return the report as one HTML file without script; nothing is loaded, every text is escaped."""
    import base64
    import hashlib
    import html
    import json

    style = (files("graphkit.publish.report") / "templates" / "short.css").read_text(encoding="utf-8")
    hashed = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'"

    def tag(name: str, text: str) -> str:
        return f"<{name}>{html.escape(text)}</{name}>"

    def rows(annex: Annex) -> str:
        body = "".join(f"<tr>{''.join(tag('td', c) for c in row)}</tr>" for row in annex.rows)
        return (
            f"<table><thead><tr>{''.join(tag('th', h) for h in annex.heads)}</tr></thead><tbody>{body}</tbody></table>"
        )

    parts = [tag("h1", short.title), tag("h2", short.read[0]), *(tag("p", line) for line in short.read[1])]
    parts += [tag("h2", short.findings[0]), "<ol>"]
    for f in short.findings[1]:
        quotes = "".join(tag("blockquote", f"{who}: “{text}”") for who, text in f.quotes)
        parts.append(f"<li>{tag('p', f'{f.text} {f.sure}'.strip())}{quotes}</li>")
    parts.append("</ol>")
    for annex in short.annexes:
        parts += [tag("h2", annex.title), *([rows(annex)] if annex.rows else []), *(tag("p", n) for n in annex.notes)]
    if short.open[1]:
        parts += [tag("h2", short.open[0]), *(tag("p", line) for line in short.open[1])]
    parts.append(f"<footer>{tag('p', short.made)}</footer>")
    head = (
        f'<!doctype html>\n<html lang="{short.language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="graphkit" content="{html.escape(json.dumps(short.question(), sort_keys=True))}">'
        f"{tag('title', short.title)}<style>{style}</style></head><body><main>\n"
    )
    return head + "\n".join(parts) + "\n</main></body></html>\n"


def make_docx(short: Short) -> bytes:
    """Return the report as a Word document that a ministry can edit: real headings, lists and tables."""
    import io
    import json

    import docx

    from graphkit.publish.export.markup import clean
    from graphkit.publish.export.workbook import without_times

    document = docx.Document()
    document.core_properties.title = short.title
    document.core_properties.author = "graphkit"
    question = {k: v for k, v in short.question().items() if k != "store"}
    document.core_properties.comments = json.dumps(question, sort_keys=True)
    document.add_heading(clean(short.title), 0)
    document.add_heading(clean(short.read[0]), 1)
    for line in short.read[1]:
        document.add_paragraph(clean(line))
    document.add_heading(clean(short.findings[0]), 1)
    for f in short.findings[1]:
        document.add_paragraph(clean(f"{f.text} {f.sure}".strip()), style="List Number")
        for who, text in f.quotes:
            document.add_paragraph(clean(f"{who}: “{text}”"), style="Intense Quote")
    for annex in short.annexes:
        document.add_heading(clean(annex.title), 1)
        if annex.rows:
            _add_table(document, [annex.heads, *annex.rows])
        for note in annex.notes:
            document.add_paragraph(clean(note))
    if short.open[1]:
        document.add_heading(clean(short.open[0]), 1)
        for line in short.open[1]:
            document.add_paragraph(clean(line))
    document.add_paragraph(clean(short.made))
    buffer = io.BytesIO()
    document.save(buffer)
    return without_times(buffer.getvalue())


def _add_table(document: Any, rows: Sequence[Sequence[str]]) -> None:
    from graphkit.publish.export.markup import clean

    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Light Grid Accent 1")
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = clean(text)
