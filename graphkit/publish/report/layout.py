"""Which columns of a result people are shown, under which headings, and in which form."""

from collections.abc import Sequence
from dataclasses import dataclass

from graphkit.analysis.base import Finding, Result, show
from graphkit.publish.report.citations import strip_layout
from graphkit.publish.report.report import Report

MOST_ROWS = 15
"""A table to read has at most so many rows; xlsx, CSV and JSON hold all."""
MOST_CITED = 2
"""A row to read cites at most so many statements; xlsx, CSV and JSON name all."""
MOST_NAMES = 12
LONGEST_QUOTE = 280
"""A wording in a table to read is cut here; the list of statements holds all of it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column to read: its key in the result, its heading, its form (see :func:`show_value`)."""

    key: str
    heading: str
    form: str = "text"


_GAP = (
    Column("actor_title", "Who"),
    Column("about", "On", "about"),
    Column("wording", "Wording", "quote"),
    Column("detail", "Found", "quote"),
)
_SHOWN: dict[str, tuple[Column, ...]] = {
    "asked": (
        Column("actor_title", "Who is asked"),
        Column("wording", "Wording", "quote"),
        Column("speakers", "Asked by", "names"),
    ),
    "asks": (
        Column("wording", "Representative wording", "quote"),
        Column("actors", "Who says it", "names"),
        Column("count", "Wordings", "number"),
        Column("documents", "Documents", "count"),
        Column("since", "Since", "year"),
    ),
    "brokers": (
        Column("title", "Who"),
        Column("role", "Role"),
        Column("cluster", "Cluster", "number"),
        Column("betweenness", "Betweenness", "share"),
        Column("participation", "Participation", "share"),
    ),
    "clusters": (
        Column("cluster", "No.", "number"),
        Column("member_titles", "Members", "all"),
        Column("stands_for", "Stands for", "list"),
        Column("stability", "Stability", "share"),
        Column("verdict", "Verdict"),
    ),
    "documents": (
        Column("title", "Document"),
        Column("year", "Year", "year"),
        Column("statements", "Statements", "number"),
        Column("recommendation", "Recommendations", "number"),
        Column("practice", "Practices", "number"),
        Column("challenge", "Challenges", "number"),
        Column("share_read", "Share read", "share"),
    ),
    "gap kinds": (Column("title", "Kind"), Column("count", "Number", "number")),
    "overlap": (
        Column("left_title", "One"),
        Column("right_title", "Other"),
        Column("weight", "Likeness", "share"),
        Column("shared", "Shared", "number"),
        Column("joint", "Only jointly", "number"),
        Column("expected", "By chance", "decimal"),
        Column("detectable", "Least to tell", "least"),
        Column("more_than_chance", "More than chance", "verdict"),
    ),
    "power": (
        Column("columns", "What is shared"),
        Column("number", "Columns", "number"),
        Column("rows", "Actors", "number"),
        Column("pairs", "Pairs", "number"),
        Column("beyond", "More than chance", "number"),
        Column("able", "Could be told", "number"),
        Column("needed", "Agreement needed", "agreement"),
        Column("planted", "Pairs planted", "number"),
        Column("found", "Found", "number"),
        Column("power", "Power"),
        Column("who", "Who", "all"),
    ),
    "priorities": (
        Column("column", "Objective", "about"),
        Column("speakers", "Actors", "number"),
        Column("count", "Statements", "number"),
        Column("speaker_ids", "Who", "names"),
    ),
    "routes": (
        Column("objective", "On", "about"),
        Column("title", "Body or mechanism"),
        Column("covered", "Reaches", "names"),
        Column("uncovered", "Leaves out", "names"),
        Column("score", "Score", "share"),
        Column("reason", "Because"),
    ),
    "shared priorities": (
        Column("column", "On", "about"),
        Column("left", "One", "name"),
        Column("left_text", "One says", "quote"),
        Column("right", "Other", "name"),
        Column("right_text", "Other says", "quote"),
    ),
    "standing": (Column("relation", "Relation"), Column("other_title", "With")),
    "timeline": (
        Column("wording", "First wording", "quote"),
        Column("years", "Years", "years"),
        Column("status", "Course"),
        Column("into_practice", "Became practice", "yes"),
        Column("actors", "Who", "names"),
    ),
}  # fmt: skip


TOLD = ("about", "name", "names", "all", "list")
"""Forms whose value is made in the language of the report."""
_UNKNOWN = {"text": "", "quote": "", "about": "", "verdict": "not tested", "least": "none would do",
            "agreement": "none would do"}  # fmt: skip
"""Form -> what stands where there is no value, if not ``unknown``."""


def find_columns(result: Result) -> tuple[Column, ...]:
    """Return the columns of a result to read, without those that are empty in every row."""
    named = _GAP if result.name.startswith("gaps ") else _SHOWN.get(result.name)
    columns = named or tuple(Column(c, c.replace("_", " ")) for c in result.columns)
    kept = tuple(c for c in columns if any(f.values.get(c.key) not in (None, [], ()) for f in result))
    sure = (Column("", "Certainty", "share"),) if any(f.confidence is not None for f in result) else ()
    return (*kept, *(() if result.name in ("clusters", "coverage") else sure))


def show_cell(report: Report, finding: Finding, column: Column) -> str:
    """Return a cell as people read it; what is not known says so."""
    value = finding.values.get(column.key) if column.key else finding.confidence
    if column.form == "verdict" and finding.values.get("own") and not value and finding["detectable"] is None:
        return report.tell("can't be told")
    if value is None:
        return report.tell(_UNKNOWN.get(column.form, "unknown"))
    shown = show_value(report, value, column.form)
    told = column.form in TOLD or (column.form == "quote" and column.key != "detail")
    return shown if told else report.tell(shown)


def show_value(report: Report, value: object, form: str) -> str:
    """Return a value in a form.

    ``quote``, ``about``, ``name``, ``names``, ``all``, ``list``, ``count``, ``number``, ``decimal``, ``share``,
    ``year``, ``years``, ``yes``, ``verdict``, ``least``, ``agreement``; anything else as
    :func:`graphkit.analysis.base.show` does.
    """
    if isinstance(value, list | tuple):
        return _show_list(report, value, form)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _show_number(value, form)
    if form == "about":
        return show_about(report, str(value))
    if form == "name":
        return report.name(str(value))
    return _clip(strip_layout(str(value))) if form == "quote" else show(value)


def _clip(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1].rsplit(" ", 1)[0] + " …"


def _show_list(report: Report, value: Sequence[object], form: str) -> str:
    if form == "count":
        return str(len(value))
    shown = [report.name(str(v)) if form == "names" else report.tell(str(v)) for v in value]
    most = MOST_NAMES if form == "names" else len(shown)
    more = report.tell(f" and {len(shown) - most} more") if len(shown) > most else ""
    return ("; " if form == "list" else ", ").join(shown[:most]) + more


def _show_number(value: float, form: str) -> str:
    if form == "year":
        return str(value)
    if form in ("share", "agreement"):
        return f"{100 * value:.0f} %"
    return f"{value:.1f}" if form == "decimal" else f"{value:,}" if isinstance(value, int) else show(value)


def show_about(report: Report, id: str) -> str:
    """Return what a gap is about: an objective with its number, else the name."""
    objectives = report.focus.table.axes["objective"].positions
    return f"{id.rpartition(':')[2]} {report.name(id)}" if id in objectives else report.name(id)
