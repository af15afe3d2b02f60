"""What cells of dates, years, sessions and deadlines state."""

import datetime
import re

_ISO = re.compile(r"((?:18|19|20|21)\d\d)(?:-(\d\d?)(?:-(\d\d?))?)?(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?\Z")
_SLASHED = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-]((?:19|20|21)\d\d)\b")
_NAMED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th|º|er)?\.?\s+(?:de\s+|of\s+)?)?([^\W\d_]{3,10})\.?(?:\s+(\d{1,2}),?)?"
    r"\s+(?:de\s+|of\s+)?((?:19|20|21)\d\d)\Z"
)
_YEAR = re.compile(r"(?<!\d)(?:18|19|20|21)\d\d(?!\d)")
_MONTHS = (
    ("jan", "ene"), ("feb", "fev", "fév"), ("mar",), ("apr", "abr", "avr"), ("may", "mai"), ("jun", "juin"),
    ("jul", "juil"), ("aug", "ago", "aoû", "aou"), ("sep", "set"), ("oct", "out"), ("nov",),
    ("dec", "dic", "dez", "déc"),
)  # fmt: skip
EPOCH = "1970-01-01"
"""What programs write where they know no date."""
_SESSIONS = (
    (3, 2008), (6, 2009), (9, 2010), (12, 2011), (14, 2012), (17, 2013), (20, 2014), (23, 2015), (26, 2016), (28, 2017),
    (31, 2018), (34, 2019), (36, 2020), (39, 2021), (41, 2022), (44, 2023), (47, 2024), (50, 2025),
)  # fmt: skip
"""Last session of the Working Group on the Universal Periodic Review in each year (calendar of the OHCHR)."""


def read_date(cell: str) -> str | None:
    """Return the date of a cell in ISO form, as far as it is stated (day, month, year); None where it is no date.

    >>> [read_date(c) for c in ("2018-05-03 00:00:00", "3 May 2018", "31/12/2027", "next year", "1970-01-01")]
    ['2018-05-03', '2018-05-03', '2027-12-31', None, None]
    """
    text = " ".join(cell.split())
    if text.startswith(EPOCH):
        return None
    if match := _ISO.match(text):
        return _join(match[1], match[2], match[3])
    if match := _SLASHED.match(text):
        return _slashed(int(match[1]), int(match[2]), match[3])
    if match := _NAMED.match(text):
        name = match[2].casefold()
        month = next((i for i, forms in enumerate(_MONTHS, 1) if name.startswith(forms)), None)
        return _join(match[4], str(month), match[1] or match[3]) if month else None
    return None


def _slashed(first: int, second: int, year: str) -> str | None:
    """Return a date of two numbers and a year: day and month where only one order is possible, else the year alone."""
    if first == second or first > 12 >= second:
        return _join(year, str(second), str(first))
    if second > 12 >= first:
        return _join(year, str(first), str(second))
    return year


def _join(year: str, month: str | None, day: str | None) -> str | None:
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join([year, *(f"{int(part):02}" for part in (month, day if month else None) if part)])


def read_year(cell: str) -> int | None:
    """Return the one year that a cell states, or None."""
    found = set(_YEAR.findall(cell))
    return int(found.pop()) if len(found) == 1 else None


def read_session(cell: str) -> int | None:
    """Return the number of a session, 1 to 50, or None."""
    match = re.search(r"\d{1,2}", cell)
    number = int(match[0]) if match and len(cell) < 40 else 0
    return number if 1 <= number <= _SESSIONS[-1][0] else None


def year_of_session(session: int) -> int:
    """Return the year in which a session of the Universal Periodic Review took place.

    >>> [year_of_session(n) for n in (1, 5, 20, 48)]
    [2008, 2009, 2014, 2025]
    """
    return next(year for last, year in _SESSIONS if session <= last)
