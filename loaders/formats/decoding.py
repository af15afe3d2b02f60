"""Bytes of a text or page -> characters: as asked, marked or declared, else UTF-8, else the likeliest encoding."""

import re
from pathlib import Path

from graphkit.errors import InputError, OptionError
from graphkit.issues import Issue

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_LIKELY = ("cp1252", "mac_roman")
"""Encodings that texts in the languages of the field come in, besides UTF-8."""
_USUAL = frozenset("áéíóúüñçãõâêôàèùïîûëöäÁÉÍÓÚÜÑÇÃÕÂÊÔÀÈ¿¡«»“”‘’–—…ºª°•€§©®·\xa0")
"""Characters beyond ASCII that English, Spanish, French and Portuguese texts are full of."""
_SAMPLE = 1_000_000
"""Bytes that are looked at to tell an encoding."""
_TWICE = re.compile("Ã[\x80-¿€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\x80-¿™œ“”˜¦¢]|Â[\xa0-¿]")
"""What letters with accents and quotation marks become when UTF-8 is read as a Western encoding and saved again."""
_FEWEST = 2


def decode(path: Path, data: bytes, encoding: str | None = None) -> tuple[str, list[Issue]]:
    """Return the text of bytes, and what to say of it: an encoding that was guessed, text that was encoded twice.

    Nothing is normalised: a leading byte order mark of UTF-8 and all line ends stay, so that offsets count the
    characters of ``data.decode("utf-8")``. InputError names the byte that does not fit the encoding asked for;
    OptionError an encoding that does not exist.
    """
    marked = encoding or next((name for mark, name in _MARKS if data.startswith(mark)), None)
    wide = None if marked else find_wide(data)
    wanted = marked or wide or "utf-8"
    try:
        text = data.decode(wanted)
        issues = [Issue("load", path.name, f"has no mark of its encoding, read as {wide}")] if wide else []
    except LookupError as error:
        raise OptionError(f"There is no encoding '{wanted}'. Try utf-8, cp1252, mac_roman or utf-16.") from error
    except UnicodeError as error:
        place = f" (byte {error.start})" if isinstance(error, UnicodeDecodeError) else ""
        found = None if encoding else guess(data)
        if found is None:
            hint = "; it looks like a binary file" if is_binary(data[:8192]) else ""
            raise InputError(
                f"{path}: is not {wanted.upper()}{place}{hint}. Save it as UTF-8, or give the option encoding."
            ) from error
        text = data.decode(found)
        said = f"is no UTF-8{place}, read as {found}; if letters are wrong, give the option encoding"
        issues = [Issue("load", path.name, said, "warning")]
    return text, [*issues, *_find_twice(path, text)]


def guess(data: bytes) -> str | None:
    """Return the likelier of two old encodings of bytes that are no UTF-8, or None where they read as no text.

    It is the one in which more of the characters beyond ASCII are usual ones; of equal ones the first.
    charset-normalizer 3.5 took Spanish in cp1252 for cp1250 and in Mac Roman for cp1252.
    """
    if is_binary(data[:8192]):
        return None
    texts = {name: _read_as(data[:_SAMPLE], name) for name in _LIKELY}
    shares = {name: _usual(text) for name, text in texts.items() if text is not None}
    best = max(shares, key=lambda name: shares[name], default=None)
    return best if best and _read_as(data, best) is not None else None


def _usual(text: str) -> float:
    beyond = [c for c in text if c > "\x7f"]
    return sum(c in _USUAL for c in beyond) / max(1, len(beyond))


def _read_as(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _find_twice(path: Path, text: str) -> list[Issue]:
    """Return a warning where a text shows letters that were encoded twice, such as ``Ã©`` for ``é``."""
    found = list(_TWICE.finditer(text))
    if len(found) < _FEWEST:
        return []
    first = found[0]
    line = text.count("\n", 0, first.start()) + 1
    said = (
        f"line {line}: '{first[0]}' and {len(found) - 1} more like it: encoded twice. Mend the file, then build again"
    )
    return [Issue("load", path.name, said, "warning")]


def find_wide(data: bytes) -> str | None:
    """Return which UTF-16 bytes without a mark are, by where their NUL bytes are; None where they are no such text."""
    head = data[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 4 < len(head) // 2 or min(even, odd) * 10 > max(even, odd):
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = head[: len(head) // 2 * 2].decode(encoding, "ignore")
    return encoding if sum(c.isprintable() or c in "\t\n\r\f" for c in text) * 20 > len(text) * 19 else None


def is_binary(head: bytes) -> bool:
    """Return whether first bytes are those of no text: NUL bytes, or more control characters than a text holds."""
    if any(head.startswith(mark) for mark, _ in _MARKS) or find_wide(head):
        return False
    control = sum(b < 32 and b not in b"\t\n\r\f\x1b\x1a" for b in head)
    return b"\0" in head or control * 5 > len(head) > 0
