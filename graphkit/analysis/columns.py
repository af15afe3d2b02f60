"""A graph as columns: what the heavy analyses compute on, made from a Graph (or by a generator for benchmarks).

A table holds S statements. ``Axis`` is a list of nodes; ``Ties`` are links as parallel arrays of int32 positions.
Statement ties have statements as rows; actor, mechanism ... positions as columns.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphkit.errors import InputError, UnknownNameError
from graphkit.graph.graph import Graph
from graphkit.graph.ontology import LABEL_OF_KIND, Link, Node
from graphkit.graph.ontology import links as k
from graphkit.graph.ontology import nodes as n
from graphkit.text.document import STRENGTHS

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Positions = NDArray[np.integer[Any]]

KINDS = tuple(LABEL_OF_KIND)
"""Statement kinds; a table holds positions in this tuple."""
NO_YEAR = 0


@dataclass(frozen=True)
class Axis:
    """The nodes along one side, in a fixed order."""

    name: str
    ids: tuple[str, ...]
    titles: tuple[str, ...]
    labels: tuple[str, ...]
    acronyms: tuple[str, ...] = ()
    """Empty where a node has none; no entries where they are not known."""

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def positions(self) -> dict[str, int]:
        """Id -> position."""
        return {id: i for i, id in enumerate(self.ids)}

    def get(self, id: str) -> int:
        """Return the position of an id; UnknownNameError with the nearest if there is none."""
        if id not in self.positions:
            raise UnknownNameError(self.name, id, self.ids)
        return self.positions[id]

    def take(self, positions: Sequence[int] | Positions) -> "Axis":
        """Return the axis of some positions, in that order."""
        chosen = [int(i) for i in positions]
        parts = (self.ids, self.titles, self.labels, self.acronyms or ("",) * len(self))
        return Axis(self.name, *(tuple(part[i] for i in chosen) for part in parts))


@dataclass(frozen=True)
class Ties:
    """Links as parallel arrays, sorted by row, then column."""

    rows: Ints
    cols: Ints
    scores: NDArray[np.float32]
    ranks: NDArray[np.int16] | None = None
    rules: tuple[str, ...] = ()
    """Distinct rules; ``rule`` are positions in it."""
    rule: Ints | None = None

    def __len__(self) -> int:
        return len(self.rows)

    def where(self, keep: Bools | Positions) -> "Ties":
        """Return the ties for which ``keep`` is true, or those at the positions ``keep``."""
        ranks = None if self.ranks is None else self.ranks[keep]
        rule = None if self.rule is None else self.rule[keep]
        return Ties(self.rows[keep], self.cols[keep], self.scores[keep], ranks, self.rules, rule)


def join_ties(*parts: Ties) -> Ties:
    """Return the ties of several link types as one, each pair once with its best score."""
    rows = np.concatenate([p.rows for p in parts])
    cols = np.concatenate([p.cols for p in parts])
    scores = np.concatenate([p.scores for p in parts])
    order = np.lexsort((-scores, cols, rows))
    rows, cols, scores = rows[order], cols[order], scores[order]
    first = np.ones(len(rows), bool)
    first[1:] = (rows[1:] != rows[:-1]) | (cols[1:] != cols[:-1])
    return Ties(rows[first], cols[first], scores[first])


def make_ties(rows: Any, cols: Any, scores: Any = None, ranks: Any = None) -> Ties:
    """Return ties from sequences of positions, sorted; scores default to 1."""
    r, c = np.asarray(rows, np.int32), np.asarray(cols, np.int32)
    s = np.ones(len(r), np.float32) if scores is None else np.asarray(scores, np.float32)
    if not np.isfinite(s).all():
        raise InputError("A link's score is not a number. Build the graph again, or correct the imported rows.")
    order = np.lexsort((c, r))
    return Ties(r[order], c[order], s[order], None if ranks is None else np.asarray(ranks, np.int16)[order])


@dataclass(frozen=True)
class Table:
    """The statements of a graph and their links, as columns."""

    statements: Sequence[str]
    kind: NDArray[np.int8]
    strength: NDArray[np.int8]
    document: Ints
    texts: Sequence[str]
    documents: Axis
    years: NDArray[np.int16]
    """Year of each document; 0 where it is not known."""
    characters: Ints
    characters_read: Ints
    genres: tuple[str, ...]
    languages: tuple[str, ...]
    axes: dict[str, Axis]
    """``actor``, ``objective``, ``subtheme``, ``group``, ``principle``, ``mechanism``, ``role``, ``area``."""
    ties: dict[str, Ties]
    """Statement rows: ``issued`` (who speaks: SAID_BY), ``carries_out``, ``addresses``, ``about``, ``invokes``,
    ``calls_on``, ``calls_on_role``, ``concerns``, ``mentions``, ``mentions_mechanism``, ``echoes``. Others:
    ``member_of`` (actor x body), ``belongs_to`` (actor x collective), ``takes_part`` (actor x mechanism),
    ``takes_part_document`` and ``issuer_of`` (actor x document), ``supports`` (mechanism x objective), ``area``
    (objective x area)."""

    def __len__(self) -> int:
        return len(self.statements)

    stands: NDArray[np.int8] | None = None
    """1 for what is asked or done, 0 where the statement tells of it or no stand is known, -1 against it or taking it
    back; None: no statement is against anything."""

    def of_kind(self, *kinds: str) -> Bools:
        """Return which statements are of one of the kinds; UnknownNameError for a kind that is none."""
        unknown = [name for name in kinds if name not in KINDS]
        if unknown:
            raise UnknownNameError("statement kind", unknown[0], KINDS)
        return np.isin(self.kind, [KINDS.index(name) for name in kinds])

    @cached_property
    def positions(self) -> dict[str, int]:
        """Statement id -> position."""
        return {id: i for i, id in enumerate(self.statements)}

    def ids(self, positions: Iterable[int]) -> tuple[str, ...]:
        """Return the ids of some statements."""
        return tuple(self.statements[i] for i in positions)


_STATEMENT_TIES: dict[str, tuple[type[Link], tuple[str, ...], str]] = {
    "addresses": (k.Addresses, ("Objective",), "objective"),
    "about": (k.About, ("Subtheme",), "subtheme"),
    "invokes": (k.Invokes, ("Principle",), "principle"),
    "calls_on": (k.CallsOn, ("State", "Body"), "actor"),
    "calls_on_role": (k.CallsOn, ("Role",), "role"),
    "concerns": (k.Concerns, ("Group",), "group"),
    "mentions": (k.Mentions, ("State", "Body"), "actor"),
    "mentions_mechanism": (k.Mentions, ("Mechanism",), "mechanism"),
}
_FACTS: dict[str, tuple[type[Link], str, tuple[str, ...], str]] = {
    "member_of": (k.MemberOf, "actor", ("Body",), "actor"),
    "belongs_to": (k.MemberOf, "actor", ("Collective",), "actor"),
    "takes_part": (k.TakesPartIn, "actor", ("Mechanism",), "mechanism"),
    "takes_part_document": (k.TakesPartIn, "actor", ("Document",), "document"),
    "supports": (k.Supports, "mechanism", ("Objective",), "objective"),
    "area": (k.PartOf, "objective", ("ThematicArea",), "area"),
}
_AXES: dict[str, tuple[type[Node], ...]] = {
    "actor": (n.State, n.Body, n.Collective),
    "objective": (n.Objective,),
    "subtheme": (n.Subtheme,),
    "group": (n.Group,),
    "principle": (n.Principle,),
    "mechanism": (n.Mechanism,),
    "role": (n.Role,),
    "area": (n.ThematicArea,),
}


def make_table(graph: Graph) -> Table:
    """Return the columns of a graph; InputError where it holds no statement."""
    statements = list(graph.statements())
    if not statements:
        raise InputError("The graph holds no statement, so there is nothing to analyse. Build it from other texts.")
    documents = sorted(graph.nodes(n.Document), key=lambda d: (d.year or 9999, d.id))
    axes = {name: _make_axis(name, graph, kinds) for name, kinds in _AXES.items()}
    by_id = make_axis("document", documents)
    place = {s.id: i for i, s in enumerate(statements)}
    return Table(
        statements=tuple(s.id for s in statements),
        kind=np.array([KINDS.index(s.kind) for s in statements], np.int8),
        strength=np.array([STRENGTHS.index(s.strength) for s in statements], np.int8),
        document=np.array([by_id.get(s.document) for s in statements], np.int32),
        texts=tuple(s.text if s.rest is None else f"{s.text} {s.rest}" for s in statements),
        documents=by_id,
        years=np.array([d.year or NO_YEAR for d in documents], np.int16),
        characters=np.array([d.characters for d in documents], np.int32),
        characters_read=np.array([d.characters_read for d in documents], np.int32),
        genres=tuple(d.genre for d in documents),
        languages=tuple(d.language for d in documents),
        axes=axes,
        ties=dict(_make_all_ties(graph, place, {**axes, "document": by_id})),
        stands=np.array([find_stand(s) for s in statements], np.int8),
    )


def find_stand(statement: n.StatementNode) -> int:
    """Return 1 where a statement is for what it names (or against a harm), -1 against it or taking it back, else 0."""
    if statement.position in ("against", "withdraws"):
        return 1 if statement.opposes_harm else -1
    return int(statement.position in ("for", None))


def as_table(source: "Graph | Table") -> Table:
    """Return the table of a graph, or the table itself."""
    return source if isinstance(source, Table) else make_table(source)


def make_axis(name: str, nodes: Iterable[Node]) -> Axis:
    """Return the axis of some nodes, in their order."""
    listed = list(nodes)
    acronyms = [getattr(x, "acronym", None) or "" for x in listed]
    parts = ([x.id for x in listed], [x.title for x in listed], [x.label for x in listed], acronyms)
    return Axis(name, *(tuple(part) for part in parts))


def _make_axis(name: str, graph: Graph, kinds: tuple[type[Node], ...]) -> Axis:
    found = [node for kind in kinds for node in graph.nodes(kind)]
    return make_axis(name, sorted(found, key=lambda x: (getattr(x, "number", 0), x.id)))


def _make_all_ties(graph: Graph, place: dict[str, int], axes: dict[str, Axis]) -> Iterator[tuple[str, Ties]]:
    label = {node.id: node.label for node in graph.nodes(Node)}
    links: dict[type[Link], list[Link]] = defaultdict(list)
    for link in graph.links(Link):
        links[type(link)].append(link)
    actors = axes["actor"].positions
    yield "issued", _collect(links[k.SaidBy], place, actors)
    yield "carries_out", _collect(links[k.CarriesOut], actors, place, turned=True)
    yield "echoes", _collect(links[k.Echoes], place, place)
    owners = [x for x in links[k.TakesPartIn] if getattr(x, "capacity", None) == "issuer"]
    yield (
        "issuer_of",
        _collect([x for x in owners if label[x.target] == "Document"], actors, axes["document"].positions),
    )
    for name, (kind, labels, axis) in _STATEMENT_TIES.items():
        yield name, _collect([x for x in links[kind] if label[x.target] in labels], place, axes[axis].positions)
    for name, (kind, side, labels, axis) in _FACTS.items():
        found = [x for x in links[kind] if label[x.target] in labels]
        yield name, _collect(found, axes[side].positions, axes[axis].positions)


def _collect(links: list[Link], sources: dict[str, int], targets: dict[str, int], turned: bool = False) -> Ties:
    """Return links of one type as ties; ``turned``: the target is the row."""
    a, b = [sources[x.source] for x in links], [targets[x.target] for x in links]
    rows, cols = np.array(b if turned else a, np.int32), np.array(a if turned else b, np.int32)
    order = np.lexsort((cols, rows))
    ranks = np.array([getattr(x, "rank", 1) for x in links], np.int16)
    names = sorted({x.best.rule for x in links})
    at = {name: i for i, name in enumerate(names)}
    rule = np.array([at[x.best.rule] for x in links], np.int32)
    scores = np.array([x.score for x in links], np.float32)
    return Ties(rows[order], cols[order], scores[order], ranks[order], tuple(names), rule[order])
