"""Sums of money and measures in a wording, as numbers.

Names, signs and codes of currencies come from CLDR; what they are in common use, and words for numbers,
from ``dates.LANGUAGE.toml``.
"""

import re
from dataclasses import dataclass
from functools import cache

from graphkit.match.phrases import YEAR
from graphkit.read.statements.dates import any_phrase
from graphkit.reference.language import get_language_data
from graphkit.reference.names import get_currencies
from graphkit.text.folding import fold_letters

_FIGURES = r"\d{1,3}(?:[.,'\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?"
_GROUPED = re.compile(r"[.,'\u00a0\u202f ](?=\d{3}(?!\d))")
_SIGNS = {
    "us$": "USD", "u.s.$": "USD", "us $": "USD",
    "cad$": "CAD", "aud$": "AUD", "u$s": "USD", "usd$": "USD", "$": "USD", "a$": "AUD", "nz$": "NZD",
    "r$": "BRL", "s/": "PEN", "s/.": "PEN", "ksh": "KES", "fcfa": "XOF", "cfa": "XOF", "€": "EUR", "£": "GBP",
}  # fmt: skip
"""Signs that CLDR has otherwise or not at all."""
_UNSURE = frozenset({"$", "cfa", "fcfa"})
_ARTICLES = frozenset({"a", "an"})


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money; ``start`` and ``end`` are the offsets of its words in the text given."""

    start: int
    end: int
    value: float
    """In units of the currency; of a range ("10 to 15 million") the lower end."""
    currency: str
    """ISO 4217 code."""
    assumed: bool = False
    """Whether the words leave the currency open: dollars of no country are taken for those of the United States."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A number to be reached or counted by: a share, or how many of something."""

    start: int
    end: int
    value: float
    unit: str
    """``%``, or the word that is counted, as the text writes it."""


def find_amounts(text: str, language: str) -> list[Amount]:
    """Return the sums of money in a text, in its order; UnknownNameError for a language without data.

    >>> [(a.value, a.currency) for a in find_amounts("US$ 25 million, then €3.5m and KES 1,200,000", "en")]
    [(25000000.0, 'USD'), (3500000.0, 'EUR'), (1200000.0, 'KES')]
    >>> [(a.value, a.currency) for a in find_amounts("25 millones de dólares y 1.500,50 pesos mexicanos", "es")]
    [(25000000.0, 'USD'), (1500.5, 'MXN')]
    """
    words, folded, found = _words(language), fold_letters(text), list[Amount]()
    for pattern in (words.sign_first, words.sign_last):
        for match in pattern.finditer(folded):
            inside = any(a.start < match.end() and match.start() < a.end for a in found)
            amount = None if inside else _read_amount(match, text, words)
            found += [amount] if amount else []
    return sorted(found, key=lambda a: a.start)


def _read_amount(match: re.Match[str], text: str, words: "_Words") -> Amount | None:
    """Return the sum; None where small letters only look like a code."""
    sign = " ".join(match["sign"].split())
    code = words.money.get(sign)
    if code is None and not text[slice(*match.span("sign"))].isupper():
        return None
    value = words.read_number(match["number"], match["scale"])
    return Amount(match.start(), match.end(), value, code or sign.upper(), sign in words.unsure)


def find_measures(text: str, language: str) -> list[Measure]:
    """Return the shares in a text, and the counts that words such as "at least" lead in; no sums, no years.

    UnknownNameError for a language without data.

    >>> found = find_measures("Cut fees to less than 3 per cent; train at least 1,500 officers", "en")
    >>> [(m.value, m.unit) for m in found]
    [(3.0, '%'), (1500.0, 'officers')]
    """
    words, folded = _words(language), fold_letters(text)
    sums = [(a.start, a.end) for a in find_amounts(text, language)]
    found = []
    for match in words.measure.finditer(folded):
        share = match["percent"] is not None
        if not share and match["count"] in _ARTICLES and not match["scale"]:  # "over a border" counts nothing
            continue
        if any(start < match.end() and match.start() < end for start, end in sums):
            continue
        value = words.read_number(match["share" if share else "count"], None if share else match["scale"])
        unit = "%" if share else text[slice(*match.span("thing"))]
        found.append(Measure(match.start(), match.end(), value, unit))
    return found


class _Words:
    """The patterns of a language, for folded text."""

    def __init__(self, language: str) -> None:
        data = get_language_data("dates", language)
        self._decimal = data["decimal"]
        self._numbers = {fold_letters(w): float(n) for w, n in data["number_words"].items()}
        self._scales = {fold_letters(w): float(n) for w, n in data["scales"].items()}
        self.money = {**_names(language), **_SIGNS, **{fold_letters(w): code for w, code in data["plain"].items()}}
        self.unsure = _UNSURE | {fold_letters(w) for w in data["unsure"]}
        codes = [code for code, _, _ in get_currencies(language) if code.lower() not in data["not_codes"]]
        signs = any_phrase([*self.money, *codes])
        scale = rf"(?:\s*(?P<scale>{any_phrase(self._scales)})(?!\w))?"
        many = rf"(?:\s?(?:-|–|{any_phrase(data['to'])})\s?(?:{_FIGURES}))?"
        number = rf"(?<![\w$.,])(?P<number>{_FIGURES}|(?:{any_phrase(self._numbers)})(?=\s))"
        joins = rf"(?:\s+(?:{any_phrase(data['joins'])})(?:(?<=')|\s+)|\s*)"
        self.sign_first = re.compile(rf"(?<![\w$])(?P<sign>{signs})\s?(?P<number>{_FIGURES}){many}{scale}")
        self.sign_last = re.compile(rf"{number}{many}{scale}{joins}(?P<sign>{signs})(?!\w)")
        compared, percent = any_phrase(data["compared"]), any_phrase(data["percent"])
        self.measure = re.compile(
            rf"(?:\b(?:{compared})\s+)*(?<![\w.,])(?P<share>{_FIGURES})\s?(?P<percent>{percent})(?!\w)"
            rf"|\b(?:{any_phrase(data['counted'])})\s+(?!{YEAR}\b)(?P<count>{_FIGURES}|{any_phrase(self._numbers)})"
            rf"{scale}{joins}(?P<thing>(?!(?:{percent})\b)[^\W\d]{{3,}})"
        )

    def read_number(self, number: str, scale: str | None) -> float:
        """Return the value of figures or a word, times that of "million" and the like."""
        factor = self._scales[" ".join(scale.split())] if scale else 1.0
        if number in self._numbers:
            return self._numbers[number] * factor
        point = self._decimal == "." and number.count(".") == 1 and number.rfind(".") > number.rfind(",")
        plain = _GROUPED.sub(lambda m: m[0] if m[0] == "." and point else "", number)
        return float(plain.replace(",", ".")) * factor


_words = cache(_Words)


def _names(language: str) -> dict[str, str]:
    """Return the names and signs of today's currencies in a language, folded -> code."""
    names: dict[str, str] = {}
    for code, forms, sign in get_currencies(language):
        names |= {fold_letters(name): code for name in (*forms, *((sign,) if sign else ()))}
    return names
