"""What somebody filled into the form of a PDF, or wrote on its pages: words that no page itself holds."""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from library.editing.documents.readers.layout.pieces import Word

LONGEST = 4_000
MOST = 500
LINE = 14.0
"""How high a line of a form is, in points."""
WRITTEN = {pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX}


class Fields:
    """The form of one document, if it has one."""

    def __init__(self, document: Any) -> None:
        """Open the form."""
        self.form = None
        if pdfium.FPDF_GetFormType(document):
            self.about = pdfium.FPDF_FORMFILLINFO(version=2)
            self.form = pdfium.FPDFDOC_InitFormFillEnvironment(document, self.about)

    def filled_in(self, page: Any) -> Iterator[Word]:
        """Return what was filled in on a page, as one word each, where its field stands."""
        for place in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST)):
            note = pdfium.FPDFPage_GetAnnot(page, place)
            kind = pdfium.FPDFAnnot_GetSubtype(note)
            text = ""
            if kind == pdfium.FPDF_ANNOT_FREETEXT:
                text = _said(
                    lambda units, size, note=note: pdfium.FPDFAnnot_GetStringValue(note, b"Contents", units, size)
                )
            elif kind == pdfium.FPDF_ANNOT_WIDGET and self.form:
                text = self._value(note)
            box = pdfium.FS_RECTF()
            if text and pdfium.FPDFAnnot_GetRect(note, box):
                low = max(box.bottom, box.top - LINE)
                yield Word(
                    " ".join(text.split()), box.left, box.right, low, box.top, round((box.top - low) * 0.8, 1), False
                )
            pdfium.FPDFPage_CloseAnnot(note)

    def _value(self, note: Any) -> str:
        if pdfium.FPDFAnnot_GetFormFieldType(self.form, note) not in WRITTEN:
            return ""
        return _said(lambda units, size: pdfium.FPDFAnnot_GetFormFieldValue(self.form, note, units, size))


def _said(ask: Any) -> str:
    units = (ctypes.c_ushort * LONGEST)()
    length = ask(units, LONGEST * 2)
    return bytes(units)[: max(0, min(length, LONGEST * 2) - 2)].decode("utf-16-le", "ignore").strip()
