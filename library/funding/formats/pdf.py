"""A document as a tagged PDF."""

from datetime import datetime

from library.briefs.formats import typst as typst_document
from library.funding.models import Document


def pdf(document: Document, *, organisation: str, made_at: datetime) -> bytes:
    """Set a document as a PDF; `made_at` is the time that its file names."""
    words = {
        "title": document.title,
        "organisation": organisation,
        "notices": list(document.notices),
        "sections": [
            {
                "heading": section.heading,
                "paste": list(section.paragraph.blocks) if section.paragraph else [],
                "lines": [
                    {"lead": line.lead, "words": line.words, "item": line.item, "address": line.address}
                    for line in section.lines
                ],
            }
            for section in document.sections
        ],
        "foot": document.foot,
        "address": document.address,
    }
    return typst_document.pdf("funding", words, made_at)
