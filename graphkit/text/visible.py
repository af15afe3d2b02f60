"""Control and direction characters shown as what they are, so that no terminal or page obeys them."""

import re

_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]")


def show_controls(text: str) -> str:
    r"""Return a text with an escape for each character that moves, colours or turns what is printed.

    >>> show_controls("red\x1b[31m and \u202eturned")
    'red\\x1b[31m and \\u202eturned'
    """
    return _OBEYED.sub(lambda m: m[0].encode("unicode_escape").decode("ascii"), text)
