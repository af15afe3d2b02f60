"""Where a document names who issued it, the surest place first; whoever knows names says who stands there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graphkit.text.document import Clue, Span
from loaders.metadata.front import Front, Line
from loaders.metadata.offices import (
    find_association_lines,
    find_associations,
    find_cities,
    find_offices,
    find_parties,
    find_saying_offices,
)
from loaders.metadata.owners import find_owner, find_series, find_site
from loaders.metadata.persons import (
    find_affiliations,
    find_governments,
    find_hired,
    find_holders,
    find_imprints,
    find_independent,
    is_independent,
    is_news,
)
from loaders.metadata.wording import compiled, in_each

_LIST = 1800
"""Characters that a list of those who sign may have."""
_NEAR = 110
"""Characters after 'submitted by' in which the name begins."""
_MADE = r"(?: (?:{made}))?"
_WE = (
    r"^[\W\d]*(?:(?P<we>{we}\b(?:,\s+(?:{article}\s+)?|\s+{article}\s+|\s+(?={delegates}|{local})))|"
    r"(?!{we}\b)(?:{article}\s+)?)(?:(?!(?:{says}|{said})\s)[^\s.;:]+\s+){0,4}?(?P<who>{delegates}|{local})\b"
)
"""Who speaks, at most four words in."""
_DECLARED = r"\b(?:{declarations})(?:\s[^\s,.;:]{1,20}){0,3}?\s+(?:{by})\s+(?!\d)"
_DECLARERS = r"\b(?:{declarations})\s(?:{by})\s(?:(?:{article})\s)?(?:{delegates})\b"
_JOINT = r"\b(?:{joint})\b|^\W*(?:[\w-]+\s+){0,3}?(?:{treaties})\b[^:;?]*$"
_SPOKEN = (
    r"\b(?:{pieces})(?:(?:\s(?!(?:{to}|{about})\s)[^\s,.;:]{1,20}){0,3}?" + _MADE + r"\s+(?:{by})"
    r"|\s(?:{to})\s[^,.;:\n]{1,60}?\s(?:{agent}))\s+(?!\d)"
)
_OWNED = (
    r"^\W*(?:{article}\s+)?(?P<name>[^:;.\n]{2,70}?)['’]s?\s+(?:[\w-]+\s+){0,3}?"
    r"(?:{pieces}|{policies}|{declarations})\b"
)
_ENTITLED = r"^\W*(?:{article}\s+)?(?P<name>[^:;.\n–—]{2,70}?)\s+(?:[\w-]+\s+)?(?:{pieces}|{declarations})\b"
_SAYS = r"\s(?:today\s+|hoy\s+)?(?:{says}|{said})\b"
_AUTHORS = r"\b(?:{authors})\s*(?:{article}\s+)?"
_THIS = r"\b(?:{this})\b[^.;]{0,90}?"
_OFFICE = (
    r"^[\W\d]*(?:{article}\s+)?(?:{letterhead})(?:\s[^\s,.;:]{1,20}){0,6}?\s(?:{of})\s*"
    r"(?=\w[^.;]{2,40}?(?:,|\s(?:{says})\b))"
)
_POLICY = r"\b(?:{policies})\b"
_OF = r"\s(?:{of})\s*(?=\w)"
_ABOUT = r"\b(?:(?:{pieces}|{comments})\s(?:\S+\s){0,3}?(?:{about})|(?:{comments})\s(?:\S+\s){0,2}?(?:{of}))\s"
"""Words before a policy by which a text is about it."""
_SCHOLARLY = r"\b(?:{scholarly})\b"
_REVIEW = r"\b(?:{reviews})\b(?:\s[^\s.;:]{1,20}){0,12}?(?:\s*[:–—-]\s*|\s+(?:{of}|{by}|{stops})\s+)"
_REVIEW_COLON = r"\b(?:{reviews})\b[^:;.\n]{0,90}?\s*[:–—]\s*"
_FIRST = r"^\W*(?P<name>[\w.'’ -]{2,40}?)\s+(?:(?:{national})\s+)?(?:[\w-]+\s+)?(?:{policies})\b"
_FIRST_ALONE = r"^\W*(?P<name>[\w.'’ -]{2,60}?)\s+(?:{policies})\b"
_HEADLINE = r"^\W*(?:(?:{article})\s+)?(?P<name>[A-ZÁÉÍÓÚÑ][^:;,.\n]{1,90}?)\s+(?:{says})\b"
_CONVENED = r"\b(?:{convened})\s+(?:{article}\s+)?|\b(?:{which})\s+(?:{article}\s+)?(?=[^.;]{3,160}?\b(?:{convenes})\b)"
_LEGAL = r"\b(?:{laws})\s+"
_CIVIL = r"\b(?:{civil})\b"
_CIVIL_SAYS = r"\b(?:{says})\s+(?:{article}\s+)?(?:\w+\s+(?:and|y|et|e)\s+(?:{article}\s+)?)?(?:{civil})\b"
_OFFICIAL = ("national report", "law", "decree", "executive order", "review report", "compilation", "policy",
             "fact sheet")  # fmt: skip
"""Forms that civil society does not issue."""
_IMPRINT = 10
"""Words that the line of a journal or university has at most."""
_SUBJECT = 80
"""Characters of a title or paragraph in which its subject is named."""
_YEARS = re.compile(r"\d{4}\W*$")
"""Years at the end of a policy's title: whose it is comes after them, whatever it is about."""
_TOLD = ("fact sheet", "press release", "national report", "evaluation", "review report", "compilation")
"""Forms whose first sentences tell of others who met."""
_SIGNED = 350
"""Last characters in which a signature is looked for."""


def find_clues(front: Front, form: str | None, title: str, url: str = "") -> list[Clue]:
    """Return the clues to a document's issuer in the order of their sureness."""
    lines = [Span(line.start, line.end) for line in front.lines]
    first = [*lines, *front.paragraphs[:1]]
    spoken = [
        *_after("author", _AUTHORS, front, lines, _NEAR),
        *_after("author", _THIS + _AUTHORS, front, front.opening[:3], _NEAR),
        *_after("spoken", _SPOKEN, front, first, None),
        *_after("spoken", _DECLARERS, front, lines, None),
    ]
    independent = [c for c in spoken if is_independent(front.text[c.begin : c.end])]
    spoken = [c for c in spoken if c not in independent]
    return [
        *(() if form == "national report" else find_owner(front)),
        *find_series(front, form),
        *([Clue("joint", 0, 0, 0, title)] if compiled(_JOINT).search(title) else ()),
        *_signatories(front, form),
        *find_parties(front, form),
        *spoken,
        *find_associations(front, spoken),
        *find_association_lines(front),
        *_after("declared", _DECLARED, front, first, None),
        *_scholarly(front),
        *(replace(c, rule="independent") for c in independent),
        *find_independent(front, lines),
        *find_hired(front, lines),
        *find_governments(front, lines),
        *_named_first("owned", _OWNED, front, first),
        *_named_first("owned", _ENTITLED, front, lines),
        *_policy(front, lines),
        *_after("review", _REVIEW, front, lines, 12),
        *_after("review", _REVIEW_COLON, front, lines, 12),
        *_letterheads(front.lines),
        *find_offices(front, lines),
        *find_cities(front, lines),
        *_named_first("policy-name", _FIRST, front, lines),
        *_named_first("policy-name", _FIRST_ALONE, front, lines),
        *(Clue("title", s.start, s.start, s.end) for s in lines),
        *_legal(front, form),
        *_after("office", _OFFICE, front, front.opening[:1], 12),
        *_civil(front, form),
        *find_imprints(front, lines),
        *_says(front),
        *(find_holders(front, lines) if form == "statement" else ()),
        *find_saying_offices(front, [*lines[:2], *front.paragraphs[:1]]),
        *_signatures(front),
        *find_affiliations(front),
        *find_site(url),
        *(() if is_news(front) else _named_first("headline", _HEADLINE, front, [*lines[:2], *front.paragraphs[:1]])),
        *_after("convened", _CONVENED, front, front.opening, None),
    ]


def _signatories(front: Front, form: str | None) -> Iterator[Clue]:
    """Yield where a first paragraph lists who speaks: 'We, the Ministers of A and B, meeting in C ...'."""
    if form in _TOLD:
        return
    recitals = [Span(line.start, line.end) for line in front.lines if line.wording.rstrip().endswith(",")]
    for number, span in enumerate([*recitals[:1], *front.paragraphs[:2]]):
        wording = front.wording(span)[:_LIST]
        for pattern in in_each(_WE):
            if match := pattern.match(wording):
                ends = compiled(r"\b(?:{gathered})|[.;](?=\s+[A-Z])").search(wording, match.end())
                stop = ends.start() if ends else min(len(wording), _LIST)
                civil = _civil_subject(wording[: min(stop, 200)])
                local = compiled(r"\b(?:{local})\b").search(wording, 0, stop)
                rule = "civil" if civil else "local" if local else "we" if match["we"] else "delegates"
                if rule != "delegates" or number == 0:
                    begin = span.start + (match.end("who") if rule in ("we", "delegates") else 0)
                    yield Clue(rule, span.start, begin, span.start + max(stop, match.end("who")))
                break
        else:
            names = re.match(r"[^.:;]{20,400}?(?=, (?:por boca|through|represented|representad|whose|cuy))", wording)
            if names and names[0].count(",") > 1:
                yield Clue("delegates", span.start, span.start, span.start + names.end())


def _after(rule: str, pattern: str, front: Front, spans: Sequence[Span], reach: int | None) -> Iterator[Clue]:
    """Yield the stretches after words such as 'Statement by', up to a word that opens a place or topic."""
    for span in spans:
        wording = front.wording(span)[:700]
        for one in in_each(pattern):
            for match in one.finditer(wording):
                if _is_host(wording, match.start()) or compiled(r"\b(?:{host})\b").search(match[0]):
                    continue
                end = _stop(wording, match.end())
                end = min(end, match.end() + reach) if reach else end
                yield Clue(
                    rule, span.start + match.start(), span.start + match.end(), span.start + max(end, match.end() + 1)
                )


def _stop(wording: str, start: int) -> int:
    """Return where what follows is no longer the one who speaks: a venue, a topic, the end of the sentence."""
    for found in compiled(r"\b(?:{stops})\s|[;:\n]|(?<=\w{4})\.\s").finditer(wording, start):
        if not compiled(r"\b(?:{holders})\s$").search(wording[start : found.start()]):
            return found.start()
    return len(wording)


def _is_host(wording: str, at: int) -> bool:
    """Return whether the words before an expression speak of a host, a funder or thanks."""
    return bool(compiled(r"\b(?:{host})\b[^.;]{0,60}$").search(wording[max(0, at - 90) : at]))


def _named_first(rule: str, pattern: str, front: Front, spans: Sequence[Span]) -> Iterator[Clue]:
    """Yield names at the start of a line that own what follows or are said to do something."""
    for span in spans:
        wording = front.wording(span)[:300]
        shift = len(wording) - len(wording.lstrip("#*_ >\n\t"))
        for one in in_each(pattern):
            if (match := one.match(wording[shift:])) and len(match["name"]) > 1:
                begin = span.start + shift + match.start("name")
                yield Clue(rule, span.start, begin, span.start + shift + match.end("name"))


def _policy(front: Front, lines: list[Span]) -> Iterator[Clue]:
    """Yield what comes right after 'Policy ... of': whose policy it is, unless people or a region stand between.

    Where the words before say that a text is about a policy, as an evaluation is, that is yielded instead.
    """
    for span in lines:
        wording = front.wording(span)
        for policy, owner in zip(in_each(_POLICY), in_each(_OF), strict=True):
            for match in policy.finditer(wording):
                if about := compiled(_ABOUT).search(wording, 0, match.start()):
                    yield Clue("about", span.start + about.start(), span.start + match.start(), span.end)
                    break
                end = compiled(r"[,;.:\n]").search(wording, match.end(), match.end() + 140)
                for of in owner.finditer(wording, match.end(), end.start() if end else match.end() + 140):
                    between = wording[match.end() : of.start()]
                    official = compiled(r"(?:{official})\b").match(wording, of.end())
                    if official or _YEARS.search(between) or not compiled(r"\b(?:{others})\b").search(between):
                        yield Clue(
                            "policy", span.start + match.start(), span.start + of.end(), span.start + of.end() + 12
                        )


def _letterheads(lines: tuple[Line, ...]) -> Iterator[Clue]:
    """Yield lines that may hold a name and hardly more, none that heads a list; offices are named at their start."""
    for line in lines:
        if 0 < len(line.wording.split()) <= 16 and not line.over_items and not re.search(r"\d{4}", line.wording):
            office = compiled(r"^\W*(?:{article}\s+)?(?:[\w-]+\s+)?(?:{letterhead})\b").match(line.wording)
            office = None if compiled(_ABOUT).search(line.wording) else office
            yield Clue("letterhead" if office else "name-line", line.start, line.start, line.end)


def _legal(front: Front, form: str | None) -> Iterator[Clue]:
    """Yield 'the laws of X' and 'the State of X' in a law, decree or order."""
    if form in ("law", "decree", "executive order", "policy", "strategy"):
        begin = front.lines[0].start if front.lines else (*front.opening, front.ending)[0].start
        reach = Span(begin, begin + 4000)
        wording = front.text[reach.start : reach.end]
        for one in in_each(_LEGAL):
            for match in one.finditer(wording):
                start = reach.start + match.start()
                yield Clue("legal", start, reach.start + match.end(), reach.start + match.end() + 30)


def _scholarly(front: Front) -> Iterator[Clue]:
    """Yield short lines by which a text is known as a scholar's, such as the name of a journal."""
    for line in front.lines:
        if len(line.wording.split()) <= _IMPRINT and (match := compiled(_SCHOLARLY).search(line.wording)):
            yield Clue("scholarly", line.start, line.start + match.start(), line.end)


def _says(front: Front) -> Iterator[Clue]:
    """Yield what stands right before a verb of saying in the first paragraph of a press release."""
    for span in front.paragraphs[:1]:
        for pattern in in_each(_SAYS):
            for match in pattern.finditer(front.wording(span)[:500]):
                at = span.start + match.start()
                yield Clue("says", max(span.start, at - 100), max(span.start, at - 100), at)


def _civil(front: Front, form: str | None) -> Iterator[Clue]:
    """Yield words by which organisations of civil society speak: what a title or first paragraph begins with."""
    spans = [*(Span(line.start, line.end) for line in front.lines), *front.paragraphs[:2]]
    for span in spans if form not in _OFFICIAL else ():
        wording = front.wording(span)
        if match := _civil_subject(wording[:_SUBJECT]) or compiled(_CIVIL_SAYS).search(wording[:200]):
            yield Clue("civil", span.start + match.start(), span.start, span.start + match.end())


def _civil_subject(wording: str) -> re.Match[str] | None:
    """Return the words for civil society in a subject, unless States or bodies stand before them."""
    match = compiled(_CIVIL).search(wording)
    return match if match and not compiled(r"\b(?:{public})\b").search(wording[: match.start()]) else None


def _signatures(front: Front) -> Iterator[Clue]:
    """Yield short last lines that begin as a letterhead does: 'Permanent Mission of X', 'For the Government of X'."""
    at = max(front.ending.start, front.ending.end - _SIGNED)
    pattern = compiled(r"^\W*(?:(?:for|por|pour|pel[oa])\s+)?(?:{article}\s+)?(?:{letterhead})\b")
    for line in front.text[at : front.ending.end].splitlines(keepends=True):
        if pattern.match(line) and len(line.split()) <= 12 and not re.search(r"[.;:]\s*$", line):
            yield Clue("signature", at, at, at + len(line.rstrip()))
        at += len(line)
