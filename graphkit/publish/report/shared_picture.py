"""The matrix of actors that share objectives, as a picture."""

from graphkit.analysis.base import Finding, Result
from graphkit.publish.report.pictures import CELL, HEAD, HEIGHT, LABEL, Cell, Label, Picture, shorten
from graphkit.publish.report.report import Report

MOST = 30
"""Actors in the picture: those that share most."""
LEAST = 3
"""With fewer actors the table of pairs says it all."""
STEPS = 5
LONGEST = 36
"""Characters of a name beside its number."""
GAP = 6
"""Below the last row, in units of the picture."""


def draw_overlap(report: Report) -> Picture | None:
    """Return the picture of the pairs; None where the report is about one actor, or too few share anything."""
    result = report.find("overlap")
    if result is None or report.focus.is_one_actor:
        return None
    names = {id: report.tell(title) for id, title in _choose(result).items()}
    if len(names) < LEAST:
        return None
    place = {id: n for n, id in enumerate(names)}
    shown = [f for f in result if f["left"] in place and f["right"] in place]
    cells = [
        _cell(report, f, place[row], place[column])
        for f in shown
        for row, column in ((f["left"], f["right"]), (f["right"], f["left"]))
    ]
    sums = {id: sum(id in (f["left"], f["right"]) for f in result) for id in names}
    edge = LABEL + CELL * len(names)
    rows = tuple(
        Label(edge, HEAD + HEIGHT * n, f"{shorten(title, LONGEST)}  {n + 1}", title, str(sums[id]))
        for n, (id, title) in enumerate(names.items())
    )
    columns = tuple(
        Label(LABEL + CELL * n + CELL // 2, HEAD - 12, str(n + 1), title) for n, title in enumerate(names.values())
    )
    about = f"Each cell shows how many objectives two actors share; the {len(names)} actors that share most."
    title = report.tell("Who shares objectives with whom")
    return Picture(
        "overlap", title, report.tell(about), edge + 62, HEAD + HEIGHT * len(names) + GAP, rows, columns,
        (), tuple(sorted(cells, key=lambda c: (c.y, c.x))), _legend(report), report.tell(_CAPTION),
    )  # fmt: skip


_CAPTION = (
    "Numbers in cells count shared objectives; the shade is the likeness of what both speak of. A row and "
    "its column have one number. At the right: with how many actors something is shared."
)


def _choose(result: Result) -> dict[str, str]:
    """Return id -> name of the actors that share most."""
    weight: dict[str, float] = {}
    titles: dict[str, str] = {}
    for f in result:
        for side in ("left", "right"):
            weight[f[side]] = weight.get(f[side], 0.0) + f["weight"]
            titles[f[side]] = str(f[f"{side}_title"])
    return {id: titles[id] for id in sorted(weight, key=lambda id: (-round(weight[id], 6), id))[:MOST]}


def _cell(report: Report, f: Finding, row: int, column: int) -> Cell:
    ends = (report.tell(str(f["left_title"])), report.tell(str(f["right_title"])))
    one, other = ends if row <= column else ends[::-1]
    beyond = ", more than chance" if f["more_than_chance"] else "" if f["own"] else ", in joint statements only"
    noun = "objective" if f["shared"] == 1 else "objectives"
    words = report.tell(f"{one} and {other}: {f['shared']} {noun} shared, likeness {100 * f['weight']:.0f} %{beyond}")
    return Cell(LABEL + CELL * column, HEAD + HEIGHT * row, _style(f), str(f["shared"]), words)


def _style(f: Finding) -> str:
    more = " beyond" if f["more_than_chance"] else "" if f["own"] else " jointly"
    return f"like-{min(int(f['weight'] * STEPS) + 1, STEPS)}{more}"


def _legend(report: Report) -> tuple[tuple[str, str, str], ...]:
    steps = tuple(
        (f"like-{n}", "", f"{100 * (n - 1) // STEPS}–{100 * n // STEPS} % alike") for n in range(1, STEPS + 1)
    )
    marks = (("like-1 jointly", "", "in joint statements only"), ("like-1 beyond", "", "more than chance"))
    return tuple((style, mark, report.tell(words)) for style, mark, words in (*steps, *marks))
