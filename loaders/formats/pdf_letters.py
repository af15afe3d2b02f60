"""The letters and rules of a PDF's pages, as PDFium finds them, text inside form XObjects too."""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.errors import InputError
from loaders.formats.pdf_fields import prepare_fields, print_fields
from loaders.formats.ruled import Shape

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_HEAVY = 600
"""Weight of a font from which its letters are bold; 400 is regular."""
_UPRIGHT = math.radians(3)
_MOST_SHAPES, _MOST_STROKES, _DEEPEST = 3000, 60, 8
"""Drawings of a page that are looked at, strokes of one drawing, forms within forms."""
_PASSWORD, _SECURITY = 4, 5

Matrix = tuple[float, float, float, float, float, float]
"""How a drawing is placed on its page."""


@dataclass(slots=True)
class Letter:
    """One character where it is printed: in points, from the left and the foot of the page as it is read."""

    text: str
    left: float
    right: float
    base: float
    """Height of the line it stands on."""
    size: float
    bold: bool
    spaced: bool = False
    """Whether a blank comes before it."""


@dataclass(slots=True)
class Sheet:
    """One page."""

    letters: list[Letter] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    sideways: int = 0
    """Letters that run in another direction than most of the page, and are left out."""
    unmapped: int = 0
    """Letters whose font does not say which they are."""


def read_sheets(path: Path, data: bytes, password: str | None, most: int) -> Iterator[Sheet]:
    """Yield the pages of a PDF, ``most`` of them at most; InputError where it is broken or has another password."""
    document = _open(path, data, password)
    try:
        fields = prepare_fields(path, document)
        for number in range(min(len(document), most)):
            yield _read_sheet(path, document, number, fields)
    finally:
        document.close()


def _open(path: Path, data: bytes, password: str | None) -> "PdfDocument":
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        return PdfDocument(data, password=password)
    except PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in (_PASSWORD, _SECURITY) or "password" in str(error).lower():
            do = "This password does not open it." if password else "Give it with --password, or save it without."
            raise InputError(f"{path}: has a password or another protection. {do}") from error
        raise InputError(f"{path}: is a broken PDF. Export it again.") from error


def _read_sheet(path: Path, document: "PdfDocument", number: int, fields: bool) -> Sheet:
    from pypdfium2 import PdfiumError

    try:
        page = document[number]
        if fields:
            print_fields(page)
            page.close()
            page = document[number]
        text = page.get_textpage()
    except PdfiumError as error:
        raise InputError(f"{path}, page {number + 1}: is broken. Export the PDF again.") from error
    sheet = Sheet()
    try:
        turned = _Reader(text, sheet).read()
        sheet.shapes = [s.turn(turned) for s in _find_shapes(page)] if sheet.letters else []
    finally:
        text.close()
        page.close()
    return sheet


class _Reader:
    """Reads the letters of one page."""

    def __init__(self, text: Any, sheet: Sheet) -> None:
        self.text, self.sheet = text, sheet
        self.fonts: dict[int | None, tuple[float, bool]] = {}
        """Text object -> size and weight, equal for all its letters."""

    def read(self) -> int:
        """Fill the sheet; return by how many quarters the page is turned for reading."""
        found = list(self._letters())
        quarters = Counter(q for _, q in found if q is not None)
        most = quarters.most_common(1)[0][0] if quarters else 0
        for letter, quarter in found:
            if quarter == most:
                self.sheet.letters.append(letter)
            elif letter.text.isalnum():
                self.sheet.sideways += 1
        return most

    def _letters(self) -> Iterator[tuple[Letter, int | None]]:
        from pypdfium2 import raw

        left, bottom, right, top = (ctypes.c_double() for _ in range(4))
        x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
        spaced = True
        for i in range(self.text.count_chars()):
            code = raw.FPDFText_GetUnicode(self.text, i)
            if raw.FPDFText_HasUnicodeMapError(self.text, i) == 1:
                self.sheet.unmapped += 1
                continue
            text = "-" if raw.FPDFText_IsHyphen(self.text, i) == 1 and code != 0xAD else chr(code)
            if text.isspace() or raw.FPDFText_IsGenerated(self.text, i) == 1:
                spaced = True
                continue
            raw.FPDFText_GetCharBox(self.text, i, left, right, bottom, top)
            raw.FPDFText_GetCharOrigin(self.text, i, x, y)
            raw.FPDFText_GetLooseCharBox(self.text, i, box)
            quarter = _quarter(raw.FPDFText_GetCharAngle(self.text, i))
            size, bold = self._font(i)
            lengths = {
                0: (box.left, box.right, y.value),
                1: (-box.top, -box.bottom, x.value),
                2: (-box.right, -box.left, -y.value),
                3: (box.bottom, box.top, -x.value),
            }
            begin, end, base = lengths[quarter or 0]
            yield Letter(text, begin, end, base, size, bold, spaced), quarter
            spaced = False

    def _font(self, i: int) -> tuple[float, bool]:
        from pypdfium2 import raw

        text_object = raw.FPDFText_GetTextObject(self.text, i)
        key = ctypes.cast(text_object, ctypes.c_void_p).value if text_object else None
        if key is None or key not in self.fonts:
            matrix, flags = raw.FS_MATRIX(), ctypes.c_int()
            raw.FPDFText_GetMatrix(self.text, i, matrix)
            name = ctypes.create_string_buffer(128)
            raw.FPDFText_GetFontInfo(self.text, i, name, 128, flags)
            bold = raw.FPDFText_GetFontWeight(self.text, i) >= _HEAVY or bool(
                _BOLD.search(name.value.decode("latin-1"))
            )
            size = raw.FPDFText_GetFontSize(self.text, i) * (math.hypot(matrix.c, matrix.d) or 1.0)
            self.fonts[key] = (round(size, 1) or 0.1, bold)
        return self.fonts[key]


def _quarter(angle: float) -> int | None:
    """Return by how many quarters clockwise a letter is turned, or None for one that is aslant."""
    quarter = round(angle / (math.pi / 2))
    return quarter % 4 if abs(angle - quarter * math.pi / 2) < _UPRIGHT else None


def _find_shapes(page: Any) -> Iterator[Shape]:
    """Yield the rules and boxes drawn on a page, in its coordinates; those of a map or chart are too many to matter."""
    from pypdfium2 import raw

    count = min(raw.FPDFPage_CountObjects(page), 50 * _MOST_SHAPES)
    plain: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    objects = [(raw.FPDFPage_GetObject(page, i), plain, 0) for i in range(count)]  # fmt: skip
    found = 0
    while objects and found <= _MOST_SHAPES:
        thing, outer, depth = objects.pop()
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = _times(_matrix(thing), outer)
            count = min(raw.FPDFFormObj_CountObjects(thing), _MOST_SHAPES)
            objects += [(raw.FPDFFormObj_GetObject(thing, i), inner, depth + 1) for i in range(count)]
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            found += 1
            yield from _read_path(thing, _times(_matrix(thing), outer))


def _read_path(path: Any, matrix: Matrix) -> Iterator[Shape]:
    """Yield the strokes of a path that run along or down the page, or the box of one that is filled."""
    from pypdfium2 import raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    count = raw.FPDFPath_CountSegments(path)
    if not (fill.value or stroke.value) or not 0 < count <= _MOST_STROKES:
        return
    points = []
    for i in range(count):
        segment, x, y = raw.FPDFPath_GetPathSegment(path, i), ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        begins = raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO
        points.append((_apply(matrix, x.value, y.value), begins, raw.FPDFPathSegment_GetClose(segment) == 1))
    xs, ys = [p[0][0] for p in points], [p[0][1] for p in points]
    if fill.value or not stroke.value:
        yield Shape(min(xs), min(ys), max(xs), max(ys))
        return
    first = points[0][0]
    for before, (place, begins, closes) in zip(points, [*points[1:], (first, True, False)], strict=True):
        if not begins:
            yield Shape.between(before[0], place)
        if closes:
            yield Shape.between(place, first)
        first = place if begins else first


def _matrix(thing: Any) -> Matrix:
    from pypdfium2 import raw

    m = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, m)
    return m.a, m.b, m.c, m.d, m.e, m.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
