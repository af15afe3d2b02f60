"""The door for tables: CSV and its kin, workbooks, JSON, JSON lines, Parquet; the content decides, not the ending."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graphkit.errors import InputError, UnknownNameError
from graphkit.issues import Issue, Remarks
from graphkit.text.document import Document
from graphkit.text.rows import RowForm
from loaders.formats.decoding import is_binary
from loaders.formats.file_loader import MEGABYTE, read_bytes
from loaders.metadata.metadata import FIELDS, Fields, check_fields
from loaders.tables.delimited import choose_delimiter, find_line_ends, find_width, name_delimiter, read_records
from loaders.tables.dna import open_dna
from loaders.tables.encoding import decode_table
from loaders.tables.gather import make_documents
from loaders.tables.grid import MOST_ROWS, Grid, Opened
from loaders.tables.layout import Layout, NoTextsError, find_layout, tell_no_texts
from loaders.tables.raw_rows import RawRow, find_personal, read_raw_rows
from loaders.tables.refi import open_refi
from loaders.tables.settings import OPTIONS, Settings, closed_values, read_settings
from loaders.tables.sniff import find_form
from loaders.tables.structured import open_json, open_json_lines, open_parquet
from loaders.tables.uima import open_uima
from loaders.tables.workbook import open_workbook

LIMIT = 200 * MEGABYTE
"""Bytes of the largest table that is opened."""


@dataclass(frozen=True, slots=True)
class Table:
    """A file as read: its raw rows, how each grid was read, what is to be said."""

    path: Path
    media: str
    rows: Sequence[RawRow]
    layouts: Sequence[tuple[Grid, Layout]]
    settings: Settings
    issues: Sequence[Issue]
    sha256: str


@dataclass(frozen=True, slots=True)
class TableDoor:
    """A loader of tables, whatever the kind of file."""

    name: str = "table"
    options: frozenset[str] = OPTIONS

    def accepts(self, path: Path, head: bytes) -> float:
        """Return how well a file fits, 0 to 1: by its first bytes, and of delimited text by its ending or headings."""
        return find_form(path, head)[1]

    def load(self, path: Path, **options: str) -> Document:
        """Return the document of a table; InputError where the file holds several (then ``load_all``)."""
        documents = self.load_all(path, **options)
        if len(documents) > 1:
            names = ", ".join(d.metadata.title for d in documents[:3])
            raise InputError(f"{path}: holds {len(documents)} documents ({names} …). Use load_documents or a build.")
        return documents[0]

    def load_all(self, path: Path, **options: str) -> Sequence[Document]:
        """Return the documents of a table; the issues of the file are those of the first."""
        options.pop("password", None)  # a workbook with a password is refused with what to do
        fields = _check_metadata({k: v for k, v in options.items() if k not in OPTIONS})
        table = read_table(path, options)
        form = _make_form(table, fields)
        sheets = len({row.sheet for row in table.rows})
        documents, equal = make_documents(path, table.media, table.sha256, table.rows, form, fields, sheets)
        issues = (*table.issues, *equal, *_speakers(path, form))
        return [replace(documents[0], issues=issues), *documents[1:]]

    def describe(self, path: Path, **options: str) -> Mapping[str, object]:
        """Return the mapping detected, in the form of a mapping file."""
        table = read_table(path, options)
        grid, layout = table.layouts[0]
        columns: dict[str, object] = {}
        for column, role in sorted(layout.roles.items(), key=lambda item: (item[1] != "text", item[0])):
            columns.setdefault(role, [])
            columns[role].append(layout.heading(column))  # type: ignore[attr-defined]
        found: dict[str, object] = {"head": layout.head.number} if grid.keys is None else {}
        found |= {"sheet": [g.sheet for g, _ in table.layouts if g.sheet]} if grid.sheet else {}
        found |= {"profile": layout.profile} if layout.profile else {}
        return {**found, "columns": {r: h[0] if len(h) == 1 else h for r, h in columns.items()}}  # type: ignore[arg-type, index]


def _check_metadata(options: Mapping[str, str]) -> Fields:
    known = (*FIELDS, "addressees")
    for name in options:
        if name not in known:
            raise UnknownNameError("metadata field", name, [*known, *OPTIONS])
    asked = str(options.get("addressees", ""))
    fields = check_fields({k: v for k, v in options.items() if k != "addressees"}, "--meta")[0]
    people = tuple(p.strip() for p in asked.split(";" if ";" in asked else ",") if p.strip())
    return fields | ({"addressees": people} if people else {})


def read_table(path: Path, options: Mapping[str, str]) -> Table:
    """Return the rows of a file with the role of each cell.

    InputError where no sheet has a column of texts, where two columns may be it, or the file can't be read.
    """
    settings = read_settings(options)
    data = read_bytes(path, LIMIT)
    opened = _open(path, data, settings)
    remarks_of: list[tuple[str, Remarks]] = []
    rows: list[RawRow] = []
    layouts: list[tuple[Grid, Layout]] = []
    issues: list[Issue] = []
    left: list[NoTextsError] = []
    for grid in _chosen(path, opened.grids, settings):
        try:
            layout = find_layout(grid, settings)
        except NoTextsError as error:
            left.append(error)
            issues.append(Issue("table", path.name, f"sheet {grid.sheet} left out (no column of texts)"))
            continue
        except InputError as error:
            sheet = f", sheet {grid.sheet}" if grid.sheet else ""
            raise InputError(f"{path}{sheet}: {error}") from error
        place = f"{path.name}, {grid.sheet}" if grid.sheet else path.name
        remarks = Remarks()
        for number in grid.broken:
            remarks.add("error", "quotation mark is not closed; row left out", number, lost=True)
        rows += read_raw_rows(grid, layout, settings, remarks)
        layouts.append((grid, layout))
        remarks_of.append((place, remarks))
        issues += [*grid.issues, *(Issue("table", place, n) for n in _notes(grid, layout))]
    if not layouts:
        found = next((e.headings for e in left if e.headings), [])
        raise InputError(f"{path}: {tell_no_texts(found)}")
    if not rows:
        raise InputError(f"{path}: the column of texts is blank in every row. Say --columns text=… or mend the file.")
    issues = [*_opening(path, opened, layouts), *issues, *(i for p, r in remarks_of for i in r.issues(p))]
    return Table(path, opened.media, rows, layouts, settings, issues, hashlib.sha256(data).hexdigest())


def _open(path: Path, data: bytes, settings: Settings) -> Opened:
    form = find_form(path, data[:8192])[0]
    if form == "workbook":
        return open_workbook(path, data)
    if form == "parquet":
        return open_parquet(path, data)
    if form == "dna":
        return open_dna(path, data)
    if form == "refi":
        return open_refi(path, data)
    if form == "uima":
        return open_uima(path, data)
    if form == "json":
        return open_json(path, data, settings.encoding)
    if form == "json-lines":
        return open_json_lines(path, data, settings.encoding)
    return _open_delimited(path, data, settings)


def _open_delimited(path: Path, data: bytes, settings: Settings) -> Opened:
    if is_binary(data[:8192]) and settings.encoding is None and b"\0" not in data[:64]:
        raise InputError(f"{path}: is a binary file, not a table. Give it as CSV, XLSX, ODS, JSON or Parquet.")
    decoded = decode_table(str(path), data, settings.encoding)
    delimiter = settings.delimiter or choose_delimiter(decoded.text)
    first = read_records(decoded.text, delimiter, most=500)
    records = read_records(decoded.text, delimiter, find_width(first), MOST_ROWS + 1)
    if len(records) > MOST_ROWS:
        raise InputError(f"{path}: has more than {MOST_ROWS:,} rows. Split it.")
    rows = [(r.number, r.cells) for r in records if r.cells is not None and any(c.strip() for c in r.cells)]
    broken = [r.number for r in records if r.cells is None]
    ends = find_line_ends(decoded.text)
    notes = [decoded.note] if decoded.note else []
    notes += [f"line ends {ends}"] if ends in ("CR", "mixed") else []
    notes += [f"delimiter {name_delimiter(delimiter)}"] if notes and delimiter not in ",\t" else []
    grid = Grid(None, list(rows), broken=tuple(broken))
    return Opened((grid,), tuple(notes))


def _chosen(path: Path, grids: Sequence[Grid], settings: Settings) -> Sequence[Grid]:
    if not settings.sheets:
        return grids
    names = [g.sheet for g in grids if g.sheet]
    for wanted in settings.sheets:
        if wanted not in names:
            raise UnknownNameError(f"sheet of {path.name}", wanted, names)
    return [g for g in grids if g.sheet in settings.sheets]


def _opening(path: Path, opened: Opened, layouts: Sequence[tuple[Grid, Layout]]) -> list[Issue]:
    """Return one note on how the file was read, where that was not obvious."""
    titles = dict.fromkeys(str(layout.data["title"]) for _, layout in layouts if layout.data)
    parts = [*opened.notes, *(f"roles by headings of {title}" for title in titles)]
    return [Issue("table", path.name, "; ".join(parts))] if parts else []


def _notes(grid: Grid, layout: Layout) -> list[str]:
    personal = find_personal(grid, layout)
    notes = [*layout.notes]
    for column, heading in enumerate(layout.head.headings):
        if column in layout.roles:
            continue
        if not heading:
            # Not kept: the column in which pandas numbers the rows would make equal rows differ.
            filled = any(column < len(v) and v[column] for _, v in grid.rows[layout.head.first :])
            notes += [f"column {layout.heading(column)} has no heading and is left out"] if filled else []
        elif column in personal:
            notes.append(f"column {heading} left out (personal data)")
        elif not any(note.startswith(f"column {heading} is kept") for note in layout.notes):
            notes.append(f"column {heading} has no role; kept as data of the row")
    return notes


def _make_form(table: Table, fields: Fields) -> RowForm:
    """Return what holds for all rows: what is asked for, else what the profile says."""
    settings, layout = table.settings, table.layouts[0][1]
    data = layout.data
    roles = frozenset(role for _, x in table.layouts for role in x.roles.values())
    values = {role: closed_values(role, settings.values.get(role, {})) for role in ("response", "kind", "strength")}
    constant = {"issuer": "issuers", "addressee": "addressees", "year": "year", "date": "date"}
    constants = {role: _as_texts(fields[name]) for role, name in constant.items() if name in fields}
    return RowForm(
        profile=layout.profile or "table",
        kind=settings.kind or data.get("kind"),
        coder=settings.coder or data.get("coder"),
        roles=roles,
        states=frozenset(h for _, x in table.layouts for h in x.states),
        splits={**data.get("splits", {}), **settings.splits},
        values=values,
        names={**data.get("names", {}), **settings.names},
        codes=settings.codes,
        has_codebook=settings.has_codebook,
        own=data.get("own", False) if settings.own is None else settings.own,
        closing=data.get("closing", "issuer" not in roles) if settings.closing is None else settings.closing,
        constants=constants,
    )


def _as_texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)


def _speakers(path: Path, form: RowForm) -> list[Issue]:
    if "issuer" in form.roles or "issuer" in form.constants or form.profile == "thematic-list":
        return []
    return [Issue("table", path.name, "who speaks is not stated (no column of issuers)", "warning")]


loader = TableDoor()
