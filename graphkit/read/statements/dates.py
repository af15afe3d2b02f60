"""Dates and deadlines in a wording, by pattern, so that no year has to be listed.

Names of months come from CLDR; the words that make a date a deadline from ``dates.LANGUAGE.toml``.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from graphkit.match.phrases import YEAR, expand_phrase
from graphkit.reference.language import get_language_data
from graphkit.reference.names import get_months
from graphkit.text.folding import fold_letters

_REACH = 64
"""Characters before a date in which the words stand that make it a deadline."""


@dataclass(frozen=True, slots=True)
class Date:
    """A date in a text: ``start`` and ``end`` are its offsets there."""

    start: int
    end: int
    iso: str
    """ISO 8601, as exact as the words: a day, a month (``2027-06``) or a year."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when something is to be done; ``start`` and ``end`` are the offsets of its words in the text given."""

    start: int
    end: int
    due: str | None
    """ISO 8601, as exact as the words; None for "within two years".

    "Before" and "by" a date are not told apart, and "the end of 2027" is 2027.
    """


def find_dates(text: str, language: str) -> list[Date]:
    """Return the dates in a text that name a year, in its order.

    Of a date in figures whose day and month could be changed for each other only the year counts.
    UnknownNameError for a language without data.

    >>> [d.iso for d in find_dates("On 3 May 2021, in June 2022, 13/7/2023 and 4/5/2024", "en")]
    ['2021-05-03', '2022-06', '2023-07-13', '2024']
    """
    words = _words(language)
    return [Date(m.start(), m.end(), _read(m, words.months)) for m in words.date.finditer(fold_letters(text))]


def find_deadlines(text: str, language: str) -> list[Deadline]:
    """Return the deadlines in a text, in its order; a span of time ("within two years") has words only.

    UnknownNameError for a language without data.

    >>> [d.due for d in find_deadlines("Report by 30 June 2031, since 2012 is gone.", "en")]
    ['2031-06-30']
    >>> [d.due for d in find_deadlines("A más tardar en 2030, o dentro de dos años.", "es")]
    ['2030', None]
    """
    words, folded = _words(language), fold_letters(text)
    found = [d for m in words.date.finditer(folded) if (d := _read_deadline(m, folded, words))]
    taken = [(d.start, d.end) for d in found]
    spans = (m.span() for m in words.span.finditer(folded))
    found += [Deadline(a, b, None) for a, b in spans if not any(a < end and start < b for start, end in taken)]
    return sorted(found, key=lambda d: d.start)


def _read_deadline(date: re.Match[str], text: str, words: "_Words") -> Deadline | None:
    """Return the deadline that a date is by the words before or after it."""
    iso = _read(date, words.months)
    begin = max(0, date.start() - _REACH)
    before = words.before.search(text, begin, date.start())
    if before and not (before["weak"] and text[: before.start()].rstrip()[-1:].isdigit()):
        return Deadline(before.start(), date.end(), iso)
    after = words.after.match(text, date.end())
    return Deadline(date.start(), after.end(), iso) if after else None


def _read(match: re.Match[str], months: dict[str, int]) -> str:
    parts = {k.rstrip("123456"): v for k, v in match.groupdict().items() if v}
    year = parts["year"]
    if "iso" in parts:
        return _make_date(year, int(parts["iso"]), int(parts["day"]))
    if "figure" in parts:
        first, second = int(parts["day"]), int(parts["figure"])
        if first <= 12 and second <= 12 and first != second:
            return year
        return _make_date(year, min(first, second) if second > 12 else second, max(first, second))
    return _make_date(year, months[parts["month"]] if "month" in parts else None, int(parts.get("day", 0)))


def _make_date(year: str, month: int | None, day: int) -> str:
    """Return the date as exact as its parts allow."""
    if month is None or not 1 <= month <= 12:
        return year
    return f"{year}-{month:02}" + (f"-{day:02}" if 1 <= day <= 31 else "")


class _Words:
    """The patterns of a language, for folded text."""

    def __init__(self, language: str) -> None:
        data = get_language_data("dates", language)
        self.months = _month_names(language)
        self.date = re.compile(_date_pattern(data, any_phrase(self.months)))
        weak = data["weak"]
        strong = any_phrase(w for w in data["before"] if w not in weak)
        parts = rf"(?:(?:{any_phrase(data['parts'])})[\s-]*)*"
        weak_group = rf"(?P<weak>{any_phrase(weak)})" if weak else "(?P<weak>(?!))"
        self.before = re.compile(rf"(?<!\w)(?:{strong}|{weak_group})[\s-]*{parts}\Z")
        self.after = re.compile(rf",?\s+(?:{any_phrase(data['after'])})\b")
        number, unit = any_phrase(data["number_words"]), rf"(?:{any_phrase(data['units'])})\b"
        beside = rf"(?:\s+(?:{any_phrase(data['unit_words'])})\b)?"
        loose = any_phrase(p for phrase in data["loose"] for p in expand_phrase(phrase, {}))
        self.span = re.compile(
            rf"\b(?:{any_phrase(data['within'])})\s+(?:\d{{1,3}}|{number})(?:\s+\(\d{{1,3}}\))?{beside}\s+{unit}{beside}"
            rf"|\b(?:{loose})(?!\w)"
        )


_words = cache(_Words)


def _date_pattern(data: dict[str, list[str]], month: str) -> str:
    """Return the pattern of a date: with the name of a month, in figures, or a year alone."""
    of = rf"(?:[\s,.]|{any_phrase(data['in_date'])})+"
    after = rf"|\s+(?:{any_phrase(data['not_followed'])})\b" if data["not_followed"] else ""
    year = rf"{YEAR}(?![\d%]|[.,]\d{after})"
    nth = rf"(?:{any_phrase(data['ordinals'])})?"
    return "|".join((
        rf"(?<![\w.,/-])(?P<day1>\d{{1,2}}){nth}{of}(?P<month1>{month})\b{of}(?P<year1>{year})",
        rf"\b(?P<month2>{month})\.?\s+(?P<day2>\d{{1,2}}){nth},?\s+(?P<year2>{year})",
        rf"\b(?P<month3>{month})\b{of}(?P<year3>{year})",
        rf"(?<![\w.,/-])(?P<day3>\d{{1,2}})(?P<cut>[/.-])(?P<figure>\d{{1,2}})(?P=cut)(?P<year4>{YEAR})(?!\d)",
        rf"(?<![\w.,/-])(?P<year6>{YEAR})-(?P<iso>\d\d)-(?P<day4>\d\d)(?!\d)",
        rf"(?<![\w.,/$€£])(?P<year5>{year})",
    ))  # fmt: skip


def any_phrase(phrases: Iterable[str]) -> str:
    """Return the alternatives of a pattern for folded text, longer phrases first; a blank is any white space."""
    folded = sorted({fold_letters(p) for p in phrases}, key=lambda p: (-len(p), p))
    return "|".join(r"\s+".join(map(re.escape, p.split(" "))) for p in folded)


def _month_names(language: str) -> dict[str, int]:
    """Return folded names and short names of the months -> number."""
    names = (pair for width in ("abbreviated", "wide") for pair in get_months(language, width).items())
    return {fold_letters(name).rstrip("."): n for n, name in names}
