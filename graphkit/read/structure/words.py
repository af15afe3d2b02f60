"""Words of headings and labels that show what stands under or beside them; data in ``structure.LANGUAGE.toml``."""

import re
from functools import cache
from typing import Any

from graphkit.reference.language import LANGUAGES, get_language_data


@cache
def get_pattern(name: str) -> re.Pattern[str]:
    """Return a pattern that matches one of the words of a list, in any language, case ignored."""
    tables: list[dict[str, Any]] = [get_language_data("structure", language) for language in LANGUAGES]
    words = sorted({word for table in tables for word in table[name]}, key=lambda w: (-len(w), w))
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
