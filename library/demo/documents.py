"""What a demo shows of documents that readers may have: an example report with a page of its own."""

import io

import docx

from library.editing.documents import service as uploads
from library.editing.public_documents import service as documents
from library.editing.public_documents.models import Licence
from library.security.permissions import Person
from library.services import Services

NAME = "example-report.docx"
TITLE = "Example: a report that readers may have"
LINES = ("This report is an example, made for the demo. It is not evidence.", "Example: nothing was measured.")
ABOUT = {"title": TITLE, "publisher": "Example publisher", "licence": Licence.PERMISSION.value, "summary": LINES[0]}


def fill(services: Services, writer: Person, reviewer: Person) -> None:
    """Upload an example report, and publish it as a second person."""
    made, content = docx.Document(), io.BytesIO()
    made.add_heading(TITLE, 0)
    for line in LINES:
        made.add_paragraph(line)
    made.save(content)
    content.seek(0)
    sent, _ = uploads.take(services, writer, NAME, content, NAME)
    uploads.read(services, writer, sent.id)
    documents.open_copy(services, reviewer, sent.id)
    published = documents.publish(services, reviewer, sent.id, ABOUT, allowed=True)
    assert isinstance(published, str), published
