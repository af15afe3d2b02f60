"""Who is to act: the parts (states, civil society ...) that the wording makes act, or the sentence above it does.

Some words name an actor wherever they stand ("civil society"); others ("countries") do so only before a verb, after
"by" or "call on", or in a list with one that does. An item takes the actors of the sentence that opens its list
unless it has a subject of its own.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from graphkit.document import Document, Span, Statement
from graphkit.extract.cues import Cue, CueBook, Hit, expand_phrase
from graphkit.extract.folding import Folded, fold_letters, fold_text
from graphkit.extract.reading import FoundLink
from graphkit.gazetteer import load_gazetteer
from graphkit.language import get_language_data

_SUBJECT, _SURE, _AGENT, _LISTED, _INHERITED = 0.95, 0.85, 0.8, 0.7, 0.8
"""How sure each way of naming an actor is."""
_ASKING = ("recommendation", "principle")
_ACTING_BODIES = frozenset(
    {
        *("un-entity", "development-bank", "intergovernmental-organisation", "humanitarian-organisation"),
        *("parliamentary-body", "civil-society", "trade-union", "academic-network", "employers"),
    }
)
"""Kinds of bodies whose name alone shows who carried a practice out."""
_REACH = 60


@dataclass(frozen=True, slots=True)
class _Found:
    role: str
    hit: Hit
    score: float
    rule: str


class _Context:
    """The patterns of a language that make a noun an actor."""

    def __init__(self, language: str) -> None:
        data = get_language_data("roles", language)["context"]
        between = f"(?:(?:{_any_of(data['between'])}|\\w+ly) )*"
        aside = r"(?: \([^()]{0,120}\)|,[^,.;:]{0,80},)?"
        of = rf"(?: (?:{_any_of(data['complements'])}) (?:\w+ )?[\w-]+(?: and [\w-]+)?){{0,2}}"
        self.subject = re.compile(rf"{of}{aside} {between}(?:{_any_of(data['verbs'])})\b")
        self.infinitive = re.compile(rf"{aside} (?:{_any_of(data['infinitive'])}) \w")
        determiners = f"(?:(?:{_any_of(data['determiners'])}) )*"
        self.agent = re.compile(rf"\b({_any_of(data['agents'])}) {determiners}$")
        self.weak = frozenset(map(fold_letters, data["weak"]))
        self.joint = re.compile(rf"[\s,;/()\"-]*(?:(?:{_any_of(data['joints'] + data['determiners'])})[\s,]+)*")
        self.inside = re.compile(rf"\b(?:{_any_of(data['inside'])}) {determiners}$")
        self.back = re.compile(rf"(?:\w+(?: \w+){{0,2}}, )?(?:{_any_of(data['back'])})\b")


def _any_of(words: Iterable[str]) -> str:
    phrases = {fold_letters(p) for word in words for p in expand_phrase(word, {})}
    return "|".join(re.escape(p) for p in sorted(phrases, key=lambda p: (-len(p), p)))


@cache
def _get_context(language: str) -> _Context:
    return _Context(language)


@cache
def _get_book(language: str) -> CueBook:
    """Return the words for roles, and the names of bodies and states with the role they play."""
    cues: list[tuple[Cue, list[str]]] = []
    for row in get_language_data("roles", language)["role"]:
        for way in ("sure", "nouns", "levels", "never"):
            cues.append((Cue("role", row["id"], "" if way == "never" else way, 0.0), row.get(way, [])))
    gazetteer = load_gazetteer()
    for body in gazetteer.bodies.values():
        if body.role and body.kind in _ACTING_BODIES:
            cues += _name_cues(body.role, "body", ((n.text, n.form) for n in body.names))
        else:
            cues += _name_cues(body.role, "", ((n.text, n.form) for n in body.names))
    for state in gazetteer.states.values():
        cues += _name_cues("states", "state", ((n.text, n.form) for n in state.names))
    return CueBook(cues, {})


def _name_cues(role: str, way: str, names: Iterable[tuple[str, str]]) -> Iterator[tuple[Cue, list[str]]]:
    for text, form in names:
        if form in ("name", "acronym"):
            yield (
                Cue("role", role, way, 0.0, at="exact" if form == "acronym" else "capital"),
                [re.sub(r"[{}<>]", "", text)],
            )


class _RoleReader:
    """The role words of one document, found in one pass."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.folded: Folded = fold_text(document.text)
        self.context = _get_context(document.metadata.language)
        hits = _get_book(document.metadata.language).find(self.folded.text).get("role", [])
        self.hits = [h for h in hits if h.cue.kind and self._is_written_so(h)]
        self.starts = [h.start for h in self.hits]

    def _is_written_so(self, hit: Hit) -> bool:
        """Whether a name has its capitals in the source."""
        if hit.cue.at == "any":
            return True
        start, end = self.folded.source(hit.start), self.folded.source(hit.end - 1) + 1
        wording = self.document.text[start:end]
        return wording.isupper() if hit.cue.at == "exact" and len(wording) > 1 else wording[:1].isupper()

    def find(self, spans: Iterable[Span], kind: str) -> list[_Found]:
        """Return the roles that act in some spans of a statement of a kind, each once, best first."""
        found: list[_Found] = []
        for span in spans:
            start, end = self.folded.place(span.start), self.folded.place(span.end)
            found += self._find(start, end, kind)
        best: dict[str, _Found] = {}
        for one in sorted(found, key=lambda f: (-f.score, f.hit.start)):
            best.setdefault(one.role, one)
        return list(best.values())

    def find_told(self, spans: Iterable[Span]) -> list[_Found]:
        """Return the roles that a lead-in tells to act: only being named there is not enough."""
        return [f for f in self.find(spans, "recommendation") if f.rule != "named"]

    def _find(self, start: int, end: int, kind: str) -> list[_Found]:
        first = bisect_left(self.starts, start)
        hits = [h for h in self.hits[first : bisect_left(self.starts, end, first)] if h.end <= end]
        found: list[_Found] = []
        following: Hit | None = None
        for hit in reversed(hits):
            score, rule = self._judge(hit, start, end, kind)
            if not score and following is not None and self._joined(hit, following):
                score, rule = _LISTED, "listed-with-an-actor"
            if score:
                found.append(_Found(hit.cue.name, hit, score, rule))
                following = hit
        return found

    def _joined(self, hit: Hit, following: Hit) -> bool:
        return bool(self.context.joint.fullmatch(self.folded.text, hit.end, following.start))

    def _judge(self, hit: Hit, start: int, end: int, kind: str) -> tuple[float, str]:
        text, way = self.folded.text, hit.cue.kind
        near = max(start, hit.start - _REACH)
        agent = self.context.agent.search(text, near, hit.start)
        if agent and (agent[1] not in self.context.weak or self.context.infinitive.match(text, hit.end, end)):
            return _AGENT, "agent"
        inside = way in ("nouns", "state") and self.context.inside.search(text, near, hit.start)
        if not inside and self.context.subject.match(text, hit.end, min(end, hit.end + _REACH + 80)):
            return _SUBJECT, "subject"
        if kind in ("challenge", "definition"):
            return 0.0, ""
        own = not text.startswith("'s", hit.end) or hit.start - start < _REACH // 4
        if way in ("sure", "levels") or (way == "body" and kind == "practice" and own):
            return _SURE, "named"
        return 0.0, ""

    def leads(self, statement: Statement) -> Iterator[Span]:
        """Yield the sentences that open the lists a statement stands in, innermost first."""
        if statement.lead is None:
            return
        yield self._last_sentence(statement.lead)
        blocks = self.document.blocks
        index = blocks[statement.block].lead
        seen: set[int] = set()
        while index is not None and index not in seen:
            seen.add(index)
            index = blocks[index].lead
            if index is not None:
                yield self._last_sentence(Span(blocks[index].start, blocks[index].end))

    def _last_sentence(self, span: Span) -> Span:
        start, end = self.folded.place(span.start), self.folded.place(span.end)
        cut = self.folded.text.rfind(". ", start, end - 1)
        return span if cut < 0 else Span(self.folded.source(cut + 2), span.end)

    def before(self, statement: Statement) -> Span | None:
        """Return the sentence before a statement that begins with "they" or the like, in the same block."""
        start = self.folded.place(statement.start)
        if not self.context.back.match(self.folded.text, start):
            return None
        begin = self.folded.place(self.document.blocks[statement.block].start)
        sentence = max(begin, self.folded.text.rfind(". ", begin, max(begin, start - 2)) + 1)
        return Span(self.folded.source(sentence), statement.start) if sentence < start else None


_last: list[_RoleReader] = []
"""The reader of the document asked for last: addressees are asked for statement by statement."""


def _get_reader(document: Document) -> _RoleReader:
    if not _last or _last[0].document is not document:
        _last[:] = [_RoleReader(document)]
    return _last[0]


def find_addressees(document: Document, statement: Statement) -> list[FoundLink]:
    """Return CALLS_ON links to the roles that are to act, or that acted where a practice is told."""
    reader = _get_reader(document)
    own_spans = [Span(statement.start, statement.end), *([statement.rest] if statement.rest else [])]
    own = reader.find(own_spans, statement.kind)
    links = [_make_link(reader, statement, f, inherited=False) for f in own]
    above: list[_Found] = []
    if statement.kind in _ASKING and not any(f.rule == "subject" for f in own):
        above = next((f for s in reader.leads(statement) if (f := reader.find_told([s]))), [])
    if not own and not above and (before := reader.before(statement)) is not None:
        above = reader.find([before], statement.kind)
    named = {f.role for f in own}
    links += [_make_link(reader, statement, f, inherited=True) for f in above if f.role not in named]
    return sorted(links, key=lambda link: (link.inherited, -link.score, link.node))


def _make_link(reader: _RoleReader, statement: Statement, found: _Found, inherited: bool) -> FoundLink:
    score = found.score * (_INHERITED if inherited else 1.0)
    return FoundLink(
        type="CALLS_ON",
        statement=statement.id,
        node=found.role,
        score=round(score, 3),
        rule=f"lead-{found.rule}" if inherited else found.rule,
        start=reader.folded.source(found.hit.start),
        end=reader.folded.source(found.hit.end - 1) + 1,
        inherited=inherited,
    )
