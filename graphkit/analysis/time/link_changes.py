"""Links that differ between two graphs: new, dropped, weakened, strengthened, with the words that carry them."""

from collections import Counter
from collections.abc import Iterator

from graphkit.analysis.base import Finding, Method, Result, make_finding
from graphkit.analysis.time.compare import LEAST, MATCHING, match_statements
from graphkit.graph.graph import Graph
from graphkit.graph.ontology import Link
from graphkit.graph.ontology.links import StatedIn
from graphkit.graph.ontology.nodes import StatementNode

STEP = 0.05
"""Scores that differ by less than this are the same."""
ORDER = ("dropped", "weakened", "strengthened", "new")
COLUMNS = ("change", "type", "source", "source_title", "target", "target_title", "before_score", "after_score",
           "before_rule", "after_rule", "before_words", "after_words")  # fmt: skip

LINKS = Method(
    "difference of links",
    "a link is the same if its type and both ends are, statements taken as matched between the graphs; weakened or "
    f"strengthened: the score of its best evidence differs by at least {STEP}",
    "graphkit",
)
Key = tuple[str, str, str]


def find_changed_links(before: Graph, after: Graph, *, least: float = LEAST) -> Result:
    """Return the links that differ between two graphs; links of statements that have no counterpart are only counted.

    ``least``: lowest likeness at which two wordings are taken for one statement. OptionError where it is no share.
    """
    matched = match_statements(before, after, least)
    old = {key: link for link in _links(before) if (key := _carry(link, matched, before)) is not None}
    kept = set(matched.values())
    new = {link.key: link for link in _links(after) if _all_known(link, kept, after)}
    findings = [f for key in sorted(old.keys() | new.keys()) if (f := _finding(before, after, key, old, new))]
    findings.sort(key=lambda f: ORDER.index(f["change"]))
    counts = Counter(f["change"] for f in findings)
    alone = (sum(1 for _ in _links(before)) - len(old), sum(1 for _ in _links(after)) - len(new))
    notes = (
        f"Links: {', '.join(f'{counts[name]} {name}' for name in ORDER)}.",
        f"Not compared, since their statement stands in one graph only: {alone[0]} before, {alone[1]} after.",
    )
    return Result("changed links", "Links that differ between two graphs", COLUMNS, tuple(findings),
                  (LINKS, MATCHING), {"least": least}, (), notes)  # fmt: skip


def _links(graph: Graph) -> Iterator[Link]:
    """Yield all links but those to a statement's own document, which say nothing that could change."""
    return (link for link in graph.links(Link) if not isinstance(link, StatedIn))


def _carry(link: Link, matched: dict[str, str], graph: Graph) -> Key | None:
    """Return a link's key in the later graph; None where a statement of it has no counterpart."""
    ends = [matched.get(id) if isinstance(graph.node(id), StatementNode) else id for id in (link.source, link.target)]
    source, target = ends
    return None if source is None or target is None else (link.type_name(), source, target)


def _all_known(link: Link, kept: set[str], graph: Graph) -> bool:
    return all(id in kept or not isinstance(graph.node(id), StatementNode) for id in (link.source, link.target))


def _finding(before: Graph, after: Graph, key: Key, old: dict[Key, Link], new: dict[Key, Link]) -> Finding | None:
    was, now = old.get(key), new.get(key)
    change = _change(was, now)
    if change is None:
        return None
    graph, link = (after, now) if now is not None else (before, was)
    assert link is not None
    values = {
        "change": change,
        "type": key[0],
        "source": link.source,
        "source_title": graph.node(link.source).title,
        "target": link.target,
        "target_title": graph.node(link.target).title,
        **_fields(was, "before"),
        **_fields(now, "after"),
    }
    places = [(g, x) for g, x in ((before, was), (after, now)) if x is not None]
    ids = [id for g, x in places for id in (x.source, x.target) if isinstance(g.node(id), StatementNode)]
    return make_finding("changed link", key, values, tuple(dict.fromkeys(ids)))


def _fields(link: Link | None, prefix: str) -> dict[str, object]:
    return {
        f"{prefix}_score": link.score if link else None,
        f"{prefix}_rule": link.best.rule if link else None,
        f"{prefix}_words": (link.best.words or link.best.reference) if link else None,
    }


def _change(was: Link | None, now: Link | None) -> str | None:
    if was is None or now is None:
        return "new" if was is None else "dropped"
    step = round(now.score - was.score, 9)
    if abs(step) < STEP:
        return None
    return "strengthened" if step > 0 else "weakened"
