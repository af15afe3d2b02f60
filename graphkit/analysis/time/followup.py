"""The sheet of promises that ministries keep: what was promised or asked of whom, by when, and what became of it."""

from collections import defaultdict

from graphkit.analysis.base import Finding, Method, Result, make_finding
from graphkit.analysis.time.fulfilment import METHOD, PROMISES, Pair, find_actors, find_fulfilments
from graphkit.graph.graph import Graph
from graphkit.graph.ontology.links import About, Addresses, Fulfils, SaidBy
from graphkit.graph.ontology.nodes import Document, Practice, Recommendation
from graphkit.text.document import plain_text

COLUMNS = (
    "ask", "institution", "action", "status", "date", "due", "amount", "currency", "indicator", "partner", "asked_by",
    "subtheme", "specificity", "document", "year", "place", "quote", "action_quote", "action_document",
)  # fmt: skip

STATUS = Method(
    "status of a promise",
    "reported done: a later practice of the same actor fulfils it; withdrawn: the statement takes it back; due, not "
    "reported: its year is not later than that of the latest text, and no text tells of it; else open",
    "graphkit",
)


def find_followup(graph: Graph, actor: str | None = None, dated: bool = False) -> Result:
    """Return one finding a promise or ask of a named actor; ``actor``: of this one only; ``dated``: with due date only.

    The links FULFILS of the graph are used; where a graph has none, they are looked for.
    """
    pairs = _pairs(graph)
    latest = max((d.year or 0 for d in graph.nodes(Document)), default=0)
    findings = []
    unowned = 0
    for ask in graph.nodes(Recommendation):
        actors = find_actors(graph, ask)
        if dated and not ask.due:
            continue
        unowned += not actors and ask.strength in PROMISES
        if not actors or (actor is not None and actor not in actors) or not _is_followed(ask):
            continue
        findings.append(_row(graph, ask, actors, pairs.get(ask.id, []), latest))
    findings.sort(key=lambda f: (str(f["institution"]), str(f["due"] or "9999"), str(f["document"]), f.id))
    open_lines = (f"{unowned} commitments name nobody who is to act, so they are not in the sheet.",) if unowned else ()
    parameters = {"actor": actor, "dated": dated}
    title = "Promises and what became of them"
    return Result("followup", title, COLUMNS, tuple(findings), (STATUS, METHOD), parameters, open_lines)


def _pairs(graph: Graph) -> dict[str, list[Pair]]:
    found: dict[str, list[Pair]] = defaultdict(list)
    links = list(graph.links(Fulfils))
    for link in links:
        practice, promise = graph.node(link.source), graph.node(link.target)
        if isinstance(practice, Practice) and isinstance(promise, Recommendation):
            found[promise.id].append(Pair(practice, promise, link.score))
    if not links:
        for pair in find_fulfilments(graph):
            found[pair.promise.id].append(pair)
    return found


def _is_followed(ask: Recommendation) -> bool:
    """Return whether it can be followed: a promise, an ask with a date, a sum or a measure, or a definite act."""
    stated = ask.due or ask.amount is not None or ask.indicator
    return bool(stated) or ask.strength in PROMISES or (ask.specificity or 0) >= 5


def _row(graph: Graph, ask: Recommendation, actors: list[str], pairs: list[Pair], latest: int) -> Finding:
    document = graph.node(ask.document)
    year = document.year if isinstance(document, Document) else None
    best = max(pairs, key=lambda p: (p.score, p.practice.id), default=None)
    told = graph.node(best.practice.document) if best else None
    values = {
        "ask": plain_text(ask.text),
        "institution": ", ".join(sorted(graph.node(a).title for a in actors)),
        "action": plain_text(best.practice.text) if best else None,
        "status": _status(ask, best, latest),
        "date": str(told.date or told.year or "") if isinstance(told, Document) else None,
        "due": ask.due,
        "amount": ask.amount,
        "currency": ask.currency,
        "indicator": ask.indicator,
        "partner": ask.partner,
        "asked_by": ", ".join(sorted(graph.node(k.target).title for k in graph.out(ask.id, SaidBy))),
        "subtheme": _subject(graph, ask),
        "specificity": ask.specificity,
        "document": document.title,
        "year": year,
        "place": ask.address or ask.para or (f"p. {ask.page}" if ask.page else f"characters {ask.start}-{ask.end}"),
        "quote": ask.text,
        "action_quote": best.practice.text if best else None,
        "action_document": told.title if told else None,
    }
    ids = (ask.id, *sorted(p.practice.id for p in pairs))
    return make_finding("followup", (ask.id,), values, ids)


def _status(ask: Recommendation, done: Pair | None, latest: int) -> str:
    if ask.position == "withdraws":
        return "withdrawn"
    if done:
        return "reported done"
    return "due, not reported" if ask.due and int(ask.due[:4]) <= latest else "open"


def _subject(graph: Graph, ask: Recommendation) -> str | None:
    """Return the code and name of the first sub-theme, else of the first objective."""
    finer = [k.target for k in graph.out(ask.id, About) if k.rank == 1]
    coarser = [k.target for k in graph.out(ask.id, Addresses) if k.rank == 1]
    return next((f"{id.partition(':')[2]} {graph.node(id).title}" for id in [*finer, *coarser]), None)
