"""The engines beside each other in one process: the same questions, the same job."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from library.search.engine.port import Document
from library.search.models import GROUPS
from library.services import Services
from tests import postgres
from tests.bench import report
from tests.bench.asking import Asking
from tests.bench.peers import Asked, Peer
from tests.bench.peers.fts5 import Fts5
from tests.bench.peers.native import Tantivy
from tests.bench.peers.ours import Ours
from tests.bench.peers.postgres import Postgres
from tests.bench.timing import Times, in_turns

ROUNDS = 100
SIX = ("approach", "setting", "age", "place", "kind", "outcome")
JOBS: dict[str, Callable[[Asked], Asked]] = {
    "3 words: ten hits, total": lambda asked: asked,
    "… with two filters": lambda asked: asked,
    "… with six facet counts": lambda asked: replace(asked, groups=SIX),
    "… with ten excerpts": lambda asked: replace(asked, excerpts=True),
    "… with six counts and ten excerpts": lambda asked: replace(asked, groups=SIX, excerpts=True),
    "… with all counts and ten excerpts": lambda asked: replace(asked, groups=GROUPS, excerpts=True),
}
Measured = dict[str, dict[str, Times]]


@contextmanager
def stocked(
    folder: Path, services: Services, documents: list[Document], others: bool = True
) -> Iterator[dict[str, Peer]]:
    """Give our engine, FTS5 and tantivy, stocked; and with `others` PostgreSQL, or say that it cannot be had here."""
    with ExitStack() as stack:
        peers: dict[str, Peer] = {report.OURS: Ours(folder, services, documents)}
        peers["FTS5"] = Fts5(folder, documents)
        peers["tantivy"] = Tantivy(folder, documents)
        try:
            if others:
                peers["PostgreSQL"] = Postgres(stack.enter_context(postgres.running()), documents)
        except postgres.NoServer:
            print("PostgreSQL is left out: its server programs are not on this machine")
        yield peers
        for peer in peers.values():
            peer.close()


def compare(peers: dict[str, Peer], documents: list[Document]) -> Measured:
    """Time every job on every engine, each question once, after as many others."""
    measured: Measured = {}
    for job, shaped in JOBS.items():
        filtered = "filters" in job
        asking = Asking(documents, len(measured))
        drawn = [shaped(asking.question()) for _ in range(2 * ROUNDS)]
        if filtered:
            drawn = [replace(asked, filters=asking.filters()) for asked in drawn]
        measured[job] = _timed(peers, drawn)
    asking = Asking(documents, len(measured))
    measured["phrase of two words"] = _timed(peers, [asking.phrase() for _ in range(2 * ROUNDS)])
    starts = [asking.start() for _ in range(2 * ROUNDS)]
    measured["suggestions for 3 or 4 letters"] = in_turns(
        {name: peer.suggest for name, peer in peers.items()}, starts[ROUNDS:], starts[:ROUNDS]
    )
    return measured


def _timed(peers: dict[str, Peer], drawn: list[Asked]) -> dict[str, Times]:
    return in_turns({name: peer.answer for name, peer in peers.items()}, drawn[ROUNDS:], drawn[:ROUNDS])


def agreement(peers: dict[str, Peer], documents: list[Document]) -> dict[str, tuple[float, float]]:
    """Say for each engine how near its totals are to ours, and how many of our ten it has too, as fractions."""
    asking = Asking(documents, 99)
    asked = [asking.question() for _ in range(50)]
    told = {name: [peer.answer(each) for each in asked] for name, peer in peers.items()}
    near = {}
    for name, answers in told.items():
        both = list(zip(answers, told[report.OURS], strict=True))
        totals = sum(theirs.total for theirs, _ in both) / max(1, sum(ours.total for _, ours in both))
        shared = sum(len(set(theirs.ids) & set(ours.ids)) for theirs, ours in both)
        near[name] = (totals, shared / max(1, sum(len(ours.ids) for _, ours in both)))
    return near
