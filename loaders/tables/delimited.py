"""Text -> records of a delimited file: quotation marks kept right, one that never closes costs its record alone."""

import re
from collections import Counter
from dataclasses import dataclass

DELIMITERS = (",", ";", "\t", "|", ":")
_SAMPLE = 200
"""Records by which the delimiter is chosen."""
_LINE_END = re.compile(r"\r\n|\r|\n")
_NAMES = {"\t": "tab", ",": ",", ";": ";", "|": "|", ":": ":"}


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its cells, or None where a quotation mark in it does not close."""

    number: int
    """The row as a spreadsheet numbers it, from 1."""
    cells: tuple[str, ...] | None


class _Reader:
    """Reads one record after the other; the cost grows with the length of the text alone."""

    def __init__(self, text: str, delimiter: str) -> None:
        self.text, self.delimiter = text, delimiter
        mark, blank = re.escape(delimiter), r"[ \t]*" if delimiter != "\t" else " *"
        self._plain = re.compile(rf"[^{mark}\r\n]*")
        self._quoted = re.compile(blank + r'"([^"]*+(?:""[^"]*+)*+)"' + blank)
        self._opens = re.compile(blank + '"')

    def read(self, at: int) -> tuple[tuple[str, ...] | None, int, int]:
        """Return the cells of the record at an offset (None: unclosed), the offset after it, and after its line."""
        cells: list[str] = []
        text, delimiter = self.text, self.delimiter
        begin = at
        while True:
            quoted = self._opens.match(text, at)
            if quoted:
                match = self._quoted.match(text, at)
                if match is None or not self._ends(match.end()):
                    return None, self._next_line(begin), self._next_line(begin)
                cells.append(match[1].replace('""', '"'))
            else:
                match = self._plain.match(text, at)
                assert match is not None
                cells.append(match[0])
            at = match.end()
            if at < len(text) and text[at] == delimiter:
                at += 1
                continue
            return tuple(cells), self._next_line(at), self._next_line(begin)

    def _ends(self, at: int) -> bool:
        return at >= len(self.text) or self.text[at] == self.delimiter or self.text[at] in "\r\n"

    def _next_line(self, at: int) -> int:
        match = _LINE_END.search(self.text, at)
        return match.end() if match else len(self.text)


def read_records(text: str, delimiter: str, width: int | None = None, most: int | None = None) -> list[Record]:
    """Return the records of a text; ``width`` is the number of cells of its head, where that is known.

    A record whose quotation mark does not close, or which swallows lines and comes out of another width than the
    head, is given up alone: reading resumes at its second line.
    """
    reader = _Reader(text, delimiter)
    records: list[Record] = []
    at = 0
    while at < len(text) and (most is None or len(records) < most):
        cells, after, line = reader.read(at)
        if cells is not None and after > line and width is not None and len(cells) != width:
            cells, after = None, line
        records.append(Record(len(records) + 1, cells))
        at = after
    return records


def find_width(records: list[Record]) -> int:
    """Return the number of cells that most records have which have more than one; 1 where none has."""
    widths = Counter(len(r.cells) for r in records if r.cells and len(r.cells) > 1)
    return max(widths, key=lambda w: (widths[w], w), default=1)


def choose_delimiter(text: str) -> str:
    """Return the delimiter by which most records have the number of cells that their first wide one has."""
    scores = []
    for rank, delimiter in enumerate(DELIMITERS):
        records = read_records(text, delimiter, most=_SAMPLE)
        width = find_width(records)
        full = sum(r.cells is not None and len(r.cells) == width for r in records)
        share = full / max(len(records), 1) if width > 1 else 0.0
        scores.append((round(share, 1), width if share > 0.5 else 0, -rank, delimiter))
    return max(scores)[-1]


def find_line_ends(text: str) -> str:
    """Return ``LF``, ``CRLF``, ``CR`` or ``mixed``."""
    crlf = text.count("\r\n")
    kinds = {"CRLF": crlf, "CR": text.count("\r") - crlf, "LF": text.count("\n") - crlf}
    found = [kind for kind, count in kinds.items() if count]
    return found[0] if len(found) == 1 else "mixed" if found else "LF"


def name_delimiter(delimiter: str) -> str:
    """Return how to call a delimiter in a note."""
    return _NAMES.get(delimiter, delimiter)
