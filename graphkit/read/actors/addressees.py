"""Who is to act: the parts (states, civil society ...) that the wording makes act, or the sentence above it does.

Some words name an actor wherever they stand ("civil society"); others ("countries") do so only before a verb, after
"by" or "call on", or in a list with one that does. An item takes the actors of the sentence that opens its list
unless it has a subject of its own.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from graphkit.match.phrases import Hit
from graphkit.read.actors.masks import get_masks
from graphkit.read.reading import FoundLink
from graphkit.read.statements.folded_text import Page, get_page
from graphkit.read.statements.rules import any_of
from graphkit.reference.language import get_language_data
from graphkit.text.document import Document, Span, Statement

_SUBJECT, _SURE, _AGENT, _LISTED, _INHERITED = 0.95, 0.85, 0.8, 0.7, 0.8
"""How sure each way of naming an actor is; what inheriting it leaves of that."""
_ASKING = ("recommendation", "principle")
_REACH, _AHEAD = 60, 140
"""Characters before and after an actor in which the words that make it act are looked for."""


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
        between = f"(?>(?:{any_of(data['between'])}|\\w+ly|\\w+mente) )*"
        aside = r"(?: \([^()]{0,120}\)|,[^,.;:]{0,80},)?"
        of = rf"(?: (?:{any_of(data['complements'])}) (?:\w+ )?[\w-]+(?: (?:and|y) [\w-]+)?){{0,2}}"
        asking = any_of(data["asking"]) if data["asking"] else "(?!)"
        company = any_of(data["company"]) if data["company"] else "(?!)"
        listed = rf"(?: (?:{company}))?(?: (?:{any_of(data['and'])}) [\w'-]+(?: [\w'-]+)?)?"
        determiners = f"(?:(?:{any_of(data['determiners'])}) )*"
        self.subject = re.compile(rf"{of}{aside} {between}(?:{any_of(data['verbs'])})\b")
        speaking = rf"(?:{any_of(data['speaking'])})\b|(?:{asking})\b(?! to\b)"
        self.speaker = re.compile(rf"{listed}{of}{aside} {between}(?:{speaking})")
        endings = "".join(rf"|\w+{ending}" for ending in data["verb_endings"])
        self.infinitive = re.compile(rf"{aside} (?:{any_of(data['infinitive'])}{endings})\b")
        self.agent = re.compile(rf"\b({any_of(data['agents'])}) {determiners}$")
        self.told = re.compile(rf"\b(?:{any_of(data['told'])}) {determiners}$")
        self.addressing = re.compile(rf"(?:\W|\d)*(?:(?:{any_of(data['addressing'])}) )?{determiners}$")
        self.weak = frozenset(data["weak"])
        self.inside = re.compile(rf"\b(?:{any_of(data['inside'])}) {determiners}$")
        self.owner = re.compile(rf"\b(?:{any_of(data['owners'])}) (?:[\w'-]+ ){{0,4}}$")
        self.joint = re.compile(rf"[\s,;/()\"-]*(?:(?:{any_of(data['joints'] + data['determiners'])})[\s,]+)*")
        self.back = re.compile(rf"(?:\w+(?: \w+){{0,2}}, )?(?:{any_of(data['back'])})\b")


@cache
def _get_context(language: str) -> _Context:
    return _Context(language)


class _RoleReader:
    """Reads roles on one page."""

    def __init__(self, page: Page) -> None:
        self.page, self.text = page, page.text
        self.context = _get_context(page.document.metadata.language)

    def find(self, spans: Iterable[Span | Statement], kind: str) -> list[_Found]:
        """Return the roles that act in some spans of a statement of a kind, each once, best first."""
        found = [f for span in spans for f in self._find(*self.page.place(span), kind)]
        best: dict[str, _Found] = {}
        for one in sorted(found, key=lambda f: (-f.score, f.hit.start)):
            best.setdefault(one.role, one)
        return list(best.values())

    def find_told(self, spans: Iterable[Span]) -> list[_Found]:
        """Return the roles that a lead-in tells to act: only being named there is not enough."""
        return [f for f in self.find(spans, "recommendation") if f.rule != "named"]

    def _find(self, start: int, end: int, kind: str) -> list[_Found]:
        found: list[_Found] = []
        following: Hit | None = None
        names = get_masks(self.page.document).find_known(self.page.span(start, end))
        for hit in reversed(self.page.hits("role", start, end)):
            # A state that is named is linked as itself, not by a role.
            if (
                hit.cue.kind in ("never", "state")
                or not self.page.is_written_so(hit)
                or self._is_inside_name(hit, names)
            ):
                continue
            score, rule = self._judge(hit, start, end, kind)
            if not score and following is not None and self._joined(hit, following):
                score, rule = _LISTED, "listed-with-an-actor"
            if score:
                found.append(_Found(hit.cue.name, hit, score, rule))
                following = hit
        return found

    def _is_inside_name(self, hit: Hit, names: list[Span]) -> bool:
        """Whether a common noun is only the beginning or middle of a body's name: "United Nations" in an agency's."""
        place = self.page.source(hit)
        cut = any(n.start < place.end and place.start < n.end and place.end < n.end for n in names)
        return cut and hit.cue.kind != "body"

    def _joined(self, hit: Hit, following: Hit) -> bool:
        return bool(self.context.joint.fullmatch(self.text, hit.end, following.start))

    def _judge(self, hit: Hit, start: int, end: int, kind: str) -> tuple[float, str]:
        """Return how surely the wording makes a noun act, and by which rule; 0 if it does not."""
        text, way = self.text, hit.cue.kind
        if kind in _ASKING and self.context.speaker.match(text, hit.end, min(end, hit.end + _AHEAD)):
            return 0.0, ""
        before = max(start, hit.start - _REACH)
        at_end = hit.end >= end - 2 and text.startswith(":", hit.end) and way != "levels"
        if at_end and not self.context.owner.search(text, before, hit.start):
            return _AGENT, "told-at-the-end"
        agent = self.context.agent.search(text, before, hit.start)
        if agent and (agent[1] not in self.context.weak or self.context.infinitive.match(text, hit.end, end)):
            return _AGENT, "agent"
        inside = way == "nouns" and self.context.inside.search(text, before, hit.start)
        if not inside and self.context.subject.match(text, hit.end, min(end, hit.end + _AHEAD)):
            return _SUBJECT, "subject"
        if kind in _ASKING and self.context.told.search(text, before, hit.start):
            return _AGENT, "agent"
        if kind in ("challenge", "definition"):
            return 0.0, ""
        owns = text.startswith("'s", hit.end) and hit.start - start > _REACH // 4
        if way in ("sure", "levels") or (way == "body" and kind == "practice" and not owns):
            return _SURE, "named"
        return 0.0, ""

    def find_headed(self, statement: Statement) -> list[_Found]:
        """Return the roles that the heading of a statement addresses: one that names nobody but them."""
        blocks = self.page.document.blocks
        headings = blocks[statement.block].headings
        if not headings:
            return []
        heading = blocks[headings[-1]]
        start, end = self.page.place(Span(heading.start, heading.end))
        found: list[_Found] = []
        at = start
        for hit in self.page.hits("role", start, end):
            if hit.cue.kind == "never" or not self.page.is_written_so(hit):
                continue
            joins = self.context.joint if found else self.context.addressing
            if hit.start >= at and not joins.fullmatch(self.text, at, hit.start):
                return []
            found.append(_Found(hit.cue.name, hit, _AGENT, "heading"))
            at = max(at, hit.end)
        return found

    def leads(self, statement: Statement) -> Iterator[Span]:
        """Yield the sentences that open the lists a statement stands in, innermost first."""
        blocks = self.page.document.blocks
        index = blocks[statement.block].lead if statement.lead is not None else None
        while index is not None:
            block = blocks[index]
            yield self._last_sentence(Span(block.start, block.end))
            index = block.lead

    def _last_sentence(self, span: Span) -> Span:
        start, end = self.page.place(span)
        cut = self.text.rfind(". ", start, end - 1)
        return span if cut < 0 else Span(self.page.folded.source(cut + 2), span.end)

    def before(self, statement: Statement) -> Span | None:
        """Return the sentence before one that begins with "they" or the like, in the same block."""
        start, _ = self.page.place(statement)
        if not self.context.back.match(self.text, start):
            return None
        begin, _ = self.page.place(self.page.document.blocks[statement.block])
        sentence = max(begin, self.text.rfind(". ", begin, max(begin, start - 2)) + 1)
        return Span(self.page.folded.source(sentence), statement.start) if sentence < start else None


def find_addressees(document: Document, statement: Statement) -> list[FoundLink]:
    """Return CALLS_ON links to the roles that are to act, or that acted where a practice is told."""
    reader = _RoleReader(get_page(document))
    own = reader.find([statement, *([statement.rest] if statement.rest else [])], statement.kind)
    above: list[_Found] = []
    if statement.kind in _ASKING and not any(f.rule == "subject" for f in own):
        above = next((f for s in reader.leads(statement) if (f := reader.find_told([s]))), [])
        above = above or reader.find_headed(statement)
    if not own and not above and (before := reader.before(statement)) is not None:
        above = reader.find([before], statement.kind)
    named = {f.role for f in own}
    links = [_make_link(reader.page, statement, f, inherited=False) for f in own]
    links += [_make_link(reader.page, statement, f, inherited=True) for f in above if f.role not in named]
    return sorted(links, key=lambda link: (link.inherited, -link.score, link.node))


def _make_link(page: Page, statement: Statement, found: _Found, inherited: bool) -> FoundLink:
    span = page.source(found.hit)
    return FoundLink(
        type="CALLS_ON",
        statement=statement.id,
        node=found.role,
        score=round(found.score * (_INHERITED if inherited else 1.0), 3),
        rule=f"lead-{found.rule}" if inherited else found.rule,
        start=span.start,
        end=span.end,
        inherited=inherited,
    )
