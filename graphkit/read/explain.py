"""Every figure behind the kind of a statement and behind its links, in plain words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graphkit.errors import InputError, UnknownNameError
from graphkit.issues import Issues
from graphkit.read.languages import split_languages
from graphkit.read.model.bank import Bank, Figures
from graphkit.read.model.heads import Heads
from graphkit.read.objectives.linking import get_linker
from graphkit.read.objectives.topics import LINKS, Judged, judge_topics
from graphkit.read.read import read_document
from graphkit.read.statements.deciding import Decision, decide_kinds
from graphkit.read.statements.folded_text import get_page
from graphkit.read.statements.kinds import KindReader
from graphkit.read.statements.units import find_units
from graphkit.text.document import READ_KINDS, Document, Statement, plain_text
from graphkit.text.normal import compose_document, make_normal

MOST = 8
"""Figures shown for each decision."""
VECTOR = "the sense of the whole sentence (vector)"
_SOURCES = {
    "rule": "what the rules of wording and place say of {0}, all in all",
    "grammar": "grammar: {0}",
    "form": "its form: {0}",
    "place": "where it is: {0}",
    "word": "the words \u201c{0}\u201d",
    "first": "it begins with \u201c{0}\u201d",
    "lead": "the sentence over its list says \u201c{0}\u201d",
    "heading": "its heading says \u201c{0}\u201d",
    "outer": "a heading further out says \u201c{0}\u201d",
    "before": "the sentence before: {0}",
    "after": "the sentence after: {0}",
    "text": "the text as a whole: {0}",
    "scope": "words of people's mobility: {0}",
    "kind": "its kind is {0}",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One figure: what it is, and what it adds to (or takes from) the log odds."""

    words: str
    weight: float


@dataclass(frozen=True, slots=True)
class Explained:
    """One decision with its chance and what led to it, the weightiest first."""

    title: str
    chance: float
    evidence: str
    reasons: tuple[Reason, ...]


def explain_statement(document: Document, statement: str, framework: str, heads: Heads) -> list[Explained]:
    """Return the decisions about a statement: its kind, whether it is about migration, each of its links.

    UnknownNameError where the document has no statement of that id; InputError for a table, whose rows are read alone.
    """
    if document.form is not None:
        raise InputError(f"{document.source.name}: the rows of a table are read one by one and can't be explained yet.")
    held = {s.id: s for s in read_document(document, framework, None, heads).statements}
    if statement not in held:
        raise UnknownNameError("statement", statement, held)
    document, start = _find_part(document, held[statement])
    reading = read_document(document, framework, None, heads)
    chosen = next(s for s in reading.statements if s.start == start)
    statement = chosen.id
    page, units = get_page(document), find_units(document)
    at = next(i for i, u in enumerate(units) if (u.start, u.end) == (chosen.start, chosen.end))
    decision = decide_kinds(KindReader(page, units), units, heads)[at]
    linker = get_linker(framework, document.metadata.language, heads.encoder.name)
    contexts = linker.read_contexts(document, reading.statements)
    judged = judge_topics(page, contexts, [linker.get_scores(c) for c in contexts], heads)
    topic = next(j for j in judged if j.context.statement.id == statement)
    links = {
        (k.type, k.node.rpartition(":")[2]): (plain_text(document.text[k.start : k.end]), k.rule)
        for k in reading.links
        if k.statement == statement
    }
    return [_explain_kind(decision, heads), *_explain_topic(topic, links, heads)]


def _find_part(document: Document, statement: Statement) -> tuple[Document, int]:
    """Return the part of a document, composed and in one language, that holds a statement, and its offset there."""
    normal = make_normal(document.text)
    composed = compose_document(document, normal) if normal else document
    parts = split_languages(composed, Issues())
    part = next(p for p in parts if p.blocks[statement.block].kind in READ_KINDS)
    return part, normal.place(statement.start) if normal else statement.start


def _explain_kind(decision: Decision, heads: Heads) -> Explained:
    others = ", ".join(f"{k} {p:.2f}" for k, p in sorted(decision.shares.items(), key=lambda s: -s[1])[1:3])
    reasons = _reasons(heads.kinds, decision.figures, decision.kind, None)
    return Explained(f"kind: {decision.kind}", decision.shares[decision.kind], f"next: {others}", reasons)


def _explain_topic(
    judged: Judged, links: Mapping[tuple[str, str], tuple[str, str]], heads: Heads
) -> Iterator[Explained]:
    bank, topic = heads.topics, judged.topic
    yield Explained("about migration", topic.about, "", _reasons(bank, judged.figures, "about", judged.scores["about"]))
    chosen = [("objective", c) for c in topic.objectives] + [("principle", c) for c in topic.principles]
    for field, (name, chance) in [*chosen, *(("group", c) for c in topic.groups)]:
        output = f"{field}:{name}"
        words, rule = links.get((LINKS[field], name), ("", ""))
        way = "no cue; these words count most" if rule.startswith("wording") else f"cue in the {rule.partition(':')[0]}"
        evidence = f"\u201c{words}\u201d ({way.replace('cue in the cue', 'cue in its own words')})" if words else ""
        yield Explained(
            f"{field} {name}", chance, evidence, _reasons(bank, judged.figures, output, judged.scores[output])
        )


def _reasons(bank: Bank, figures: Figures, output: str, score: float | None) -> tuple[Reason, ...]:
    """Return what adds most to a score; what figures do not account for is the vector's part."""
    parts = bank.explain(figures, output)
    found = [Reason(name_figure(name), round(weight, 2)) for weight, name in parts if name != "bias"]
    if score is not None and bank.dense.shape[0]:
        found.append(Reason(VECTOR, round(score - sum(w for w, _ in parts), 2)))
    return tuple(sorted(found, key=lambda r: (-abs(r.weight), r.words))[:MOST])


def name_figure(name: str) -> str:
    """Return a figure's name in plain words.

    >>> name_figure("part:practice:has-done"), name_figure("heading:progress")
    ("the rule 'has done' for practice", 'its heading says “progress”')
    """
    source, _, rest = name.partition(":")
    if source == "part":
        kind, _, rule = rest.partition(":")
        return f"the rule '{rule.replace('-', ' ')}' for {kind}"
    if source == "cue":
        return f"cues for {rest.replace(':', ' ')}"
    spoken = rest.replace("-", " ").replace("_", " ") if source not in ("word", "first", "lead", "heading") else rest
    return _SOURCES.get(source, "{0}").format(spoken)
