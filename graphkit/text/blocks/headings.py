"""Which lines are headings, which are running heads, and what stands under what."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import zip_longest

from graphkit.text.blocks.lines import Line, fold_line
from graphkit.text.blocks.profile import Profile

_NUMBER = re.compile(r"(?:(\d{1,2}(?:\.\d{1,2}){1,4})\.?|(\d{1,2})\.|([IVX]{1,5})[.)]|([A-Z])[.)])\s+(?=\S)")
_ENDED = re.compile(r"[.!?;,][\"'”’»)\]*]*$")
_WORD = re.compile(r"[^\W\d_]+")
_DATELINE = re.compile(
    r"\W*(?:[^,\d]{1,40},\s+)?(?:"
    r"\d{1,2}(?:\s*(?:[-–]|and|to|y|al?|et|au|e)\s*\d{1,2})?\s+(?:de\s+)?[^\W\d_]{3,10}\s+(?:del?\s+)?(?:19|20)\d\d"
    r"|[^\W\d_]{3,9}\s+\d{1,2}(?:\s*[-–]\s*\d{1,2})?,\s+(?:19|20)\d\d)\W*$"
)
"""A line that is a place and a day, or a day: "Arica, 14 and 15 August 2023"."""
_PAGE_AT_END = re.compile(r"^\d{1,3}\s*[|–-]?\s+(?=\D{20})|(?<=\D{20})(?<!\s)\s++[|–-]?\s*+\d{1,3}$")
_PAGED_HEAD = re.compile(
    r".{3,120}?(?<!\s)(?:\s{3,}+|\s++[|–—-]\s*+(?=p))(?:page|página|pág\.?|p\.)?\s*+\d{1,4}"
    r"(?:\s*(?:of|de|/)\s*\d{1,4})?[^\w.;]*$",
    re.IGNORECASE,
)
"""A running head with its page number, set apart by blanks or by the word; a sentence that ends so is none."""
_LOWER_START = re.compile(r"\W*[a-zß-ÿ]")
_MOST_WORDS = 12
_LONGEST = 250


@dataclass(frozen=True, slots=True)
class Place:
    """How a heading is numbered: its form, its rank among the forms (1 outermost; 0 unnumbered) and number."""

    form: str
    rank: int = 0
    number: int = 0


def mark_headings(lines: list[Line], profile: Profile) -> None:
    """Turn running heads into furniture and lines that are headings by form or wording into headings."""
    titles = {_title_key(ln.plain) for ln in lines if ln.kind == "contents"} - {""}
    shouting = _is_shouting(lines)
    _mark_running_heads(lines, profile, titles)
    seen = [ln for ln in lines if ln.kind not in ("furniture", "note")]
    before: Line | None = None
    for line, after in zip_longest(seen, seen[1:]):
        if line.kind in ("paragraph", "item") and _is_heading(line, before, after, profile, titles, shouting):
            _make_heading(line)
        before = line


def find_place(line: Line, profile: Profile) -> Place:
    """Return how a heading is numbered.

    >>> find_place(Line(0, 9, 0, True, plain="2.1 Ports"), Profile())
    Place(form='decimal', rank=4, number=1)
    """
    if match := _NUMBER.match(line.plain):
        if decimal := match[1] or match[2]:
            return Place("decimal", 2 + len(decimal.split(".")), int(decimal.split(".")[-1]))
        return Place("roman", 1, _roman(match[3])) if match[3] else Place("letter", 9, ord(match[4]) - 64)
    if match := profile.pattern("labels").match(line.plain):
        number = match[1]
        word = fold_line(match[0]).split()[0]
        return Place(f"label {word}", 2, int(number) if number.isdigit() else _roman(number.upper()))
    return Place(f"hashes {line.hashes}" if line.hashes else "capitals" if _is_capitals(line) else "plain")


def _roman(numeral: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}.get(c, 0) for c in numeral]
    return sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))


def _title_key(plain: str) -> str:
    return " ".join(w for w in fold_line(plain).split() if not w.isdigit())


def _is_shouting(lines: list[Line]) -> bool:
    """Whether the whole text is in capitals, so that they say nothing."""
    texts = [ln for ln in lines if ln.kind in ("paragraph", "item")]
    return sum(map(_is_capitals, texts)) * 2 > len(texts)


def _is_capitals(line: Line) -> bool:
    words = line.plain[:_LONGEST].split()
    shouted = [w for w in words if w.isupper()]
    if len(shouted) * 4 < len(words):
        return False
    small = sum(w != w.upper() for w in words)
    return sum(map(len, shouted)) > 3 and small < 0.2 * (len(shouted) + small)


def _mark_running_heads(lines: list[Line], profile: Profile, titles: set[str]) -> None:
    """The first of equal lines stays unless it cuts a sentence; the later ones are furniture."""
    exempt = (profile.pattern("titles"), profile.pattern("labels"))
    alone = [ln for ln in lines if _stands_alone(ln) and not any(p.match(ln.plain) for p in exempt)]
    keys = {id(ln): fold_line(f"{ln.marker} {_PAGE_AT_END.sub('', ln.plain)}") for ln in alone}
    count = Counter(keys.values())
    seen: set[str] = set()
    before: Line | None = None
    for line in lines:
        if key := keys.get(id(line)):
            known = _title_key(line.plain) in titles or line.kind == "item"
            cuts = before is not None and not known and before.kind in ("paragraph", "item") and _is_open(before)
            if ((key in seen or cuts) and count[key] >= (2 if known else 3)) or _has_page(line):
                line.kind = "furniture"
            seen.add(key)
        if line.kind != "furniture":
            before = line


def _has_page(line: Line) -> bool:
    return line.kind == "paragraph" and line.last and bool(_PAGED_HEAD.match(line.plain))


def _stands_alone(line: Line) -> bool:
    marked = line.kind == "item" and not line.marker[0].isdigit()
    return line.kind in ("paragraph", "item") and line.whole and line.gap and not marked and len(line.plain) < 160


def _is_heading(
    line: Line, before: Line | None, after: Line | None, profile: Profile, titles: set[str], shouting: bool
) -> bool:
    words = line.plain.split()
    if not line.whole or len(line.plain) > _LONGEST or not words or (_DATELINE.match(line.plain) and not line.bold):
        return False
    if line.kind == "item":
        return _is_numbered_heading(line, before, after, titles)
    if any(profile.pattern(n).match(line.plain) for n in ("headings", "titles", "bibliography", "boxes", "voices")):
        return line.gap
    if _is_subtitle(line, words, before):
        return True
    if _LOWER_START.match(line.plain):
        return False
    if _title_key(line.plain) in titles and len(words) > 1:
        return True
    if _is_bold(line) or (_is_capitals(line) and not shouting):
        open_ended = not line.plain.endswith((".", ",", ";")) or profile.pattern("labels").match(line.plain)
        return line.gap and bool(open_ended) and len(words) <= 2 * _MOST_WORDS
    if profile.pattern("labels").match(line.plain) or _NUMBER.match(line.plain):
        return line.gap and (_is_titled(words) or not _ENDED.search(line.plain)) and not _opens_list(line, after)
    return _is_bare_title(line, words, before, after)


def _is_numbered_heading(line: Line, before: Line | None, after: Line | None, titles: set[str]) -> bool:
    """Whether what looks like a numbered item is a heading: short, open-ended, not one of a run of numbers."""
    if not line.marker[:-1].isdigit() or not line.marker.endswith("."):
        return False
    if _title_key(line.plain) in titles:
        return True
    number = int(line.marker[:-1])
    run = [ln for ln in (before, after) if ln is not None and ln.kind == "item" and ln.marker in _near(number)]
    short = len(line.plain.split()) <= _MOST_WORDS and not _ENDED.search(line.plain) and line.plain[-1] != ":"
    return line.gap and line.last and short and not run and after is not None


def _near(number: int) -> tuple[str, str]:
    return f"{number - 1}.", f"{number + 1}."


def _is_bold(line: Line) -> bool:
    return line.bold and len(line.plain) < 160


def _is_titled(words: list[str]) -> bool:
    """Whether most of the longer words begin with a capital."""
    long = [w for w in words if len(w) > 4 and w[0].isalpha()]
    return len(long) > 1 and sum(w[0].isupper() for w in long) >= 0.7 * len(long)


def _opens_list(line: Line, after: Line | None) -> bool:
    opens = line.plain.endswith(":") and after is not None and after.kind == "item"
    return opens and not _is_titled(line.plain.split())


def _is_bare_title(line: Line, words: list[str], before: Line | None, after: Line | None) -> bool:
    """A short line without end mark between blank lines, after a finished sentence and before running text."""
    if not (line.gap and line.last and len(words) <= _MOST_WORDS and after is not None):
        return False
    if after.kind == "paragraph" and _LOWER_START.match(after.plain):
        return False
    finished = before is None or before.kind in ("heading", "contents", "row") or not _is_open(before)
    return finished and not _ENDED.search(line.plain) and line.plain[-1] != ":" and after.kind != "row"


def _is_open(line: Line) -> bool:
    return line.whole and not re.search(r"[.!?:;][\"'”’»)\]*]*$", line.plain)


def _is_subtitle(line: Line, words: list[str], before: Line | None) -> bool:
    """The rest of a heading on a line of its own."""
    if before is None or before.kind != "heading" or len(words) > 3 * _MOST_WORDS or ". " in line.plain:
        return False
    numbered = any(c.isdigit() for c in before.plain) and before.plain.endswith((":", ","))
    label_only = numbered and len(_WORD.findall(before.plain)) <= 4
    goes_on = line.last and line.plain.endswith((",", ";"))  # the recital of a declaration, such as "We, the Ministers"
    return (_is_titled(words) and not goes_on) or (label_only and line.last) or (numbered and _is_open(line))


def _make_heading(line: Line) -> None:
    if line.kind == "item":
        line.plain = f"{line.marker} {line.plain}"
        line.start -= line.mark_length
        line.marker = ""
    line.kind = "heading"
