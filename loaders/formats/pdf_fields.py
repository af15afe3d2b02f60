"""What was written into the fields of a PDF form, printed on its pages so that it is read where it is."""

from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.errors import InputError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage


def prepare_fields(path: Path, document: "PdfDocument") -> bool:
    """Return whether a PDF has fields, and give each the look of its value; before the first page is opened.

    InputError for a form of Adobe's XFA: what it shows is made by the viewer, its pages ask to wait.
    """
    from pypdfium2 import raw

    kind = int(document.get_formtype())
    if kind == raw.FORMTYPE_XFA_FULL:
        raise InputError(f"{path}: is a form without pages (XFA). Open it in Adobe Reader and print it to a PDF.")
    if kind == raw.FORMTYPE_ACRO_FORM:
        document.init_forms()
    return bool(kind != raw.FORMTYPE_NONE)


def print_fields(page: "PdfPage") -> None:
    """Make the fields of a page part of its text, in memory; remarks of readers are none of it."""
    from pypdfium2 import raw

    for index in reversed(range(raw.FPDFPage_GetAnnotCount(page))):
        note = raw.FPDFPage_GetAnnot(page, index)
        kind = raw.FPDFAnnot_GetSubtype(note)
        raw.FPDFPage_CloseAnnot(note)
        if kind != raw.FPDF_ANNOT_WIDGET:
            raw.FPDFPage_RemoveAnnot(page, index)
    raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
