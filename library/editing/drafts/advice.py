"""Advice on the words of a draft: what could be plainer, what claims too much, and figures that no source states."""

from functools import lru_cache
from typing import Any

from library.briefs import seed_files
from library.briefs.rules import claims, number_extraction, plain_english
from library.briefs.schemas.partial_brief import as_typed
from library.editing.documents import repository as uploads
from library.forms.problems import Fault
from library.services import Services


def advice(services: Services, content: dict[str, Any], brief_id: int = 0) -> list[Fault]:
    """Return each sentence that could be better; a figure is looked up in fact records and in the document it cites."""
    brief = as_typed(content)
    records = seed_files.records_of(brief)
    unknown = number_extraction.unknown_figures(brief, records) if records else []
    documents = {letter: _stated(text) for letter, text in _documents(services, brief_id)}
    misattributed = number_extraction.misattributed_figures(brief, documents)
    return [*plain_english.faults(brief), *claims.faults(brief), *unknown, *misattributed]


def _documents(services: Services, brief_id: int) -> list[tuple[str, str]]:
    with services.store.reading() as database:
        return [
            (beside.letter, "\n".join(block.text for block in read[0].blocks))
            for beside in uploads.beside(database, brief_id)
            if (read := uploads.document(database, beside.upload_id))
        ]


@lru_cache(maxsize=32)
def _stated(text: str) -> frozenset[float]:
    """Collect the figures of a document, once."""
    return frozenset(number_extraction.known_figures([text]))
