"""Raw rows -> documents: one for each value of the column of documents, else for each sheet, else for the file."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from graphkit.ids import make_id
from graphkit.issues import Issue, name_rows
from graphkit.reference.language import LANGUAGES, detect_language
from graphkit.text.document import Block, Document, Metadata, Source, Span
from graphkit.text.rows import Cell, Label, Row, RowForm
from loaders.tables.raw_rows import RawRow

_YEAR = re.compile(r"(?<!\d)(?:18|19|20|21)\d\d(?!\d)")
_WORDS = re.compile(r"\w+")

Key = tuple[object, ...]


def make_documents(
    path: Path,
    media: str,
    sha256: str,
    rows: Sequence[RawRow],
    form: RowForm,
    fields: Mapping[str, object],
    sheets: int,
) -> tuple[list[Document], list[Issue]]:
    """Return the documents of the rows of a file in the order of their names, and what is said of equal rows.

    ``fields`` are metadata stated for all; ``sheets`` how many sheets have rows. The rows of a document are in the
    order of their content, so that the order in the file changes nothing but their numbers.
    """
    groups: dict[tuple[str, str | None], list[RawRow]] = defaultdict(list)
    for row in rows:
        named = row.cells.get("document", ((None, ""),))[0][0]
        groups[named or row.sheet or "", row.sheet if sheets > 1 else None].append(row)
    issues: list[Issue] = []
    documents = []
    for key in sorted(groups, key=lambda k: (k[0], k[1] or "")):
        merged = _join_equal(groups[key], path.name, issues)
        name = key[0] if (key[0] and any("document" in r.cells for r, _, _ in merged)) or sheets > 1 else ""
        documents.append(_make_document(path, media, sha256, name, key[1], merged, form, fields))
    return documents, issues


Joined = tuple[RawRow, tuple[int, ...], tuple[tuple[str, tuple[str, str], str | None, int | None], ...]]
"""A row, the numbers of all rows that say the same, and their labels: role, cell, coder, agreement."""


def _join_equal(rows: Sequence[RawRow], place: str, issues: list[Issue]) -> list[Joined]:
    """Return each row once, in the order of the content; rows that differ in labels alone are one."""
    same: dict[Key, list[RawRow]] = defaultdict(list)
    for row in rows:
        same[_key(row)].append(row)
    doubles, joined = [], []
    for key in sorted(same, key=_sortable):
        found = same[key]
        seen: dict[object, int] = {}
        for row in found:
            first = seen.setdefault(_labels(row), row.number)
            doubles += [(row.number, first)] if first != row.number else []
        labels = sorted({label for row in found for label in _labels(row)}, key=_sortable)
        joined.append((found[0], tuple(sorted(r.number for r in found)), tuple(labels)))
    if doubles:
        issues.append(Issue("table", place, tell_equal(sorted(doubles)), "warning"))
    issues.extend(_near(joined, place))
    issues.extend(_odd_stances(rows, place))
    return joined


def tell_equal(pairs: Sequence[tuple[int, int]]) -> str:
    """Return what to say of equal rows: how many, and the first ones with the row that they repeat."""
    verb = "row says the same as another" if len(pairs) == 1 else "rows say the same as another"
    shown = ", ".join(f"row {a} as row {b}" for a, b in pairs[:3]) + (" …" if len(pairs) > 3 else "")
    return f"{len(pairs)} {verb} ({shown})"


def _near(joined: Sequence[Joined], place: str) -> Iterable[Issue]:
    """Yield one note for rows whose words, speakers and addressees are the same and which are not the same row."""
    seen: dict[Key, int] = {}
    pairs = []
    for row, numbers, _ in sorted(joined, key=lambda j: j[1]):
        words = " ".join(_WORDS.findall(row.text.casefold()))
        key = (
            words,
            row.cells.get("issuer"),
            row.cells.get("addressee"),
            row.cells.get("session"),
            row.cells.get("date"),
        )
        first = seen.setdefault(key, numbers[0])
        pairs += [(numbers[0], first)] if first != numbers[0] else []
    if pairs:
        shown = ", ".join(f"row {a} like row {b}" for a, b in pairs[:3]) + (" …" if len(pairs) > 3 else "")
        yield Issue("table", place, f"{len(pairs)} rows nearly say the same as another ({shown}); all are kept")


def _labels(row: RawRow) -> tuple[tuple[str, tuple[str, str], str | None, int | None], ...]:
    coder = row.cells.get("coder", ((None, ""),))[0][0]
    stance = _STANCES.get(_agreement(row).casefold())
    return tuple((role, part, coder, stance) for role, part in row.labels)


def _agreement(row: RawRow) -> str:
    return row.cells.get("agreement", (("", ""),))[0][0]


def _odd_stances(rows: Sequence[RawRow], place: str) -> Iterable[Issue]:
    """Yield a warning on agreement that can't be told; it is kept as no data, so that equal rows still join."""
    odd = [row for row in rows if (cell := _agreement(row)) and cell.casefold() not in _STANCES]
    if odd:
        shown = f'{name_rows([r.number for r in odd])}: agreement "{_agreement(odd[0])}"'
        yield Issue("table", place, f"{shown} is left out; write 1, 0, -1, yes or no", "warning")


_STANCES = {"1": 1, "0": 0, "-1": -1, "true": 1, "false": 0, "yes": 1, "no": 0}
_OF_LABELS = frozenset({"coder", "agreement", "note"})


def _key(row: RawRow) -> Key:
    cells = tuple((role, parts) for role, parts in sorted(row.cells.items()) if role not in _OF_LABELS)
    return (row.text, cells, row.data)


def _sortable(value: object) -> str:
    return repr(value)


def _make_document(
    path: Path,
    media: str,
    sha256: str,
    name: str,
    sheet: str | None,
    joined: Sequence[Joined],
    form: RowForm,
    fields: Mapping[str, object],
) -> Document:
    pieces: list[str] = []
    blocks: list[Block] = []
    rows: list[Row] = []
    at = 0
    for row, numbers, labels in joined:
        writer = _RowText(at)
        wording = writer.add(row.text, "")
        cells = {role: tuple(writer.add(*part) for part in parts) for role, parts in sorted(row.cells.items())}
        coded = tuple(Label(role, writer.add(*part), coder, stance) for role, part, coder, stance in labels)
        spans = tuple(Span(c.start, c.end) for c in writer.cells)
        blocks.append(Block(len(blocks), "row", at, writer.at, cells=spans))
        rows.append(Row(len(rows), numbers, row.sheet, row.column, {"text": (wording,), **cells}, coded, row.data))
        pieces.append("\t".join(c.text for c in writer.cells))
        at = writer.at + 1
    text = "\n".join(pieces) + "\n"
    source = Source(
        path.name,
        text,
        hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        media,
        path=path,
        file_sha256=sha256,
    )
    metadata = _make_metadata(path, name, sheet, rows, fields)
    return Document(source, metadata, tuple(blocks), rows=tuple(rows), form=form)


class _RowText:
    """Lays out the cells of a row one after the other, a tab between them."""

    def __init__(self, start: int) -> None:
        self.at = start
        self.cells: list[Cell] = []

    def add(self, text: str, heading: str) -> Cell:
        """Add a cell and return it with its place."""
        start = self.at + (1 if self.cells else 0)
        self.at = start + len(text)
        self.cells.append(Cell(text, start, self.at, heading))
        return self.cells[-1]


def _make_metadata(
    path: Path, name: str, sheet: str | None, rows: Sequence[Row], fields: Mapping[str, object]
) -> Metadata:
    """Return what is known of a document: what is stated for all, else what all of its rows say."""
    texts = "\n".join(c.text for row in rows[:2000] for c in row.cells["text"])
    languages = {c.text for row in rows if (c := row.first("language"))}
    stated = languages.pop() if len(languages) == 1 and languages <= set(LANGUAGES) else None
    stem = path.stem
    known: dict[str, object] = {
        "id": make_id("table", stem, name, sheet or ""),
        "title": name or stem.replace("_", " "),
        "genre": "table",
        "language": stated or detect_language(texts),
        "assumed": () if stated else ("language",),
    }
    years = {_years(row) for row in rows} if "year" not in fields else set()
    if len(years) == 1 and (year := years.pop()):
        known["year"] = year
    wanted = {k: v for k, v in fields.items() if k not in ("issuers", "participants", "addressees")}
    if name and "id" in wanted:
        wanted["id"] = f"{wanted['id']}:{make_id('table', name, sheet or '').partition(':')[2]}"
    if name:
        wanted.pop("title", None)
    assumed = () if "language" in wanted else known["assumed"]
    return replace(Metadata(id="", title=""), **{**known, **wanted, "assumed": assumed})  # type: ignore[arg-type]


def _years(row: Row) -> int | None:
    """Return the year that a row states in its cells of years and dates."""
    for role in ("year", "date"):
        if (cell := row.first(role)) and (match := _YEAR.search(cell.text)):
            return int(match[0]) if not (role == "date" and cell.text.startswith("1970-01-01")) else None
    return None
