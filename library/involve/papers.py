"""A paper for a meeting as a file: the same Word and PDF as those of briefs."""

from datetime import datetime

from flask import Response

from library.funding.formats.files import written
from library.funding.models import Document
from library.http.context import services
from library.i18n.formats import day
from library.i18n.messages import Message, gettext


def as_file(document: Document, suffix: str, name: str, made_at: datetime) -> Response:
    """Return a paper as a Word file or a PDF; `made_at` is the time that its file names."""
    content, kind = written(document, suffix, organisation=services().settings.organisation, made_at=made_at)
    how = "attachment" if suffix == "docx" else "inline"
    headers = {"Content-Disposition": f'{how}; filename="{name}.{suffix}"'}
    return Response(content, mimetype=kind, headers=headers)


def foot() -> str:
    """Return what stands at the end of a paper before its address."""
    said = Message(
        "%(organisation)s, %(day)s. The page as it is today:",
        organisation=services().settings.organisation,
        day=day(services().today()),
    )
    return gettext(said)
