"""The child process that reads one document: its input is the file, its output what it says, and it can do no more."""

import sys
from typing import BinaryIO

from library.editing.documents import bibliography
from library.editing.documents import models as documents
from library.editing.documents.models import FileKind, Refusal, Refused
from library.editing.documents.readers import docx as word
from library.editing.documents.readers import file_type as kinds
from library.editing.documents.readers import html as web_page
from library.editing.documents.readers import odf as open_document
from library.editing.documents.readers import pdf
from library.editing.documents.readers import plain_text as texts
from library.editing.documents.readers import pptx as slides
from library.editing.documents.readers.output import Outgoing
from library.security.sandbox import shut_in

READERS = {
    FileKind.PDF: pdf.read,
    FileKind.WORD: word.read,
    FileKind.SLIDES: slides.read,
    FileKind.OPEN_DOCUMENT: open_document.read,
    FileKind.WEB_PAGE: web_page.read,
    FileKind.MARKDOWN: texts.read_markdown,
    FileKind.TEXT: texts.read_plain,
}


def main(name: str, file: BinaryIO, out: Outgoing) -> None:
    """Read a file, saying what comes of it."""
    try:
        shut_in()
        kind = kinds.kind_of(file, name)
        out.kind(kind)
        stated = READERS[kind](file, out)
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
