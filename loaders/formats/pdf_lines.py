"""Letters of a page -> its printed lines in reading order: words, columns, rows of tables with rules."""

from loaders.formats.pdf_columns import Printed, order_lines
from loaders.formats.pdf_letters import Sheet
from loaders.formats.pdf_words import Line, Word, find_words, make_rows
from loaders.formats.ruled import Shape, find_tables


def find_lines(sheet: Sheet, page: int) -> list[Line]:
    """Return the lines of a page in reading order; each row of a table with rules is one line."""
    words = list(find_words(sheet.letters))
    tables = [row for table in find_tables(sheet.shapes) for row in table]
    free: list[Word] = []
    for number, word in enumerate(words):
        place = ((word.left + word.right) / 2, word.base + word.size / 3)
        row, cell = next(((r, c) for r in tables if (c := r.find_cell(*place)) is not None), (None, None))
        if row is None or cell is None:
            free.append(word)
        else:
            row.held[cell].append(number)
    rows = [Printed([line]) for line in make_rows(free)]
    for row in tables:
        cells = tuple(tuple(make_rows([words[n] for n in held])) for held in row.held)
        if filled := [line for cell in cells for line in cell]:
            line = Line(filled[0].words, (row.top + row.bottom) / 2, filled[0].size, cells=cells)
            rows.append(Printed([line], True))
    rows.sort(key=lambda r: (-r.lines[0].base, r.lines[0].left))
    lines = list(order_lines([row for row in rows if row.lines[0].text.strip()], [0]))
    dots = [s for s in sheet.shapes if 0.5 < s.x1 - s.x0 < 8 and 0.5 < s.y1 - s.y0 < 8]
    for line in lines:
        line.page = page
        line.bullet = any(_comes_before(d, line) for d in dots)
    return lines


def _comes_before(dot: Shape, line: Line) -> bool:
    """Return whether a small drawing is where the bullet of a line would be."""
    low, high = line.base - 0.3 * line.size, line.base + line.size
    return low < dot.y0 and dot.y1 < high and 0 < line.left - dot.x1 < 2 * line.size
