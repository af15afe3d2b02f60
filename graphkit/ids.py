"""Identifiers computed from content: same content, same identifier."""

import hashlib
import re
import unicodedata


def make_id(kind: str, *parts: object) -> str:
    """Return ``kind:`` and twelve hexadecimal digits of the SHA-256 of the parts.

    >>> make_id("statement", "doc", "wording", 0) == make_id("statement", "doc", "wording", 0)
    True
    """
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{kind}:{digest[:12]}"


def make_slug(name: str) -> str:
    """Return the name in lower-case ASCII words joined by hyphens.

    >>> make_slug("Ley de Migración (2011)")
    'ley-de-migracion-2011'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
