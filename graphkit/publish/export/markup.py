"""Text in XML: what XML 1.0 forbids is replaced, what it would swallow is escaped."""

import re
from xml.sax.saxutils import escape, quoteattr

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Return the text with U+FFFD for every character that XML 1.0 does not allow (section 2.2)."""
    return FORBIDDEN.sub("\ufffd", text)


def attribute(value: object) -> str:
    """Return a value quoted as an attribute; line breaks survive."""
    return quoteattr(clean(_plain(value)))


def content(value: object) -> str:
    """Return a value as the text of an element; carriage returns survive."""
    return escape(clean(_plain(value)), {"\r": "&#13;"})


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
