"""Matrices as pictures: rows, columns and cells with their places, ready to be drawn as SVG."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graphkit.analysis.base import Finding
from graphkit.analysis.gaps.strength_scale import STEPS, Step
from graphkit.publish.report.report import Report

CELL, HEIGHT, LABEL, HEAD, TOTAL = 27, 23, 296, 34, 62
"""Sizes in units of the picture: width and height of a cell, width of the row labels, height of the heads, totals."""
LONGEST = 42
OWN = "With texts of their own"
OPEN_BLANK = 0.8
"""A silent cell less sure than this is drawn with a broken line."""
UNSURE = f"silent, but less than {100 * OPEN_BLANK:.0f} % sure"
CAPTION = (
    "Numbers in cells count statements; ✓ is a mechanism taken part in that serves the objective, without a statement. "
    "At the right: objectives spoken of, of those within the scope of the actor’s texts."
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its place in the picture, its class, its mark, what it means in words, and where it leads."""

    x: int
    y: int
    style: str
    mark: str
    words: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a row or column: its place, what is drawn, and the whole name."""

    x: int
    y: int
    text: str
    name: str
    total: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A matrix with its size in units, its labels, cells and legend (class, mark, words)."""

    id: str
    title: str
    about: str
    width: int
    height: int
    rows: tuple[Label, ...]
    columns: tuple[Label, ...]
    bands: tuple[Label, ...]
    """Headings between the rows."""
    cells: tuple[Cell, ...]
    legend: tuple[tuple[str, str, str], ...]
    caption: str
    key: bool = False
    """Whether the columns are explained below the picture."""

    def table(self) -> list[tuple[str, list[str]]]:
        """Return the rows as a table: name of the row, marks of its cells."""
        marks = {(c.y, c.x): c.mark for c in self.cells}
        at = sorted(c.x - CELL // 2 for c in self.columns)
        return [(r.name, [marks.get((r.y, x), "") for x in at]) for r in self.rows]


def draw_coverage(report: Report) -> Picture | None:
    """Return the picture of the gap ladder: speakers with texts of their own first; None where there is no row."""
    result = report.find("coverage")
    if result is None or not len(result):
        return None
    columns = list(dict.fromkeys((f["column"], f["column_title"]) for f in result))
    by_row: dict[str, list[Finding]] = {}
    for f in result:
        by_row.setdefault(f["row"], []).append(f)
    shown = sorted((r for r in by_row.values() if any(f["step"] > Step.OUTSIDE for f in r)), key=_loudest)
    own = [row for row in shown if row[0]["row"] in report.speakers]
    rest = [row for row in shown if row[0]["row"] not in report.speakers]
    bands = [(OWN, own), ("Spoken of in the texts of others", rest)]
    return _draw(
        report, "coverage", "How far each actor goes on each objective",
        "Each cell shows the highest step that a statement reaches, and how many statements there are. The same cells "
        "stand in words under “What the matrix rests on”.",
        [(id.rpartition(":")[2], report.tell(title)) for id, title in columns], [b for b in bands if b[1]],
    )  # fmt: skip


def _loudest(row: Sequence[Finding]) -> tuple[int, int, str]:
    return (-sum(f["step"] > Step.SILENT for f in row), -sum(f["count"] for f in row), str(row[0]["row_title"]))


def _draw(
    report: Report,
    id: str,
    title: str,
    about: str,
    columns: list[tuple[str, str]],
    bands: list[tuple[str, list[list[Finding]]]],
) -> Picture:
    y = HEAD
    rows, heads, cells = [], [], []
    for name, found in bands:
        if len(bands) > 1:
            heads.append(Label(0, y + 16, report.tell(name), report.tell(name)))
            y += 24
        for row in found:
            rows.append(_label(report, row, y, len(columns), name == OWN))
            cells += [_cell(report, f, LABEL + CELL * j, y) for j, f in enumerate(row)]
            y += HEIGHT
        y += 6
    tops = tuple(Label(LABEL + CELL * j + CELL // 2, HEAD - 12, n, t) for j, (n, t) in enumerate(columns))
    width = LABEL + CELL * len(columns) + TOTAL
    legend = (
        *((_style(s), "", report.tell(s.title)) for s in STEPS),
        (_style(Step.SILENT, 0.0), "", report.tell(UNSURE)),
    )
    title, about, caption = map(report.tell, (title, about, CAPTION))
    return Picture(id, title, about, width, y, tuple(rows), tops, tuple(heads), tuple(cells), legend, caption, True)


def _label(report: Report, row: Sequence[Finding], y: int, columns: int, speaks: bool) -> Label:
    name = report.tell(str(row[0]["row_title"]))
    inside = sum(f["step"] > Step.OUTSIDE for f in row)
    spoken = sum(f["step"] > Step.SILENT and bool(f.statements) for f in row)
    total = report.tell(f"{spoken} of {inside}") if spoken < inside or speaks else str(spoken)
    return Label(LABEL + CELL * columns, y, shorten(name), name, total)


def _cell(report: Report, f: Finding, x: int, y: int) -> Cell:
    step = Step(int(f["step"]))
    mark = str(f["count"]) if f["count"] else "✓" if step > Step.SILENT else ""
    return Cell(x, y, _style(step, f["blank"]), mark, tell_cell(report, f), cell_id(f) if step > Step.SILENT else "")


def _style(step: Step, blank: float | None = None) -> str:
    unsure = " unsure" if step == Step.SILENT and blank is not None and blank < OPEN_BLANK else ""
    return f"step-{int(step)}{unsure}"


def tell_cell(report: Report, f: Finding) -> str:
    """Return a cell of the ladder in words."""
    number = f["column"].rpartition(":")[2]
    row, column, step = (report.tell(str(f[name])) for name in ("row_title", "column_title", "step_title"))
    words = f"{row}, {number} {column}: {step}"
    words += report.tell(f", {f['count']} statement{'' if f['count'] == 1 else 's'}") if f["count"] else ""
    return words + (report.tell(f", really silent with probability {f['blank']:.2f}") if f["blank"] is not None else "")


def cell_id(f: Finding) -> str:
    """Return the anchor of a cell's statements."""
    return "cell-" + f.id.rpartition(":")[2]


def shorten(name: str, longest: int = LONGEST) -> str:
    """Return a name cut at a word.

    >>> shorten("Regional Conference on Migration", 20)
    'Regional Conference…'
    """
    if len(name) <= longest:
        return name
    cut = name[:longest]
    return (cut[: cut.rfind(" ")] if " " in cut else cut[:-1]).rstrip(",; ") + "…"


def find_filled(findings: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    """Return the cells of the ladder that are not blank, row by row: title and cells."""
    rows: dict[str, list[Finding]] = {}
    for f in findings:
        if f["step"] > Step.SILENT:
            rows.setdefault(str(f["row_title"]), []).append(f)
    return sorted(rows.items())
