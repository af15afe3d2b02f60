"""Dates as texts and nodes hold them: ISO 8601, as exact as they are known."""

import re
from datetime import date

_FORM = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def is_iso_date(text: str) -> bool:
    """Return whether a text is a day, month or year of the calendar, such as ``2017-10-09``, ``2017-10``, ``2017``.

    >>> [is_iso_date(d) for d in ("2017-10-09", "2017-10", "2017-13", "2017-02-30", "9.10.2017")]
    [True, True, False, False, False]
    """
    found = _FORM.fullmatch(text)
    try:
        return found is not None and date(int(found[1]), int(found[2] or 1), int(found[3] or 1)) is not None
    except ValueError:
        return False
