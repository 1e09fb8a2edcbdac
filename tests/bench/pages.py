"""Whole pages over HTTP: the same Flask page and server over each engine, on connections that stay open."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

from library.search.engine.port import Document
from tests.bench import report
from tests.bench.asking import Asking
from tests.bench.engines import Measured
from tests.bench.site import Site, Visitor, searched, served
from tests.bench.timing import Times, in_turns, took

ROUNDS = 200
ALIVE, KEPT = "/healthz", ("/", "/search?q=young+people", "/what-works")
PEERS = ("FTS5", "tantivy")
ENGINES = (report.OURS, report.BY_WORDS, *PEERS)


def compare(folder: Path, documents: list[Document]) -> Measured:
    """Time search pages over each engine; ours with the sentence model, and without it as the others are."""
    asking = Asking(documents, 7)
    drawn = [asking.question() for _ in range(2 * ROUNDS)]
    plain = [searched(asked.words) for asked in drawn]
    filtered = [searched(asked.words, **dict(asking.filters())) for asked in drawn]
    with ExitStack() as stack:
        visitors = {name: stack.enter_context(served(folder, name)).visitor() for name in ENGINES}
        first = {
            name: Times.of([took(lambda visitor=visitor: visitor.get(plain[0]))]) for name, visitor in visitors.items()
        }  # type: ignore[misc]
        return {
            **_rows("first search page after a start", first),
            **_rows("search page", _timed(visitors, plain)),
            **_rows("search page with two filters", _timed(visitors, filtered)),
        }


def _rows(name: str, times: dict[str, Times]) -> Measured:
    """Put ours beside the others, once with the sentence model and once without."""
    peers = {peer: times[peer] for peer in PEERS}
    return {
        name: {report.OURS: times[report.OURS], **peers},
        f"{name}, by words alone": {report.OURS: times[report.BY_WORDS], **peers},
    }


def _timed(visitors: dict[str, Visitor], paths: list[str]) -> dict[str, Times]:
    jobs: dict[str, Callable[[str], object]] = {name: visitor.get for name, visitor in visitors.items()}
    return in_turns(jobs, paths[ROUNDS:], paths[:ROUNDS])


def kept(site: Site) -> dict[str, Times]:
    """Time pages that are kept for readers beside the one that does nothing, which take turns."""
    visitor, headers = site.visitor(), {"Accept-Encoding": "gzip"}
    jobs: dict[str, Callable[[int], object]] = {
        path: lambda _, path=path: visitor.raw(path, headers)  # type: ignore[misc]
        for path in (ALIVE, *KEPT)
    }
    return in_turns(jobs, range(ROUNDS), range(3))


def suggestions(site: Site, documents: list[Document]) -> Times:
    """Time what is asked while somebody types."""
    asking, visitor = Asking(documents, 8), site.visitor()
    starts = [f"/suggest?q={quote(asking.start())}" for _ in range(3 * ROUNDS)]
    return in_turns({"": visitor.get}, starts[ROUNDS:], starts[:ROUNDS])[""]


def briefs(site: Site, documents: list[Document]) -> Times:
    """Time the pages of briefs that nobody has opened yet."""
    visitor = site.visitor()
    paths = [f"/briefs/brief-{each.id}" for each in documents[-2 * ROUNDS :]]
    return in_turns({"": visitor.get}, paths[ROUNDS:], paths[:ROUNDS])[""]
