"""Bytes of a table -> text: the encoding by its mark, else UTF-8, else the likelier of two old ones."""

import codecs
from dataclasses import dataclass
from functools import cache

from graphkit.errors import InputError, OptionError
from loaders.formats.decoding import find_wide

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNDEFINED = frozenset(b"\x81\x8d\x8f\x90\x9d")
"""Bytes that cp1252 does not define."""
_OLD = ("cp1252", "mac_roman")
_SHOWN = 5
_MARKS_OF_TEXTS = frozenset("‘’“”–—…«»¿¡•°ºª")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, the encoding it was read in, and the bytes that decided where it is no UTF-8."""

    text: str
    encoding: str
    telling: tuple[int, ...] = ()

    @property
    def note(self) -> str:
        """What to say of the choice; empty for UTF-8."""
        if self.encoding in ("utf-8", "utf-8-sig"):
            return ""
        shown = f" (byte {', '.join(f'0x{b:02x}' for b in self.telling[:_SHOWN])})" if self.telling else ""
        return f"read as {self.encoding}{shown}"


def decode_table(name: str, data: bytes, asked: str | None = None) -> Decoded:
    """Return the text of a table.

    InputError where the bytes are not of the encoding asked for, or of none that tables come in; OptionError for an
    encoding that does not exist.
    """
    if asked:
        try:
            return Decoded(data.decode(asked).removeprefix("\ufeff"), "utf-8")
        except LookupError as error:
            raise OptionError(f"There is no encoding '{asked}'. Try utf-8, cp1252, mac_roman or utf-16.") from error
        except UnicodeError as error:
            raise InputError(f"{name}: is not {asked.upper()}. Leave --encoding out to let it be found.") from error
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(name, data, encoding)
    if wide := find_wide(data):
        return Decoded(_strict(name, data, wide).text, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decode_old(name, data)


def _strict(name: str, data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding if encoding != "utf-8-sig" else "utf-8")
    except UnicodeError as error:
        raise InputError(f"{name}: begins as {encoding.upper()} but is broken ({error}). Export it again.") from error


def _decode_old(name: str, data: bytes) -> Decoded:
    if b"\0" in data[:4096]:
        raise InputError(f"{name}: looks like a binary file, not a table. Export it as CSV or XLSX.")
    high = tuple(dict.fromkeys(b for b in data if b > 127))
    if _UNDEFINED & set(high):
        return Decoded(data.decode("mac_roman"), "mac_roman", tuple(b for b in high if b in _UNDEFINED))
    scores = {encoding: _plausibility(data, encoding) for encoding in _OLD}
    best = max(_OLD, key=lambda e: scores[e])
    telling = high if scores["mac_roman"] > scores["cp1252"] else ()
    return Decoded(data.decode(best), best, telling)


@cache
def _letters(encoding: str) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    """Return the bytes above 127 that an encoding gives to small letters, capitals and quotation marks."""
    chars = {byte: bytes((byte,)).decode(encoding, "replace") for byte in range(128, 256)}
    small = (byte for byte, char in chars.items() if char.islower())
    large = (byte for byte, char in chars.items() if char.isupper())
    marks = (byte for byte, char in chars.items() if char in _MARKS_OF_TEXTS)
    return frozenset(small), frozenset(large), frozenset(marks)


def _plausibility(data: bytes, encoding: str) -> int:
    """Return how many bytes above 127 make sense where they are: small letters inside words, marks beside them."""
    small, large, marks = _letters(encoding)
    score = 0
    for place, byte in enumerate(data):
        if byte < 128:
            continue
        before = data[place - 1] if place else 32
        after = data[place + 1] if place + 1 < len(data) else 32
        lower = 97 <= before <= 122 or 97 <= after <= 122
        upper = 65 <= before <= 90 and 65 <= after <= 90
        inside = lower or before > 127 or after > 127
        if byte in small:
            score += 2 if inside and not upper else 0
        elif byte in large:
            # A capital in the middle of small letters is what the wrong encoding shows.
            score += -2 if 97 <= before <= 122 else 2 if upper or before in b' \t"\n\r(' else 0
        elif byte in marks:
            score += 1
        else:
            score -= 1
    return score
