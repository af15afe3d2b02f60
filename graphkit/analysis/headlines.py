"""The few sentences that matter most in a graph: with names, numbers, how sure they are, and quotes."""

import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import numpy as np

from graphkit.analysis.base import Finding, Result, make_finding
from graphkit.analysis.certainty import Accuracy
from graphkit.analysis.columns import KINDS, NO_YEAR, Bools, Table, make_table
from graphkit.analysis.echoes.echoes import Ask, Echoed, find_echoes
from graphkit.analysis.facets import get_facet, names_by_statement
from graphkit.analysis.gaps.gaps import SURE_ENOUGH, find_gaps
from graphkit.analysis.gaps.kinds import get_kinds
from graphkit.analysis.gaps.scope import find_own_documents
from graphkit.analysis.overlap.alignment import Alignment, find_alignment
from graphkit.analysis.voices import JOINED
from graphkit.errors import InputError, UnknownNameError
from graphkit.graph.graph import Graph
from graphkit.graph.ontology.nodes import StatementNode

MOST = 7
MOST_NAMES = 4
"""Of more names, so many are given and the others counted."""
COLUMNS = ("key", "text", "certainty", "quotes")
LANGUAGES = ("en", "es")
LEAST_ECHO = 0.9
"""The probability from which two wordings are called the same ask on a page of few sentences."""
LEAST_WORDS = 0.4
"""Likeness of words from which a reader sees at once that two quotes ask for the same."""
LEAST_EXPECTED = 0.5
"""Statements that an actor would be expected to make on an objective, below which its silence is no headline."""

Line = tuple[str, str, float | None, Sequence[int]]
"""Key, sentence, certainty, positions of the statements quoted."""


@cache
def get_words(language: str) -> dict[str, str]:
    """Return the sentences of a language; UnknownNameError where there are none."""
    if language not in LANGUAGES:
        raise UnknownNameError("language", language, LANGUAGES)
    data = tomllib.loads((files("graphkit.analysis") / "headlines.toml").read_text(encoding="utf-8"))
    words: dict[str, str] = data[language]
    return words


@dataclass
class Material:
    """A graph, its table, and what the sentences are made from, each computed once."""

    graph: Graph
    language: str
    accuracy: Accuracy | None = None
    missing: list[str] = field(default_factory=list)
    """Why a sentence isn't offered."""

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
        except InputError as error:
            self.missing.append(str(error))
            return None

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
        found = self.speakers.get(position, [])
        return self.join([self.name(id) for id in found], MOST_NAMES) if found else self.say("unnamed")

    @cached_property
    def speakers(self) -> dict[int, list[str]]:
        """Statement -> ids of its speakers or doers."""
        return names_by_statement(self.table, "actor")

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


def find_headlines(graph: Graph, language: str = "en", *, most: int = MOST, accuracy: Accuracy | None = None) -> Result:
    """Return at most ``most`` sentences on a graph, in an order that puts first what is beyond the common agenda.

    Each finding has the sentence, how sure it is (None: not measured) and up to two quotes; no wording is quoted
    twice. What isn't offered is in ``could_not_judge`` with the reason. UnknownNameError for a language without words.
    """
    return make_headlines(Material(graph, language, accuracy), most)


def make_headlines(material: Material, most: int = MOST) -> Result:
    """Return the sentences on a material; see :func:`find_headlines`."""
    open_asks = get_kinds()["recommendation-without-addressee"]
    material.missing.append(material.say("contradictions"))
    material.missing.append(material.say("open_asks", right=open_asks.right, judged=open_asks.judged))
    findings: list[Finding] = []
    quoted: set[str] = set()
    for make in _MAKERS:
        for key, text, sure, positions in make(material):
            if len(findings) < most and (sure is None or sure >= SURE_ENOUGH):
                findings.append(_finding(material, key, text, sure, positions, quoted))
    return Result(
        "headlines", "Main findings", COLUMNS, tuple(findings),
        parameters={"language": material.language, "most": most},
        could_not_judge=tuple(dict.fromkeys(material.missing)), notes=tuple(describe_reading(material)),
    )  # fmt: skip


def describe_reading(material: Material) -> Iterator[str]:
    """Yield what was read and whose voices, and whose not."""
    table = material.table
    _, ties = get_facet(table, "voice")
    voices, years = len(np.unique(ties.cols)), material.years(table.years.tolist())
    yield material.say(
        "read", documents=material.number(len(table.documents), "documents"), years=years,
        statements=material.number(len(table), "statements"), voices=material.number(voices, "voices"),
    )  # fmt: skip
    own: Bools = np.asarray(find_own_documents(table).any(axis=1))
    named = np.zeros(len(own), bool)
    named[np.unique(np.concatenate([table.ties["calls_on"].cols, table.ties["mentions"].cols]))] = True
    silent = int((named & ~own).sum())
    if silent:
        yield material.say("without", number=f"{silent:,}")


def _finding(
    m: Material, key: str, text: str, sure: float | None, positions: Sequence[int], quoted: set[str]
) -> Finding:
    table = m.table
    by_text = {table.texts[p]: p for p in reversed(positions) if table.texts[p] not in quoted}
    fresh = list(reversed(by_text.values()))[:2]
    quoted.update(table.texts[p] for p in fresh)
    quotes = [{"statement": table.statements[p], "who": m.speaker(p), "text": table.texts[p]} for p in fresh]
    certainty = None if sure is None else round(float(sure), 3)
    values = {"key": key, "text": text, "certainty": certainty, "quotes": quotes}
    return make_finding("headline", (key, text), values, table.ids(dict.fromkeys(positions)), "", certainty)


def _stress(m: Material) -> Iterator[Line]:
    if m.alignment is None:
        return
    seen: set[str] = set()
    for f in m.alignment.stress_result():
        if f["voice"] not in seen and len(seen) < 2:
            seen.add(f["voice"])
            text = m.say(
                "stress", voice=m.name(f["voice"]), matter=m.name(f["column"]), times=f"{f['ratio']:.1f}",
                low=f"{f['low']:.1f}", statements=m.number(f["count"], "statements"),
            )  # fmt: skip
            yield "stress", text, 1 - f["q"], [m.table.positions[s] for s in f.statements[:2]]


def _lean(m: Material) -> Iterator[Line]:
    if m.alignment is None:
        return
    for f in [f for f in m.alignment.result() if f["together"]][:1]:
        matter = m.name(f["shared_ids"][0]) if f["shared_ids"] else ""
        text = m.say("lean", left=m.name(f["left"]), right=m.name(f["right"]), matter=matter)
        yield "lean", text, 1 - f["q"], [m.table.positions[s] for s in f.statements]


def _shared(m: Material) -> Iterator[Line]:
    _, said = get_facet(m.table, "voice")
    goals, ties = get_facet(m.table, "objective")
    voice = np.full(len(m.table), -1)
    voice[said.rows] = said.cols
    known = voice[ties.rows] >= 0
    pairs = np.unique(np.column_stack([ties.cols[known], voice[ties.rows[known]]]), axis=0)
    speakers = np.bincount(pairs[:, 0], minlength=len(goals))
    whole = len(np.unique(said.cols))
    if not len(goals) or speakers.max(initial=0) < 2:
        m.missing.append("What voices share: no objective is spoken of by two voices.")
        return
    best = int(speakers.argmax())
    rows = ties.rows[known & (ties.cols == best)]
    text = m.say("shared", voices=int(speakers[best]), all=whole, matter=m.name(goals.ids[best]),
                 statements=m.number(len(rows), "statements"))  # fmt: skip
    yield "shared", text, None, rows[:2].tolist()


def _ask(m: Material) -> Iterator[Line]:
    table = m.table

    pairs = m.echoed.pairs
    ends = zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
    cosine = dict(zip(ends, pairs.cosine.tolist(), strict=True))

    def near(ask: Ask) -> list[int]:
        alike = [1.0, *(cosine[min(ask.leader, s), max(ask.leader, s)] for s in ask.members[1:])]
        rows = zip(ask.members, ask.scores, alike, strict=True)
        return [s for s, score, words in rows if score >= LEAST_ECHO and words >= LEAST_WORDS]

    asks = [(near(ask), ask) for ask in m.echoed.asks]
    asks = [(members, ask) for members, ask in asks if len({m.speaker(s) for s in members}) > 1]
    if not asks:
        m.missing.append("Asks of several voices: no ask was surely found with two speakers.")
        return
    asks.sort(key=lambda found: (-len({int(table.document[s]) for s in found[0]}), -len(found[0]), found[1].id))
    members, ask = asks[0]
    documents = {int(table.document[s]) for s in members}
    names = sorted({m.speaker(s) for s in members})
    years = [int(table.years[d]) for d in documents]
    told = m.join(names, MOST_NAMES)
    text = m.say("ask", documents=m.number(len(documents), "documents"), years=m.years(years), names=told)
    asked = [int(table.years[table.document[s]]) for s in members if KINDS[int(table.kind[s])] == "recommendation"]
    done = [s for s in members if KINDS[int(table.kind[s])] == "practice"]
    later = [s for s in done if asked and int(table.years[table.document[s]]) > min(asked) > NO_YEAR]
    text += m.say("ask_done") if later else ""
    yield "ask", text, min(s for s in ask.scores if s >= LEAST_ECHO), [ask.leader, *later, *members]


def _silence(m: Material) -> Iterator[Line]:
    gaps = find_gaps(m.table, ["step-not-reached"], accuracy=m.accuracy)
    good = [f for f in gaps if f.confidence is not None and f["importance"] and f["expected"] >= LEAST_EXPECTED]
    if not good:
        m.missing.append("Silences that matter: none is sure, or no accuracy was measured.")
        return
    f = good[0]
    example = _example(m, str(f["about"]), str(f["actor"]))
    text = m.say("silence", voice=m.name(f["actor"]), matter=m.name(f["about"]),
                 statements=m.number(round(f["expected"]), "statements"))  # fmt: skip
    if example is not None:
        text += m.say("silence_example", other=m.speaker(example))
    yield "silence", text, f.confidence, [] if example is None else [example]


def _example(m: Material, objective: str, silent: str) -> int | None:
    """Return the best linked recommendation of somebody else on an objective."""
    ties, goal = m.table.ties["addresses"], m.table.axes["objective"].get(objective)
    asks = m.table.of_kind("recommendation")
    rows = [n for n in np.flatnonzero(ties.cols == goal).tolist() if asks[ties.rows[n]]]
    names = set(silent.split(JOINED))
    rows = [n for n in rows if names.isdisjoint(m.speakers.get(int(ties.rows[n]), []))]
    rows.sort(key=lambda n: (-float(ties.scores[n]), int(ties.rows[n])))
    return int(ties.rows[rows[0]]) if rows else None


def _due(m: Material) -> Iterator[Line]:
    asks = np.flatnonzero(m.table.of_kind("recommendation")).tolist()
    dated = sorted((str(m.node(s).due), s) for s in asks if m.node(s).due)
    if dated:
        due, s = dated[0]
        text = m.say("due", dated=len(dated), asks=m.number(len(asks), "asks"), due=due, voice=m.speaker(s))
        yield "due", text, None, [s]


_MAKERS: tuple[Callable[[Material], Iterator[Line]], ...] = (
    _stress, _shared, _ask, _silence, _due, _lean,
)  # fmt: skip
