"""A document as a file to download: for a word processor, or as a PDF."""

from datetime import datetime

from library.funding.formats.pdf import pdf
from library.funding.models import Document

PDF, WORD = "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def written(document: Document, suffix: str, *, organisation: str, made_at: datetime) -> tuple[bytes, str]:
    """Return a document as a Word file or a PDF, and its type; `made_at` is the time that its properties name."""
    if suffix == "pdf":
        return pdf(document, organisation=organisation, made_at=made_at), PDF
    from library.funding.formats.word import word  # Takes long to load, and few requests need it.

    return word(document, organisation=organisation, made_at=made_at), WORD
