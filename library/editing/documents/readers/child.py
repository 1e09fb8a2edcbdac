"""The child process that reads one document: its input is the file, its output what it says, and it can do no more."""

import sys
from typing import BinaryIO

from library.editing.documents import bibliography
from library.editing.documents import models as documents
from library.editing.documents.models import FileKind, Refusal, Refused
from library.editing.documents.readers import docx, file_type, html, mail, markdown, odf, pdf, plain_text, pptx
from library.editing.documents.readers.output import Outgoing
from library.security.sandbox import shut_in

READERS = {
    FileKind.PDF: pdf.read,
    FileKind.WORD: docx.read,
    FileKind.SLIDES: pptx.read,
    FileKind.OPEN_DOCUMENT: odf.read,
    FileKind.WEB_PAGE: html.read,
    FileKind.MARKDOWN: markdown.read,
    FileKind.TEXT: plain_text.read_plain,
    FileKind.EMAIL: mail.read,
}
SAVED = {file_type.Saved.PAGE: mail.read_page, file_type.Saved.OUTLOOK: mail.read_outlook}
"""How a kind is read that was saved in a way of its own."""


def main(name: str, file: BinaryIO, out: Outgoing) -> None:
    """Read a file, saying what comes of it."""
    try:
        shut_in()
        kind, saved = file_type.kind_of(file, name)
        out.kind(kind)
        stated = (SAVED[saved] if saved else READERS[kind])(file, out)
        if not any(block.text.strip() for block in out.blocks):
            raise Refused(Refusal.NO_TEXT)
        out.found(bibliography.suggestions(out.blocks, stated), documents.figures_found(out.blocks))
    except Refused as refused:
        out.refused(refused.why.name)
    except (MemoryError, RecursionError):
        out.refused(Refusal.TOO_HARD.name)


def run() -> None:
    """Read the file that is the input; its name is the one word."""
    main(sys.argv[1], sys.stdin.buffer, Outgoing(sys.stdout))
