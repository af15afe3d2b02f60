"""Rows of tables: the row that heads each, and the column of a cell."""

from functools import lru_cache

from graphkit.match.phrases import Hit
from graphkit.read.statements.folded_text import Page
from graphkit.text.document import Block, Document, Span

PROMISED_COLUMN = "promised"
"""Name of the cue of a column in which those whom the row names bind themselves."""


def find_table_heads(document: Document) -> dict[int, Block]:
    """Return the index of each further row of a table -> its first row.

    Only page furniture may stand between two rows; a rule ("|---|") under a row makes it the first of a table.
    """
    heads: dict[int, Block] = {}
    head: Block | None = None
    last: Block | None = None
    for block in document.blocks:
        if block.kind == "row":
            head = block if head is None or _is_apart(document.text, last, block) else head
            if block is not head:
                heads[block.index] = head
            last = block
        elif block.kind != "furniture":
            head = last = None
        elif last is not None and not document.text[block.start : block.end].strip("|-: "):
            head = last
            heads.pop(last.index, None)
    return heads


def _is_apart(text: str, last: Block | None, row: Block) -> bool:
    """Return whether a row begins another table: after a blank line on the same page, with other columns."""
    if last is None:
        return False
    between = text[last.end : row.start]
    return between.count("\n") > 1 and "\f" not in between and _columns(text, last) != _columns(text, row)


def _columns(text: str, row: Block) -> int:
    line = text[row.start : row.end]
    return line.count("|") or line.count("\t")


def find_column(text: str, at: int) -> int:
    """Return the column in which an offset of a row stands, from 0; empty cells count."""
    before = text[text.rfind("\n", 0, at) + 1 : at]
    bars = before.lstrip("> ")
    return bars.count("|") - bars.startswith("|") if "|" in bars else before.count("\t")


def find_heading_cue(page: Page, row: Block, at: int) -> Hit | None:
    """Return what the heading of the column says in which an offset of a row stands."""
    head = _get_heads(page).get(row.index)
    column = find_column(page.document.text, at)
    over = next((c for c in head.cells if find_column(page.document.text, c.start) == column), None) if head else None
    found = page.hits("column", *page.place(Span(over.start, over.end))) if over else []
    return found[0] if found else None


@lru_cache(maxsize=1)
def _get_heads(page: Page) -> dict[int, Block]:
    return find_table_heads(page.document)
