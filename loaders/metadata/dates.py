"""When a document was made, from where a person reads it; never from the largest number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.metadata.front import Front, Line
from loaders.metadata.owners import SYMBOL
from loaders.metadata.wording import LANGUAGES, any_of, compiled, get_words

_DAYS = r"\d{1,2}(?:st|nd|rd|th|º|er)?"
_RANGE = rf"{_DAYS}(?:(?:\s*[-–]\s*|\s*,\s*(?:el |le )?|\s+{{between}}\s+(?:the\s+|le\s+|el\s+)?){_DAYS}){{0,3}}"
_NARRATIVE = ("fact sheet", "executive order", "strategy", "policy", "evaluation", "national report", "law")
"""Forms whose first sentence tells of other days than their own."""
_SIGNED = r"^[,\s]+(?:\w+\s+){0,4}(?:signed|launched|adopted|announced|issued|firm[oó]|suscribi[oó])"
_ISSUED = r"(?:^|\b)(?:distr\.?\W{1,2}\s*\w+|{dated})\W*$"
"""Words right before the day on which a document came out."""
_DATELINE = 5.5
"""Score of a place and date that open a paragraph."""
SURE = 3.0
"""Least score of a date that counts."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of a text: ``day`` and ``month`` 0 where it has none; ``score``: how sure it is the document's own."""

    year: int
    month: int
    day: int
    start: int
    end: int
    score: float
    words: str = ""

    @property
    def iso(self) -> str | None:
        """The date as ISO 8601, day or month left out where unknown; None for a bare year."""
        if not self.month:
            return None
        return f"{self.year}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")


def find_date(front: Front, title: str, form: str | None, url: str = "") -> Dated | None:
    """Return the date of a document, or None where nothing says it surely.

    Where the surest places name different years, nothing is sure; of several dates of one year the fullest counts.
    """
    found = [d for d in _candidates(front, title, form, url) if d.score >= SURE]
    best = max((d.score for d in found), default=0.0)
    top = [d for d in found if d.score == best]
    if len({d.year for d in top}) != 1:
        return None
    return max(top, key=lambda d: (bool(d.month), bool(d.day), -d.start))


def _candidates(front: Front, title: str, form: str | None, url: str) -> Iterator[Dated]:
    yield from _distributed(front)
    for line in front.lines:
        yield from _line(line, line.wording == title)
    for number, span in enumerate(front.opening[:2]):
        yield from _paragraph(front.wording(span)[:900], span.start, form, number == 0)
    yield from _ending(front)
    if match := re.search(r"/((?:19|20)\d\d)/(\d\d)(?:/(\d\d))?/", url):
        yield Dated(int(match[1]), int(match[2]), int(match[3] or 0), 0, 0, 3.5, url)


def _distributed(front: Front) -> Iterator[Dated]:
    """Yield the date in a letterhead that follows 'Distr.: General' or 'published'."""
    for span in front.letterhead:
        wording = front.wording(span)
        for dated, match in find_dates(wording, span.start):
            before = compiled(_ISSUED).search(wording, 0, match.start())
            if before:
                yield _with(dated, 6.5, wording[before.start() : match.end()])


def find_dates(wording: str, start: int = 0) -> Iterator[tuple[Dated, re.Match[str]]]:
    """Yield the full dates of a text (at least month and year), with their place and match."""
    for match in _pattern().finditer(wording):
        year = int(match["year"] or match["y2"] or match["y3"])
        if match["iso"]:
            month, day = int(match["mo"]), int(match["da"])
        elif match["num"]:
            day, month = int(match["d3"]), int(match["m3"])
        else:
            month = _month(match["month"])
            days = re.findall(r"\d{1,2}", (match["before"] or "") + " " + (match["after"] or ""))
            day = int(days[0]) if len(days) == 1 else 0
        if 1 <= month <= 12 and day <= 31:
            yield Dated(year, month, day, start + match.start(), start + match.end(), 0.0, match[0]), match


def _pattern() -> re.Pattern[str]:
    return compiled(
        rf"(?P<iso>\b(?P<y2>(?:19|20)\d\d)-(?P<mo>\d\d)-(?P<da>\d\d)\b)"
        rf"|(?P<num>\b(?P<d3>\d{{1,2}})[./](?P<m3>\d{{1,2}})[./](?P<y3>(?:19|20)\d\d)\b)"
        rf"|(?:\b(?P<before>{_RANGE})\s+(?:(?:de|of)\s+)?)?\b(?P<month>{{months}})\.?"
        rf"(?:\s+(?P<after>{_RANGE}))?(?:,?\s+(?:de|del|of)\b)?,?\s+(?P<year>(?:19|20)\d\d)\b"
    )


def _month(name: str) -> int:
    for language in LANGUAGES:
        months = get_words(language)["months"]
        for number, pattern in enumerate(months, 1):  # type: ignore[arg-type,var-annotated]
            if re.fullmatch(pattern, name, re.IGNORECASE):
                return number
    return 0


def _with(dated: Dated, score: float, words: str) -> Dated:
    return Dated(dated.year, dated.month, dated.day, dated.start, dated.end, score, " ".join(words.split()))


def _line(line: Line, is_title: bool) -> Iterator[Dated]:
    """Yield the dates of a line of the title block: a line that is a date, a place and date, or a dated title."""
    full = list(find_dates(line.wording, line.start))
    for dated, match in full:
        if score := _weigh(line.wording, line.wording[: match.start()], line.wording[match.end() :]):
            yield _with(dated, score, line.wording[: match.end()] if score == _DATELINE else line.wording)
    symbol = SYMBOL.match(line.wording)
    years = [p for p in symbol[1].split("/") if re.fullmatch(r"(?:19|20)\d\d", p)] if symbol else []
    if years:
        yield Dated(int(years[0]), 0, 0, line.start, line.end, 4.0, line.wording)
    if not full:
        yield from _bare_year(line, is_title)


def _weigh(wording: str, before: str, after: str) -> float:
    """Return how sure a full date in a line of the title block is that of the document; 0 where it is another one."""
    rest = len((before + " " + after).split())
    if compiled(r"\b(?:session|per[ií]odo de sesiones|sess[aã]o)\b").search(wording):
        return 3.0
    if compiled(_ISSUED).search(before):
        return 6.5
    if rest <= 1:
        return 6.0
    if _is_dateline(before, after[:8]):
        return _DATELINE
    if rest <= 9 and not compiled(r"\b(?:{past}|{never})\W*$").search(before):
        return 5.0
    meets = compiled(r"\b(?:{met}|{dated})\b|\b(?:on|el|le)\s+(?:\w+,?\s+)?$").search(before)
    return 4.5 if meets else 0.0


def _bare_year(line: Line, is_title: bool) -> Iterator[Dated]:
    """Yield the year that a title ends with or has in brackets; no span of years, no target, no session."""
    wording = line.wording
    if re.search(r"(?:19|20)\d\d\s*[-–/]\s*(?:(?:19|20)?\d\d)|[-–/]\s*(?:19|20)\d\d", wording):
        return
    if match := re.search(r"(?:©|\(c\)|copyright)[^\n]{0,40}?((?:19|20)\d\d)", wording, re.IGNORECASE):
        yield Dated(int(match[1]), 0, 0, line.start, line.end, 3.2, wording)
        return
    for match in re.finditer(r"(?<![\d/.,])(?:19|20)\d\d(?![\d/]|\.\d)", wording):
        before, after = wording[: match.start()], wording[match.end() :].strip(" )*¹²³").rstrip(".")
        if compiled(r"\b(?:{never}|{past})\W*$").search(before) or compiled(r"^\W*(?:{never})\b").search(after):
            continue
        ends = not after or match.start() < 2
        short = len(wording.split()) <= 9
        if ends or (short and (is_title or line.heading)) or re.fullmatch(r"\W*\(?$", before[-1:]):
            yield Dated(int(match[0]), 0, 0, line.start, line.end, 3.6 if ends else 3.3, wording)


def _paragraph(wording: str, start: int, form: str | None, first: bool) -> Iterator[Dated]:
    """Yield the dates of a first paragraph: a dateline, the day of the meeting, the day it was said."""
    for dated, match in find_dates(wording, start):
        before, after = wording[: match.start()], wording[match.end() : match.end() + 160]
        words = before[max(0, before.rfind(" ", 0, max(0, len(before) - 50))) :] + match[0]
        if _is_dateline(before, after[:8]):
            yield _with(dated, _DATELINE, words)
        elif first and form not in _NARRATIVE and _is_meeting(before, after):
            yield _with(dated, 4.2, words)


def _is_meeting(before: str, after: str) -> bool:
    """Return whether a date of the first sentence is that of the meeting, not of what somebody signed or launched."""
    if re.search(r"[.!?]\s+[A-ZÁÉÍÓÚÑ]", before) or compiled(_SIGNED).search(after[:80]):
        return False
    other = compiled(r"\b(?:{past})\s+(?:\w+\s+)?$").search(before)
    return _met(before) or (not other and _opens(before) and bool(compiled(r"\b(?:{met})\b").search(after)))


def _is_dateline(before: str, after: str) -> bool:
    """Return whether a paragraph opens with a place and a date: 'GENEVA, 3 May 2021 -', 'Lima. 3 de mayo de 2021.-'."""
    words = before.split()
    place = re.fullmatch(r"\W*(?:[A-ZÁÉÍÓÚÑ0-9][\w.,/() °º-]{1,60}?)?[-–—.,(/]*\s*(?:\w+ )?", before)
    ended = re.match(r"\s*\)?\s*(?:\.?[-–—:]|\.?\s*$)", after) or (len(words) < 4 and after.startswith("."))
    small = [w for w in words if w[:1].islower() and w not in ("de", "of", "le", "el", "on", "a")]
    return bool(place and ended) and len(words) < 7 and not small


def _is_signed(rest: str) -> bool:
    """Return whether what stands beside a date in a last line is a place or a word such as 'Done at'."""
    bare = compiled(r"\b(?:{dated})\b").sub(" ", rest)
    small = [
        w
        for w in bare.split()
        if w[:1].islower() and w not in ("de", "of", "the", "el", "la", "le", "on", "a", "à", "in", "at")
    ]
    return len(bare.split()) <= 7 and not small


def _met(before: str) -> bool:
    """Return whether a date follows words of meeting within one sentence."""
    sentence = re.split(r"[.;]\s|;", before)[-1][-200:]
    return bool(compiled(r"\b(?:{met})\b").search(sentence))


def _opens(before: str) -> bool:
    """Return whether a date opens a paragraph: 'On 3 May 2021', 'Los días 3 y 4 de mayo de 2021'."""
    return bool(
        re.fullmatch(
            r"\W*(?:(?:on|today|hoy|el|los d[ií]as|le|les|em|nos dias)\b[ ,]*)?(?:\w+day,?\s*)?[(]?", before, re.I
        )
    )


def _ending(front: Front) -> Iterator[Dated]:
    """Yield a date among the last lines: 'Done at X, 3 May 2021', or a line that is a date; a line of copyright."""
    wording, start = front.wording(front.ending), front.ending.start
    for dated, match in find_dates(wording, start):
        line = wording[wording.rfind("\n", 0, match.start()) + 1 : wording.find("\n", match.end()) % (len(wording) + 1)]
        before = wording[max(0, match.start() - 60) : match.start()]
        if _is_signed(line.replace(match[0], " ")) and not compiled(r"\b(?:{past}|{never})\W*$").search(before):
            yield _with(dated, 4.0, line)
        elif compiled(r"\b(?:{dated})\W[^.\n]{0,40}$").search(before):
            yield _with(dated, 3.8, before + match[0])
    if owner := re.search(r"©[^\n]{0,40}?((?:19|20)\d\d)", front.text[: front.ending.start and 3000]):
        yield Dated(int(owner[1]), 0, 0, owner.start(), owner.end(), 3.2, owner[0])


def find_place(front: Front) -> tuple[str, str] | None:
    """Return the place that a line names beside its date, and that line; None where there is none."""
    wordings = [*(line.wording for line in front.lines), *(front.wording(s)[:100] for s in front.opening[:2])]
    for wording in wordings:
        for _, match in find_dates(wording):
            before = re.sub(
                rf"(?i)\b(?:{any_of('dated')})\W*$|\b(?:el|on|a|le)\s*$", "", wording[: match.start()]
            ).strip(" ,.-–—(/")
            before = re.sub(r"^\W*(?:N[uú]m\.? ?\d+\W*)?", "", before)
            if re.fullmatch(r"[A-ZÁÉÍÓÚÑ][\w’' .-]{2,30}(?:(?: /|,) ?[A-ZÁÉÍÓÚÑ][\w’' .-]{2,30})?", before):
                return before, " ".join(wording[: match.end()].split())
    return None
