"""What the lines of briefs mean, for the index. Working it out takes far longer than all else, so it is kept."""

import hashlib
import logging
from collections.abc import Mapping, Sequence

from library.briefs.states import PublishedBrief
from library.db.store import StoreUnavailable
from library.search.embeddings import repository as embedding_rows
from library.search.engine import embeddings
from library.services import Services

log = logging.getLogger(__name__)
Answers = Mapping[int, tuple[str, ...]]


def of(services: Services, published: Sequence[PublishedBrief], answers: Answers) -> dict[int, bytes]:
    """Return id -> vectors as an index keeps them: those kept before, and the others worked out now and kept."""
    if not services.meaning:
        return {}
    said = {each.id: _lines(each, answers.get(each.id, ())) for each in published}
    hashes = {
        id: hashlib.sha256("\n".join((embeddings.MODEL, *lines)).encode()).hexdigest() for id, lines in said.items()
    }
    with services.store.reading() as database:
        known = embedding_rows.find(database, hashes)
    fresh = {id: embeddings.of_lines(services.meaning, lines) for id, lines in said.items() if id not in known}
    if fresh:
        _keep(services, hashes, fresh)
    return known | fresh


def _lines(published: PublishedBrief, answers: tuple[str, ...]) -> tuple[str, ...]:
    brief = published.brief
    return f"{brief.title}. {brief.one_line}", *brief.asked, *answers


def _keep(services: Services, hashes: Mapping[int, str], fresh: Mapping[int, bytes]) -> None:
    try:
        with services.store.writing() as database:
            embedding_rows.keep(database, hashes, fresh)
    except StoreUnavailable as trouble:
        log.warning("what %d briefs mean was not kept: %s", len(fresh), trouble)
