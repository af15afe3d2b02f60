"""What the main findings are made from: a graph, what is found in it, and the words of each language."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np

from graphkit.analysis.base import Finding
from graphkit.analysis.certainty import Accuracy
from graphkit.analysis.clusters.clusters import Clusters, find_clusters
from graphkit.analysis.columns import NO_YEAR, Table, make_table
from graphkit.analysis.echoes.echoes import Echoed, find_echoes
from graphkit.analysis.facets import get_facet, names_by_statement
from graphkit.analysis.gaps.gaps import find_gaps
from graphkit.analysis.overlap.alignment import Alignment, find_alignment
from graphkit.analysis.voices import JOINED
from graphkit.errors import InputError, UnknownNameError
from graphkit.graph.graph import Graph
from graphkit.graph.ontology.nodes import StatementNode

MOST_NAMES = 4
"""Of more names, so many are given and the others counted."""
MOST_QUOTES = 4
"""Of which the first two are shown that were not quoted before."""
LANGUAGES = ("en", "es")
BEST_LENGTH = 140
"""Characters of a quote that says something by itself and is read at once."""


class Line(NamedTuple):
    """A sentence with its key, its certainty (None: not measured), and where it leads."""

    key: str
    text: str
    sure: float | None
    positions: Sequence[int]
    """Of the statements quoted."""
    about: Sequence[str] = ()
    """Ids of the nodes it compares: a voice and a matter, two voices, the members of a cluster."""


@cache
def get_words(language: str) -> dict[str, str]:
    """Return the sentences of a language; UnknownNameError where there are none."""
    if language not in LANGUAGES:
        raise UnknownNameError("language", language, LANGUAGES)
    data = tomllib.loads((files("graphkit.analysis") / "headlines.toml").read_text(encoding="utf-8"))
    words: dict[str, str] = data[language]
    return words


@dataclass
class Found:
    """A graph, its table, and what is found in it, each computed once whatever languages tell of it."""

    graph: Graph
    accuracy: Accuracy | None = None

    @cached_property
    def table(self) -> Table:
        """The columns of the graph."""
        return make_table(self.graph)

    @cached_property
    def echoed(self) -> Echoed:
        """Recommendations and practices that say the same."""
        return find_echoes(self.table, ("recommendation", "practice"))

    @cached_property
    def alignment(self) -> Alignment | None:
        """Who leans where; None where too few voices speak."""
        try:
            return find_alignment(self.table)
        except InputError:
            return None

    @cached_property
    def stressed(self) -> Sequence[Finding]:
        """What voices stress beyond the common agenda."""
        return () if self.alignment is None else self.alignment.stress_result().findings

    @cached_property
    def leaning(self) -> Sequence[Finding]:
        """Which voices lean the same way."""
        return () if self.alignment is None else self.alignment.result().findings

    @cached_property
    def silent(self) -> Sequence[Finding]:
        """Who is silent on what, however sure."""
        return find_gaps(self.table, ["step-not-reached"], accuracy=self.accuracy, min_confidence=0).findings

    @cached_property
    def clusters(self) -> Clusters:
        """The clusters of the actors that speak; InputError where fewer than two actors have a tie."""
        return find_clusters(self.table)

    @cached_property
    def about(self) -> dict[tuple[int, str], tuple[int, float]]:
        """Statement and id of what it is about -> whether that comes first in it (1 or 0), and the score."""
        found: dict[tuple[int, str], tuple[int, float]] = {}
        for name in ("objective", "subtheme", "group", "principle"):
            axis, ties = get_facet(self.table, name)
            firsts = np.ones(len(ties)) if ties.ranks is None else ties.ranks == 1
            rows = zip(ties.rows.tolist(), ties.cols.tolist(), firsts.tolist(), ties.scores.tolist(), strict=True)
            found |= {(row, axis.ids[col]): (int(first), score) for row, col, first, score in rows}
        return found

    @cached_property
    def speakers(self) -> dict[int, list[str]]:
        """Statement -> ids of its speakers or doers."""
        return names_by_statement(self.table, "actor")


@dataclass
class Material:
    """What is found in a graph, to be told in a language."""

    found: Found
    language: str
    missing: list[str] = field(default_factory=list)
    """Why a sentence isn't offered."""

    @property
    def graph(self) -> Graph:
        """The graph."""
        return self.found.graph

    @property
    def table(self) -> Table:
        """The columns of the graph."""
        return self.found.table

    def say(self, key: str, **values: Any) -> str:
        """Return a sentence in the language."""
        return get_words(self.language)[key].format(**values)

    def number(self, number: float, what: str) -> str:
        """Return a number with its noun in singular or plural."""
        one, many = get_words(self.language)[what].split("|")
        shown = f"{number:,.0f}" if self.language == "en" else f"{number:,.0f}".replace(",", ".")
        return f"{shown} {one if shown == '1' else many}"

    def name(self, id: str) -> str:
        """Return the name of a node, or of the names of a joint voice, in the language; never a code."""
        if id in self.graph:
            node = self.graph.node(id)
            own = getattr(node, "name_es", None) if self.language == "es" else None
            return str(own or getattr(node, "name", None) or node.title)
        return self.join([self.name(part) for part in id.split(JOINED)]) if JOINED in id else id

    def join(self, names: Sequence[str], most: int | None = None) -> str:
        """Return names as people list them, at most so many and how many there are more."""
        if most is not None and len(names) > most:
            names = [*names[:most], self.say("more", number=len(names) - most)]
        head, last = list(names[:-1]), names[-1] if names else ""
        return f"{', '.join(head)} {get_words(self.language)['and']} {last}" if head else last

    def speaker(self, position: int) -> str:
        """Return who says a statement, by name."""
        found = self.found.speakers.get(position, [])
        return self.join([self.name(id) for id in found], MOST_NAMES) if found else self.say("unnamed")

    def telling(self, positions: Sequence[int], matters: Sequence[str]) -> list[int]:
        """Return the few statements to quote on some matters, the best first, each by another voice where there are.

        They are mainly about one of these, surely so, and of a length to read at once.
        """
        about = self.found.about
        ties = {p: max((about.get((p, id), (0, 0.0)) for id in matters), default=(0, 0.0)) for p in positions}

        def rank(p: int) -> tuple[int, float, int, int]:
            first, score = ties[p]
            return -first, -round(score, 1), abs(len(self.table.texts[p]) - BEST_LENGTH), p

        chosen: dict[str, int] = {}
        for p in sorted(ties, key=rank):
            chosen.setdefault(self.speaker(p), p)
        others = [p for p in sorted(ties, key=rank) if p not in chosen.values()]
        return [*chosen.values(), *others][:MOST_QUOTES]

    def ends(self, *ids: str) -> list[str]:
        """Return ids of nodes; of a joint voice its first name."""
        return [id if id in self.graph else id.split(JOINED)[0] for id in ids]

    def node(self, position: int) -> StatementNode:
        """Return the node of a statement."""
        node = self.graph.node(self.table.statements[position])
        assert isinstance(node, StatementNode)
        return node

    def years(self, found: Sequence[int]) -> str:
        """Return the span of some years, empty where none is known."""
        known = sorted({y for y in found if y != NO_YEAR})
        if not known:
            return ""
        return self.say("years", first=known[0], last=known[-1]) if len(known) > 1 else self.say("year", first=known[0])
