"""The sections of a report: each a few results, cut to what was asked about."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from graphkit.analysis.base import Finding, Result, make_finding
from graphkit.analysis.gaps.gaps import CHECKS
from graphkit.analysis.gaps.kinds import offered_kinds
from graphkit.analysis.gaps.strength_scale import Step
from graphkit.errors import InputError
from graphkit.publish.report.headline import make_headline
from graphkit.publish.report.material import Material
from graphkit.publish.report.standing import find_asked, find_documents, find_standing

GAP_TITLES = {
    "addressee-silent": "Asked by others, silent in their own texts",
    "challenge-partly-answered": "Challenges answered only in part, with the nearest acts",
    "group-without-commitment": "Groups named in challenges, but in no commitment",
    "mechanism-without-participants": "Mechanisms without known participants",
    "objective-unaddressed": "Objectives nobody acts on",
    "principle-unused": "Principles declared, never used",
    "recommendation-without-addressee": "Recommendations that neither say who is to act nor promise it",
    "step-not-reached": "Silent within the scope of their own texts",
}
"""Kind of gap -> heading; a kind without one keeps its name."""
ROUTES = 3
"""Routes for each objective."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: its results, or why it could not be made."""

    name: str
    title: str
    results: tuple[Result, ...] = ()
    missing: str = ""


Maker = Callable[[Material], Iterator[Result]]


def _read(m: Material) -> Iterator[Result]:
    yield find_documents(m.table)


def _standing(m: Material) -> Iterator[Result]:
    if m.focus.actors:
        yield find_standing(m.table, m.focus)
        yield find_asked(m.table, m.focus)


def _coverage(m: Material) -> Iterator[Result]:
    focus, whole = m.focus, m.coverage.result()
    rows, columns = set(focus.actors), set(focus.objectives)
    yield _cut(whole, lambda f: (not rows or f["row"] in rows) and (not columns or f["column"] in columns))


def _gaps(m: Material) -> Iterator[Result]:
    whole = m.gaps
    counts = Counter(str(f["kind"]) for f in whole)
    rows = [{"kind": kind, "title": GAP_TITLES.get(kind, kind), "count": counts[kind]} for kind in offered_kinds()]
    findings = tuple(make_finding("gap kinds", [row["kind"]], row, _behind(whole, row["kind"])) for row in rows)
    yield replace(
        whole, name="gap kinds", title="Gaps of each kind", columns=("kind", "title", "count"), findings=findings
    )
    for kind in offered_kinds():
        found = tuple(_ordered(m, kind, [f for f in whole if f["kind"] == kind]))
        if found:
            title = GAP_TITLES.get(kind, kind)
            yield replace(whole, name=f"gaps {kind}", title=title, findings=found, could_not_judge=(), methods=(),
                          notes=(_about(kind),))  # fmt: skip


def _about(kind: str) -> str:
    """Return what a check looks for, in the words of its own docstring."""
    return str(CHECKS[kind].__doc__ or kind).splitlines()[0]


def _behind(whole: Result, kind: Any) -> list[str]:
    return list(dict.fromkeys(s for f in whole if f["kind"] == kind for s in f.statements))


def _ordered(m: Material, kind: str, findings: list[Finding]) -> list[Finding]:
    """Return gaps with the most telling first: silences that many others do not share."""
    if kind != "step-not-reached":
        return findings
    said = {id: int(n) for id, n in zip(m.coverage.columns.ids, m.coverage.speaking(), strict=True)}
    told = [
        replace(f, values={**f.values, "detail": f"{f['detail']}; {said[f['about']]} others speak of it"})
        for f in findings
    ]
    return sorted(told, key=lambda f: (-said[f["about"]], -(f.confidence or 0.0)))


def _routes(m: Material) -> Iterator[Result]:
    """Yield the best routes for each objective on which some of the actors asked about are silent."""
    from graphkit.analysis.gaps.routes import find_routes

    c = m.coverage
    parts = []
    for j, goal in enumerate(c.columns.ids):
        silent = [id for id, step in zip(c.rows.ids, c.steps[:, j], strict=True) if step == Step.SILENT]
        wanted = [a for a in silent if m.focus.keeps_any([a])]
        if wanted and goal in (m.focus.objectives or (goal,)):
            parts.append(find_routes(m.table, goal, actors=wanted, coverage=c))
    if parts:
        yield replace(
            parts[0], title="Routes for silent cells, the best for each objective",
            findings=tuple(f for part in parts for f in part.findings[:ROUTES]), parameters={"most": ROUTES},
            could_not_judge=tuple(f"{part.title}: {line}" for part in parts for line in part.could_not_judge), notes=(),
        )  # fmt: skip


def _overlap(m: Material) -> Iterator[Result]:
    focus, overlap = m.focus, m.overlap
    goals = set(focus.objectives)
    priorities = overlap.column_result()
    yield _cut(priorities, lambda f: (not goals or f["column"] in goals) and focus.keeps_any(f["speaker_ids"]))
    pairs = overlap.pair_result()
    yield _cut(pairs, lambda f: (
        focus.keeps(f["left"], f["right"]) and (not goals or bool(goals & set(f["shared_ids"])))
    ))  # fmt: skip
    yield m.power
    yield _cut(_own_wordings(overlap.shared_result(most=len(pairs), each=3)), lambda f: (
        focus.keeps(f["left"], f["right"]) and (not goals or f["column"] in goals)
    ))  # fmt: skip


def _own_wordings(shared: Result) -> Result:
    """Return the shared priorities that both put in statements of their own, not in one issued jointly."""
    return replace(shared, findings=tuple(f for f in shared if f["left_statement"] != f["right_statement"]))


def _asks(m: Material) -> Iterator[Result]:
    whole = m.echoed.ask_result()
    yield _cut(whole, lambda f: m.focus.keeps_any(f["actors"]) and m.focus.on_objective(f.statements))


def _timeline(m: Material) -> Iterator[Result]:
    from graphkit.analysis.time.timeline import find_timeline

    whole = find_timeline(m.table)
    yield _cut(whole, lambda f: m.focus.keeps_any(f["actors"]) and m.focus.on_objective(f.statements))


def _clusters(m: Material) -> Iterator[Result]:
    from graphkit.analysis.clusters.brokers import find_brokers

    whole = m.clusters.result()
    yield _cut(whole, lambda f: m.focus.keeps_any(f["members"]))
    brokers = find_brokers(m.clusters)
    yield _cut(brokers, lambda f: m.focus.keeps_any([f["actor"]]))


def _cut(whole: Result, keep: Callable[[Finding], bool]) -> Result:
    """Return a result with the findings asked about; a line says how many they are."""
    kept = tuple(f for f in whole if keep(f))
    if len(kept) == len(whole):
        return whole
    return replace(whole, findings=kept, notes=(*whole.notes, f"{len(kept)} of {len(whole)} rows: those asked about."))


MAKERS: dict[str, tuple[str, Maker]] = {
    "read": ("What was read", _read),
    "standing": ("Where it stands", _standing),
    "coverage": ("Who goes how far on what", _coverage),
    "gaps": ("Gaps", _gaps),
    "routes": ("By whom gaps could be met", _routes),
    "overlap": ("Shared priorities", _overlap),
    "asks": ("Recurring asks", _asks),
    "timeline": ("Asks over the years", _timeline),
    "clusters": ("Cooperation clusters", _clusters),
}
"""Section -> its heading and what makes its results, in the order of the page."""
OF_KIND = {
    "gaps": ("read", "standing", "coverage", "gaps", "routes"),
    "overlap": ("read", "standing", "overlap", "asks", "clusters"),
    "all": tuple(MAKERS),
}
NEEDED = {"gaps": "gaps", "overlap": "overlap"}
"""Kind of report -> the section without which it makes no sense."""


def make_sections(material: Material) -> list[Section]:
    """Return the sections of a report, the main findings first.

    A section that the graph can't carry says why; InputError where it is the one that was asked for.
    """
    kind = material.focus.question.kind
    sections = [s for name in OF_KIND[kind] if (s := _make(material, name, kind)) is not None]
    results = [r for s in sections for r in s.results]
    return [Section("main", "Main findings", (make_headline(material, results),)), *sections]


def _make(material: Material, name: str, kind: str) -> Section | None:
    title, maker = MAKERS[name]
    try:
        results = tuple(maker(material))
    except InputError as error:
        if NEEDED.get(kind) == name:
            raise
        return Section(name, title, (), str(error))
    return Section(name, title, results) if results else None
