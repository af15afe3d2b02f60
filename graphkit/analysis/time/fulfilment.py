"""Promises and what became of them: a later practice of the same actor that does what was promised or asked.

Meant to be right rather than complete: the actor must be the doer of the practice, the year later, a sub-theme shared
(the first objective where a statement has none), and the wordings close by words or by sentence vectors. What has no
such practice may still have been done: a text that does not tell of it is no proof.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graphkit.analysis.base import Method
from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Evidence
from graphkit.graph.ontology.links import About, Addresses, CallsOn, CarriesOut, Fulfils, SaidBy
from graphkit.graph.ontology.nodes import Body, Document, Practice, Recommendation, State, StatementNode
from graphkit.match.lemma import get_lemma_form
from graphkit.match.tokens import read_tokens
from graphkit.read.encoder import Encoder, get_encoder
from graphkit.text.document import plain_text

METHOD = Method(
    "fulfilment",
    "a practice fulfils an earlier recommendation of the same actor where both share a sub-theme (else the first "
    "objective) and w >= 0.3 and v >= 0.6, or v >= 0.75; w = shared normal forms of words over those of "
    "the shorter wording, v = cosine of their sentence vectors",
    "graphkit",
)
WORDS, NEAR, NEARER = 0.3, 0.6, 0.75
_FEWEST = 3
"""Least words that two wordings must share where words decide."""
PROMISES = ("commit", "commit-addressee", "commit-means", "commit-date")


@dataclass(frozen=True, slots=True)
class Pair:
    """A promise (or ask) and the practice that does it."""

    practice: Practice
    promise: Recommendation
    score: float


def find_actors(graph: Graph, ask: Recommendation) -> list[str]:
    """Return the states and bodies that are to act: those named as such, else the speakers of a promise."""
    named = [k.target for k in graph.out(ask.id, CallsOn) if isinstance(graph.node(k.target), State | Body)]
    if named or ask.strength not in PROMISES:
        return named
    return [k.target for k in graph.out(ask.id, SaidBy) if isinstance(graph.node(k.target), State | Body)]


def find_fulfilments(graph: Graph, encoder: Encoder | None = None) -> list[Pair]:
    """Return the practices that do what was promised or asked earlier, in the order of the practices' ids."""
    years = {d.id: d.year for d in graph.nodes(Document)}
    done: dict[str, list[Practice]] = defaultdict(list)
    for practice in graph.nodes(Practice):
        if practice.position not in ("against", "withdraws") and years.get(practice.document):
            for link in graph.into(practice.id, CarriesOut):
                done[link.source].append(practice)
    near = _Nearness(encoder or get_encoder())
    pairs: dict[tuple[str, str], Pair] = {}
    for promise in graph.nodes(Recommendation):
        since = years.get(promise.document)
        if since is None or promise.position in ("against", "withdraws"):
            continue
        for actor in find_actors(graph, promise):
            for practice in done.get(actor, ()):
                if (years[practice.document] or 0) > since and _same_subject(graph, promise, practice):
                    score = near.score(promise, practice)
                    if score is not None:
                        pairs[practice.id, promise.id] = Pair(practice, promise, score)
    return [pairs[key] for key in sorted(pairs)]


def make_fulfilment_links(pairs: Iterable[Pair]) -> Iterator[Fulfils]:
    """Yield FULFILS links; the evidence are both quotes, that of the practice first."""
    for pair in pairs:
        quotes = (_quote(pair.practice, pair.score), _quote(pair.promise, pair.score))
        yield Fulfils(source=pair.practice.id, target=pair.promise.id, evidence=quotes)


def _quote(statement: StatementNode, score: float) -> Evidence:
    return Evidence(
        rule=f"fulfilment: {statement.kind}",
        score=round(score, 3),
        document=statement.document,
        start=statement.start,
        end=statement.end,
        words=statement.text,
    )


def _same_subject(graph: Graph, one: StatementNode, other: StatementNode) -> bool:
    """Return whether both are about the same sub-theme, or where one has none, first about the same objective."""
    mine, theirs = ({k.target for k in graph.out(s.id, About)} for s in (one, other))
    if mine and theirs:
        return bool(mine & theirs)
    first, second = ({k.target for k in graph.out(s.id, Addresses) if k.rank == 1} for s in (one, other))
    return bool(first & second)


class _Nearness:
    """How near two wordings are, each read once."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._words: dict[str, frozenset[str]] = {}

    def score(self, one: StatementNode, other: StatementNode) -> float | None:
        """Return how near they are, 0 to 1; None where not near enough."""
        a, b = self._read(one), self._read(other)
        shared = a & b if one.language == other.language else frozenset()
        words = len(shared) / max(min(len(a), len(b)), 1) if len(shared) >= _FEWEST else 0.0
        left, right = self._encoder.encode([plain_text(one.text), plain_text(other.text)])
        vectors = float(left @ right)
        if (words >= WORDS and vectors >= NEAR) or vectors >= NEARER:
            return min(max(words, vectors), 1.0)
        return None

    def _read(self, statement: StatementNode) -> frozenset[str]:
        if statement.id not in self._words:
            form = get_lemma_form(statement.language)
            words: Sequence[str] = read_tokens(statement.text).words
            self._words[statement.id] = frozenset(n for w in words if not w.isdigit() and len(n := form(w)) > 2)
        return self._words[statement.id]
