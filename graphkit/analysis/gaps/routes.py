"""By whom a gap could be met: bodies and mechanisms that hold the actors concerned and touch the objective."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from graphkit.analysis.base import Finding, Method, Result, make_finding
from graphkit.analysis.checks import find_body, find_node, find_voice
from graphkit.analysis.columns import Axis, Ints, Table, Ties, as_table
from graphkit.analysis.gaps.coverage import Coverage, find_coverage
from graphkit.analysis.gaps.gaps import find_members
from graphkit.analysis.gaps.strength_scale import Step
from graphkit.errors import InputError
from graphkit.graph.graph import Graph

COLUMNS = ("route", "title", "kind", "objective", "covered", "uncovered", "score", "reason")

MANY, NEARLY_ALL = 20, 0.9
"""With so many States in the graph, who holds this share of them is no route to anybody in particular."""

METHOD = Method(
    "route",
    "score = c (1 - 2^-e), c = share of the actors concerned that are members or participants (or members of a "
    "participating body), e = 2 if reference data say that it serves the objective (a body: that a mechanism it takes "
    "part in does) + number of statements on the objective that it issues or that name it; only c > 0 and e > 0",
    "graphkit",
)


@dataclass(frozen=True, slots=True)
class _Route:
    """A body or mechanism with those it holds and why it touches the objective."""

    axis: Axis
    position: int
    kind: str
    held: frozenset[str]
    statements: tuple[str, ...]
    serves: bool
    by: tuple[str, ...] = ()
    """For a body: titles of the mechanisms it takes part in that serve the objective."""

    def score(self, concerned: list[str]) -> float:
        evidence = 2 * self.serves + len(self.statements)
        return len(self.held & set(concerned)) / len(concerned) * (1 - 2.0**-evidence)

    def reason(self) -> str:
        means = f"takes part in {', '.join(self.by)}" if self.by else "its mandate"
        parts = [f"serves the objective: {means}"] if self.serves else []
        if self.statements:
            parts.append(f"{len(self.statements)} statements on the objective by it or naming it")
        return "; ".join(parts)


def find_routes(
    source: Graph | Table,
    objective: str,
    *,
    actors: Iterable[str] = (),
    body: str | None = None,
    below: Step = Step.MENTIONED,
    coverage: Coverage | None = None,
) -> Result:
    """Return the routes for an objective, the best first, each with the actors it leaves uncovered.

    ``actors``: whom to reach (ids or names); else the members of ``body``; else all whose own texts stay below a step.
    InputError where nobody is left to reach.
    """
    table = as_table(source)
    goal = find_node(table.axes["objective"], objective)
    cover = coverage or find_coverage(table)
    concerned = _concerned(table, cover, goal, list(actors), body, below)
    routes, broad = _list_routes(table, goal)
    routes, broad = ([r for r in part if r.score(concerned) > 0] for part in (routes, broad))
    routes.sort(key=lambda r: (-r.score(concerned), len(r.held), r.axis.ids[r.position]))
    goal_id = table.axes["objective"].ids[goal]
    title = f"Routes for {goal_id}, {table.axes['objective'].titles[goal]}"
    found = tuple(_finding(r, goal_id, concerned) for r in routes)
    reached = {a for r in routes for a in r.held}
    left = [a for a in concerned if a not in reached]
    notes = (f"Concerned: {', '.join(concerned)}.",)
    unknown = _unknown(table, goal)
    open_points = (
        *([f"No route reaches {', '.join(left)}."] if left else []),
        *([f"Work on {goal_id}, but who takes part is not known: {', '.join(unknown)}."] if unknown else []),
    )
    if broad:
        names = ", ".join(r.axis.titles[r.position] for r in broad)
        line = f"Left out, since they hold nearly all States and have no mandate for it: {names}."
        open_points = (*open_points, line)
    parameters = {"objective": goal_id, "actors": concerned, "body": body, "below": int(below)}
    return Result("routes", title, COLUMNS, found, (METHOD,), parameters, open_points, notes)


@dataclass(frozen=True, slots=True)
class Forum:
    """A body or mechanism that touches an objective, whomever it holds."""

    id: str
    evidence: int
    """2 where it serves the objective, and one for each statement on it that it issues or that names it."""
    serves: bool
    statements: tuple[str, ...]


def find_forums(table: Table, objective: str) -> list[Forum]:
    """Return what could carry an objective, the best founded first; who holds nearly all States is left out."""
    routes, _ = _list_routes(table, table.axes["objective"].get(objective))
    found = [
        Forum(r.axis.ids[r.position], 2 * r.serves + len(r.statements), r.serves, r.statements)
        for r in routes
        if r.serves or r.statements
    ]
    return sorted(found, key=lambda f: (-f.evidence, f.id))


def _list_routes(table: Table, goal: int) -> tuple[list[_Route], list[_Route]]:
    """Return the routes for an objective, and apart those that hold nearly everybody and have no mandate for it."""
    states = table.axes["actor"].labels.count("State")
    routes = [*_bodies(table, goal), *_mechanisms(table, goal)]
    broad = [r for r in routes if _is_catch_all(r, states)]
    return [r for r in routes if r not in broad], broad


def _is_catch_all(route: _Route, states: int) -> bool:
    """Return whether a route holds nearly everybody and no reference fact says that it serves the objective."""
    return states >= MANY and len(route.held) >= NEARLY_ALL * states and not route.serves


def find_routes_for_gaps(
    source: Graph | Table,
    objectives: Iterable[str] = (),
    *,
    actors: Iterable[str] = (),
    body: str | None = None,
    below: Step = Step.MENTIONED,
    most: int | None = None,
) -> Result:
    """Return the routes for several objectives (all if none is named), at most ``most`` for each.

    Where nobody is named, the actors of each objective are those whose own texts stay below a step; objectives on
    which nobody does are passed over. InputError where that leaves no gap at all.
    """
    table = as_table(source)
    cover = find_coverage(table)
    axis, named = table.axes["objective"], list(actors)
    goals = sorted({find_node(axis, str(name)) for name in objectives})
    parts = []
    for goal in goals or range(len(axis)):
        if named or body is not None or _low(cover, goal, below):
            parts.append(find_routes(table, axis.ids[goal], actors=named, body=body, below=below, coverage=cover))
    if not parts:
        raise InputError(f"No actor with a text of its own is below '{below.title}'. Name the actors to reach.")
    if len(parts) == 1:
        return replace(parts[0], findings=parts[0].findings[:most], parameters={**parts[0].parameters, "most": most})
    told = {"objectives": [axis.ids[j] for j in goals], "actors": named, "body": body, "below": int(below)}
    return Result(
        "routes",
        "Routes for gaps, by objective",
        COLUMNS,
        tuple(finding for part in parts for finding in part.findings[:most]),
        (METHOD,),
        {**told, "most": most},
        tuple(f"{part.parameters['objective']}: {line}" for part in parts for line in part.could_not_judge),
        tuple(f"{part.parameters['objective']}: {line}" for part in parts for line in part.notes),
    )


def _low(coverage: Coverage, goal: int, below: Step) -> list[str]:
    """Return the actors with a text of their own that stand below a step."""
    steps = coverage.steps[:, goal]
    return [coverage.rows.ids[i] for i in np.flatnonzero((steps > Step.OUTSIDE) & (steps < below))]


def _concerned(
    table: Table, coverage: Coverage, goal: int, actors: list[str], body: str | None, below: Step
) -> list[str]:
    axis = table.axes["actor"]
    if actors:
        return sorted({axis.ids[i] for name in actors for i in find_voice(axis, name)})
    if body is not None:
        members = find_members(table, axis.ids[find_body(axis, body)])
        if not members:
            raise InputError(f"No member of '{body}' is known. Name the actors to reach.")
        return members
    low = _low(coverage, goal, below)
    if not low:
        name = table.axes["objective"].ids[goal]
        raise InputError(
            f"No actor with a text of its own is below '{below.title}' on {name}. Name the actors to reach."
        )
    return low


def _on_goal(table: Table, goal: int) -> Ints:
    ties = table.ties["addresses"]
    result: Ints = ties.rows[ties.cols == goal]
    return result


def _bodies(table: Table, goal: int) -> Iterator[_Route]:
    axis, members = table.axes["actor"], table.ties["member_of"]
    on_goal, serving = _on_goal(table, goal), _serving(table, goal)
    parts, titles = table.ties["takes_part"], table.axes["mechanism"].titles
    for position in np.unique(members.cols).tolist():
        behind = [part.rows[(part.cols == position) & np.isin(part.rows, on_goal)] for part in _said(table)]
        statements = table.ids(np.unique(np.concatenate(behind)))
        held = frozenset(axis.ids[int(i)] for i in members.rows[members.cols == position])
        by = tuple(titles[m] for m in parts.cols[parts.rows == position].tolist() if m in serving)
        yield _Route(axis, position, "body", held, statements, bool(by), by)


def _said(table: Table) -> tuple[Ties, ...]:
    """Return the ties from statements to the actors that make them, carry them out, are named or called on."""
    return tuple(table.ties[name] for name in ("issued", "carries_out", "mentions", "calls_on"))


def _serving(table: Table, goal: int) -> set[int]:
    supports = table.ties["supports"]
    return set(supports.rows[supports.cols == goal].tolist())


def _unknown(table: Table, goal: int) -> list[str]:
    """Return titles of bodies and mechanisms that work on the objective without any participant being known."""
    actors, mechanisms, on_goal = table.axes["actor"], table.axes["mechanism"], _on_goal(table, goal)
    near = {int(i) for part in _said(table) for i in part.cols[np.isin(part.rows, on_goal)]}
    near -= set(table.ties["member_of"].cols.tolist())
    named = table.ties["mentions_mechanism"]
    open_ones = {*_serving(table, goal), *named.cols[np.isin(named.rows, on_goal)].tolist()}
    open_ones -= set(table.ties["takes_part"].cols.tolist())
    bodies = [actors.titles[i] for i in sorted(near) if actors.labels[i] == "Body"]
    return [*bodies, *(mechanisms.titles[i] for i in sorted(open_ones))]


def _mechanisms(table: Table, goal: int) -> Iterator[_Route]:
    axis, actors, parts = table.axes["mechanism"], table.axes["actor"], table.ties["takes_part"]
    named, on_goal = table.ties["mentions_mechanism"], _on_goal(table, goal)
    serving = _serving(table, goal)
    members = table.ties["member_of"]
    for position in np.unique(parts.cols).tolist():
        direct = parts.rows[parts.cols == position]
        through = members.rows[np.isin(members.cols, direct)]
        held = frozenset(actors.ids[int(i)] for i in np.concatenate([direct, through]))
        statements = table.ids(np.unique(named.rows[(named.cols == position) & np.isin(named.rows, on_goal)]))
        yield _Route(axis, position, "mechanism", held, statements, position in serving)


def _finding(route: _Route, goal: str, concerned: list[str]) -> Finding:
    id = route.axis.ids[route.position]
    values = {
        "route": id,
        "title": route.axis.titles[route.position],
        "kind": route.kind,
        "objective": goal,
        "covered": [a for a in concerned if a in route.held],
        "uncovered": [a for a in concerned if a not in route.held],
        "score": round(route.score(concerned), 4),
        "reason": route.reason(),
    }
    return make_finding("route", (goal, id, *concerned), values, route.statements)
