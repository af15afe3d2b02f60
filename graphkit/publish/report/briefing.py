"""One page on one state or body: the few rows of a report that matter most to it, in words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from graphkit.analysis.base import Finding
from graphkit.analysis.gaps.strength_scale import Step
from graphkit.publish.report.layout import show_about, show_value
from graphkit.publish.report.pictures import shorten
from graphkit.publish.report.report import Report

LONGEST, LONGEST_QUOTE = 64, 170
"""Characters of an objective's name and of a wording: what fits on one sheet."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a briefing: what is said, a wording if one is quoted, the statements behind."""

    text: str
    quote: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its lines, or what to say where there is none."""

    title: str
    lines: tuple[Line, ...]
    empty: str


def make_parts(report: Report) -> list[Part]:
    """Return the parts of a briefing, in order."""
    return [_make(report, *spec) for spec in _PARTS]


Spec = tuple[str, str, int, str, Callable[[Report, Finding], Line], Callable[[list[Finding]], Iterable[Finding]]]


def _make(
    report: Report, title: str, name: str, most: int, empty: str,
    tell: Callable[[Report, Finding], Line], choose: Callable[[list[Finding]], Iterable[Finding]],
) -> Part:  # fmt: skip
    result = report.find(name)
    chosen = list(choose(list(result))) if result is not None else []
    room = most if report.focus.is_one_actor else max(1, most - 2)
    return Part(title, tuple(tell(report, f) for f in chosen[:room]), empty)


def _all(findings: list[Finding]) -> list[Finding]:
    return findings


def _highest(findings: list[Finding]) -> list[Finding]:
    told = [f for f in findings if f["step"] > Step.SILENT and f["count"]]
    return sorted(told, key=lambda f: (-f["step"], -f["count"], f["column"]))


def _about(report: Report, id: str) -> str:
    """Return an objective by its number and the first words of its name: the key of the matrix has all of it."""
    return shorten(show_about(report, id), LONGEST)


def _quote(report: Report, text: str, form: str) -> str:
    """Return the beginning of a wording; the list of statements has all of it."""
    return shorten(show_value(report, text, form), LONGEST_QUOTE)


def _who(report: Report, name: str) -> str:
    """Return whose line it is, where the page is about several."""
    return "" if report.focus.is_one_actor else f"{report.tell(name)}: "


def _furthest(report: Report, f: Finding) -> Line:
    noun = "statement" if f["count"] == 1 else "statements"
    about = _about(report, f["column"])
    told = report.tell(f"{f['count']} {noun}")
    return Line(f"{_who(report, f['row_title'])}{about}: {report.tell(f['step_title'])}, {told}", "", f.statements)


def _silent(report: Report, f: Finding) -> Line:
    sure = "" if f.confidence is None else report.tell(f" ({100 * f.confidence:.0f} % sure)")
    others = report.tell(str(f["detail"]).rpartition("; ")[2])
    return Line(f"{_who(report, f['actor_title'])}{_about(report, f['about'])}: {others}{sure}", "", f.statements)


def _pair(report: Report, f: Finding) -> Line:
    left, right = report.tell(f["left_title"]), report.tell(f["right_title"])
    one = right if f["left"] == report.focus.actors[0] else left
    names = one if report.focus.is_one_actor else f"{left} {report.tell('and')} {right}"
    goals = ", ".join(str(g).rpartition(":")[2] for g in f["shared_ids"][:6])
    more = " …" if len(f["shared_ids"]) > 6 else ""
    noun = "objective" if f["shared"] == 1 else "objectives"
    told = report.tell(f"{f['shared']} {noun}")
    return Line(f"{names}: {told} ({goals}{more}), {report.tell(_verdict(f))}", "", f.statements)


def _verdict(f: Finding) -> str:
    """Return what the test against chance says of a pair."""
    if not f["own"]:
        return "said jointly"
    if f["more_than_chance"] is None:
        return "which chance alone could give, too"
    return "more than by chance" if f["more_than_chance"] else "not more than chance could give"


def _ask(report: Report, f: Finding) -> Line:
    who = show_value(report, f["actors"], "names")
    return Line(
        report.tell(f"In {len(f['documents'])} documents, by {who}"),
        _quote(report, f["wording"], "quote"),
        f.statements,
    )


def _asked(report: Report, f: Finding) -> Line:
    who = show_value(report, f["speakers"], "names")
    of = "" if report.focus.is_one_actor else f" of {report.tell(f['actor_title'])}"
    text = f"{who or report.tell('A text')} ask{'s' if len(f['speakers']) < 2 else ''}{of}"
    return Line(report.tell(text), _quote(report, f["wording"], "quote"), f.statements)


def _route(report: Report, f: Finding) -> Line:
    reach = "" if report.focus.is_one_actor else f", reaches {show_value(report, f['covered'], 'names')}"
    on = report.tell(f", on {_about(report, f['objective'])}{reach}")
    return Line(f"{report.tell(f['title'])}{on}", "", f.statements)


_PARTS: tuple[Spec, ...] = (
    ("Goes furthest on", "coverage", 5, "None of its statements addresses an objective.", _furthest, _highest),
    (
        "Silent on",
        "gaps step-not-reached",
        5,
        "No silence is sure, or its own texts are too few to judge.",
        _silent,
        _all,
    ),
    ("Shares most with", "overlap", 4, "Too few statements to compare.", _pair, _all),
    ("Asks it shares with other documents", "asks", 3, "None was found.", _ask, _all),
    ("Others ask of it", "asked", 2, "No recommendation calls on it by name.", _asked, _all),
    ("Routes for its silent cells", "routes", 3, "No silent cell, or no route.", _route, _all),
)
