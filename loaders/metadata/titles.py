"""The title a document has, and what form of document it is."""

import re

from graphkit.text.document import plain_text
from loaders.metadata.dates import find_dates
from loaders.metadata.front import Front, Line
from loaders.metadata.owners import SYMBOL
from loaders.metadata.wording import compiled, forms

_LONGEST = 200
_WORDS = 12
"""Words of the text that stand for a title where it has none."""
_ADDRESS = re.compile(
    r"https?://|www\.|\S+@\S+\.\w|\b(?:tel|fax|phone|p\.? ?o\.? box|c\.p\.)\b|\+ ?\d{2}"
    r"|\b(?:street|avenue|rue|chemin|calle|avenida|av\.|rua)\b.*\d|©|^\W*(?:>>>|\d+ ?/ ?\d+$)",
    re.IGNORECASE,
)
_SMALL = "of the on and for to in de del la el los las y sobre para en des du et do da e"
_NO_END = re.compile(rf"(?:\b(?:{'|'.join([*_SMALL.split(), *_SMALL.upper().split(), 'Universal'])})|[–—-])[ *]*$")
"""A line that ends so goes on in the next."""
UNTITLED = "Untitled"
"""Title of a text of tables alone."""
_REFERENCE = re.compile(r"^(?:\W*[A-Z]{1,6}\b)?\W*[A-Z]{1,6}\d{5,}[A-Z]?\W*$")
"""The number of a file or circular."""
_MARKS = " *†‡¹²³#_|"
REVIEWED = ("review report", "compilation", "national report")


def find_form(front: Front, title: str = "") -> tuple[str, str] | None:
    """Return the form of a document (declaration, law, press release ...) and the words that show it, or None.

    ``title``: the one that is stated, if any.
    """
    lines = [*([title] if title else []), *(line.wording for line in front.lines)]
    if not title and front.enacted:
        lines = [" ".join(front.wording(front.enacted).split()), *lines]
    whole = " ".join(line.wording.strip(_MARKS) for line in front.lines)
    opening = [front.wording(s)[:60] for s in front.opening[:1]]
    return _named_form([*lines, whole]) or _named_form(opening) or _spoken_form(front)


def _named_form(wordings: list[str]) -> tuple[str, str] | None:
    for form, patterns in forms():
        for wording in wordings:
            if any(p.search(wording) for p in patterns):
                return form, wording[:120]
    return None


def _spoken_form(front: Front) -> tuple[str, str] | None:
    """Return ``declaration`` for 'We, the ...', ``statement`` for what greets those who listen."""
    for span in front.opening[:1]:
        if match := compiled(r"^[\W\d]*{we}\b,? (?:{article})\b").match(front.wording(span)):
            return "declaration", match[0]
    said = [*(line.wording for line in front.lines), *(front.wording(s)[:120] for s in front.opening[:4])]
    for wording in said:
        if compiled(r"^\W*(?:[\w.]+\s+){0,3}?(?:{salutes})\b").match(wording):
            return "statement", wording
    return None


def find_title(front: Front, form: str | None) -> tuple[str, bool]:
    """Return the title, at most 200 characters, and whether it is one that the document gives itself.

    A heading or short line before the running text that names no place, date, symbol, address or part; two lines of
    one sentence are joined. Where there is none, the first words of the text, with an ellipsis.
    """
    titled = [i for i, line in enumerate(front.lines) if is_title(line)]
    if front.enacted:
        return _cut(plain_text(front.wording(front.enacted).lstrip("# "))), True
    if form in REVIEWED and (joined := _reviewed(front, titled)):
        return joined, True
    office = compiled(r"^\W*(?:{article}\s+)?(?:{letterhead})\b")
    long = [i for i in titled if len(front.lines[i].wording.split()) > 2]
    long = [i for i in long if not office.match(front.lines[i].wording)] or long
    at = next(iter(long or titled), None)
    if at is None:
        return _opening(front), False
    return _cut(_join(front, at)), True


def is_title(line: Line) -> bool:
    """Return whether a line of the title block reads as a title."""
    wording = line.wording.strip(_MARKS)
    if not re.search(r"[^\W\d]{3}", wording) or _ADDRESS.search(wording) or SYMBOL.match(wording):
        return False
    if re.search(r"\bpage \d+\b|^(?:[IVX]+|\d+|[A-Z])\. ", wording) or re.search(
        r"\bsession\b.*\d{4}|\bpage \d", wording
    ):
        return False
    if _REFERENCE.search(wording):
        return False
    if compiled(r"^\W*(?:{stock}|{bodies})\W*$").match(wording) or compiled(r"^\W*{salutes}\b").match(wording):
        return False
    for _, match in find_dates(wording):
        rest = wording[: match.start()] + wording[match.end() :]
        if len(rest.split()) <= 4 or compiled(r"^\W*(?:distr|{dated})\b").match(wording):
            return False
    if compiled(r"^\W*(?:{dated})\b\W").match(wording) and len(wording.split()) < 8:
        return False
    return not re.search(r"[^.]\.$", wording) or line.heading


def _join(front: Front, at: int) -> str:
    """Return a line with those after it that end its sentence, as small words and small letters show."""
    wording = front.lines[at].wording.strip(_MARKS)
    for line in front.lines[at + 1 : at + 3]:
        following = line.wording.strip(_MARKS)
        if (
            re.match(r"(?:[IVX]+|\d+|[A-Z])\. ", following)
            or not (_NO_END.search(wording) or re.match(r"[a-zà-ÿ]", following))
            or not following
            or SYMBOL.match(following)
        ):
            break
        wording = f"{wording} {following}"
    return wording


def _reviewed(front: Front, titled: list[int]) -> str:
    """Return the title of a document of the Universal Periodic Review, with the State reviewed."""
    report = next(
        (
            i
            for i in titled
            if compiled(r"report of the|compilation|summary|informe del|recopil|resumen|rapport").match(
                front.lines[i].wording
            )
        ),
        None,
    )
    if report is None:
        report = next(
            (
                i
                for i in titled
                if compiled(
                    r"^\W*(?:national report|informe nacional|rapport national) (?:submitted|presentado|pr[eé]sent[eé])"
                ).match(front.lines[i].wording)
            ),
            None,
        )
    if report is None:
        return ""
    wording = _join(front, report)
    beside = [
        front.lines[i].wording.strip(_MARKS)
        for i in (*range(report + 1, len(front.lines)), *range(report - 1, -1, -1))
        if i in titled
    ]
    state = next(
        (
            w
            for w in beside
            if w not in wording
            and len(w.split()) <= 6
            and not re.search(r"[\d/]", w)
            and not compiled(r"working group|session|universal").search(w)
        ),
        "",
    )
    inline = re.match(r"(.*Universal Periodic Review)\W+([A-Z][\w ()’'-]+)$", wording)
    if inline:
        return f"{inline[1]}: {inline[2]}"
    return _cut(f"{wording}: {state}" if state and state not in wording else wording)


def _opening(front: Front) -> str:
    text = front.wording(front.opening[0]) if front.opening else front.head or UNTITLED
    text = re.sub(r"\[([^\]]{0,200})\]\([^)\s]{0,500}\)", r"\1", text)
    words = re.sub(r"[*_#>|]+", "", text).split()
    return _cut(" ".join(words[:_WORDS]) + ("…" if len(words) > _WORDS else ""))


def _cut(title: str) -> str:
    return title if len(title) <= _LONGEST else title[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
