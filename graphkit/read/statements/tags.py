"""Lines that list themes: labels of what stands beside them, no statements."""

import re
from functools import cache

from graphkit.reference.language import LANGUAGES, get_language_data
from graphkit.text.document import Block

_MOST_WORDS = 9
"""Words that a theme of such a list has at most."""


@cache
def _label() -> re.Pattern[str]:
    words = sorted(
        {w for c in LANGUAGES for w in get_language_data("structure", c)["tags"]}, key=lambda w: (-len(w), w)
    )
    return re.compile(rf"\W*(?:{'|'.join(words)})\W{{0,3}}:\W*", re.IGNORECASE)


def is_tag_list(text: str, block: Block) -> bool:
    """Return whether a block is a line such as 'Themes: migrants; trafficking': a label, and short parts after it."""
    match = _label().match(text, block.start, block.end)
    if match is None:
        return False
    parts = re.split(r"[;,\n|•]", text[match.end() : block.end])
    return len(parts) > 1 and all(len(part.split()) <= _MOST_WORDS for part in parts)
