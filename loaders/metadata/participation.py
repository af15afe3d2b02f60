"""Tables of who took part: each name with its place, the capacity it is listed in, and a check of the counts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphkit.issues import Issue
from graphkit.text.document import Block, Participation, Span, plain_text
from loaders.metadata.names import split_names

_NAMES = re.compile(
    r"(?:countries|states|authors?|institutions?|participants?|members|organi[sz]ations?|delegations?|agencies"
    r"|pa[ií]ses|estados|autor(?:es|as)?|instituci[oó]n(?:es)?|participantes|miembros|organizaci[oó]n(?:es)?"
    r"|delegaci[oó]n(?:es)?|agencias)\W*$",
    re.IGNORECASE,
)
_PERSON = re.compile(r"names?\W*$|nombres?\W*$|persons?\W*$|personas?\W*$", re.IGNORECASE)
_COUNT = re.compile(r"(?:n\W{0,2}[º°o]?|no|num(?:ber)?|n[uú]m(?:ero)?|count|total|cantidad)\W*$", re.IGNORECASE)
_TOTAL = re.compile(r"(?:grand )?totale?s?\W*$", re.IGNORECASE)
_CAPTION = re.compile(r"\W*(?:table|tabla|cuadro)\s+\w+", re.IGNORECASE)
_PRESENT = re.compile(r"particip|represent|attend|delega|submitted|present|asist|autor|author", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of participants: its caption, which columns hold capacity, names and count, and its rows."""

    caption: str
    capacity: int | None
    """None where the table names persons, who are not kept: whom they came for took part."""
    names: int
    count: int | None
    width: int
    rows: tuple[Block, ...]


def find_participation(name: str, text: str, blocks: Sequence[Block]) -> tuple[list[Participation], list[Issue]]:
    """Return the participants that the tables of a text name, and an issue for each count that does not add up."""
    found: list[Participation] = []
    issues: list[Issue] = []
    for table in _find_tables(text, blocks):
        listed = 0
        for row in table.rows:
            if _TOTAL.match(_cell(text, row.cells[0])):
                issues.extend(_check(name, text, table, "TOTAL", listed, row.cells[-1], "the rows add up to"))
            elif len(row.cells) == table.width:
                people, wrong = _read_row(name, text, table, row)
                found.extend(people)
                issues.extend(wrong)
                listed += _number(text, row.cells[table.count]) or 0 if table.count is not None else 0
            else:
                reason = f"{table.caption[:60]}: a row of other columns is left out"
                issues.append(Issue("load", f"{name}, character {row.start}", reason, "warning"))
    return found, issues


def _find_tables(text: str, blocks: Sequence[Block]) -> Iterator[Table]:
    rows: list[Block] = []
    for block in (*blocks, None):
        if block is not None and (block.kind == "row" or (rows and block.kind == "furniture")):
            rows.extend([block] if block.kind == "row" and block.cells else ())
            continue
        if rows and (table := _make_table(text, blocks, rows)):
            yield table
        rows = []


def _make_table(text: str, blocks: Sequence[Block], rows: list[Block]) -> Table | None:
    """Return rows as a table of participants, or None where their head says that they are another table."""
    head = [_cell(text, c) for c in rows[0].cells]
    caption = _find_caption(text, blocks, rows[0])
    names = next((i for i, c in reversed(list(enumerate(head))) if _NAMES.match(c)), None)
    if names is None or len(head) < 2 or not _PRESENT.search(caption + " " + head[names]):
        return None
    count = next((i for i, c in enumerate(head) if _COUNT.match(c)), None)
    capacity = next((i for i in range(len(head)) if i not in (names, count)), None)
    if capacity is None:
        return None
    if _PERSON.match(head[capacity]):
        capacity = None
    return Table(caption, capacity, names, count, len(head), tuple(rows[1:]))


def _find_caption(text: str, blocks: Sequence[Block], head: Block) -> str:
    """Return the line 'Table N …' that stands before a table, at most three blocks up; else the heading above it."""
    before = [b for b in blocks[max(0, head.index - 3) : head.index] if b.kind != "row"]
    for block in reversed(before):
        if _CAPTION.match(wording := plain_text(text[block.start : block.end])):
            return wording
    above = blocks[head.headings[-1]] if head.headings else None
    return plain_text(text[above.start : above.end]) if above else ""


def _read_row(name: str, text: str, table: Table, row: Block) -> tuple[list[Participation], list[Issue]]:
    cell = row.cells[table.names]
    count = row.cells[table.count] if table.count is not None else None
    spans = split_names(text, cell.start, cell.end, _number(text, count) if count else None)
    capacity = "participant" if table.capacity is None else plain_text(_cell(text, row.cells[table.capacity]))
    people = [Participation(_cell(text, s), s.start, s.end, capacity, table.caption) for s in spans]
    return people, _check(name, text, table, capacity, len(spans), count)


def _check(
    name: str, text: str, table: Table, row: str, listed: int, count: Span | None, found: str = "listed are"
) -> list[Issue]:
    stated = _number(text, count) if count else None
    if stated is None or not listed or stated == listed:
        return []
    reason = f"{table.caption[:60]}: row '{row[:60]}' states {stated}, {found} {listed}"
    return [Issue("load", f"{name}, character {count.start if count else 0}", reason, "warning")]


def _number(text: str, cell: Span) -> int | None:
    digits = re.sub(r"[\s.,]", "", _cell(text, cell))
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 9 else None


def _cell(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].replace("**", "").split())
