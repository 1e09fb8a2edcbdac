"""The library with the briefs it comes with: what its pages cost in processor time, made again and kept."""

import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urlencode

import sqlalchemy as sa
from flask.testing import FlaskClient

from library import server
from library.app import create_app
from library.search import indexing
from library.services import Services
from library.transfer import seeding
from tests.bench import corpus
from tests.bench.asking import public_questions

ROUNDS = 12
ALIVE = "/healthz"
PAGES = ("/", "/what-works", "/briefs/mentoring", "/help-now", "/api/v1/search?q=mentoring")
SEARCHES = "pages of results, over the public questions"
Costs = dict[str, list[float]]
"""Milliseconds of processor time, by page, one for each address of that kind."""


def measured(folder: Path) -> dict[str, tuple[Costs, Costs]]:
    """Return what pages cost at their quickest as (made again, kept), by kind: after a commit, and just afterwards."""
    services = corpus.connected(folder)
    services.store.migrate()
    seeding.seed(services)
    indexing.reindex(services)
    app = create_app(services)
    server.get_ready(app)
    server.collect_seldom()
    searches = ["/search?" + urlencode({"q": question["q"]}) for question in public_questions()]
    kinds = {SEARCHES: searches} | {path: [path] for path in (*PAGES, ALIVE)}
    again, kept = _rounds(services, app.test_client(), [path for paths in kinds.values() for path in paths])
    services.store.close()
    return {
        kind: ({path: again[path] for path in paths}, {path: kept[path] for path in paths})
        for kind, paths in kinds.items()
    }


def typical(costs: Costs) -> float:
    """Return the median over addresses of what each takes at its quickest, as the machine slows some rounds."""
    return statistics.median(min(taken) for taken in costs.values())


def _rounds(services: Services, client: FlaskClient, paths: list[str]) -> tuple[Costs, Costs]:
    again: Costs = {path: [] for path in paths}
    kept: Costs = {path: [] for path in paths}
    for _ in range(ROUNDS):
        _commit(services)
        for costs in (again, kept):
            for path, cost in _each(client, paths):
                costs[path].append(cost)
    return again, kept


def _commit(services: Services) -> None:
    """Commit something that no page shows, which all the same drops every page that is kept."""
    with services.store.writing() as database:
        database.execute(sa.text("CREATE TABLE IF NOT EXISTS bench (n integer)"))
        database.execute(sa.text("INSERT INTO bench VALUES (1)"))


def _each(client: FlaskClient, paths: Iterable[str]) -> Iterable[tuple[str, float]]:
    for path in paths:
        yield path, _cost(lambda path=path: client.get(path, headers={"Accept-Encoding": "gzip"}))  # type: ignore[misc]


def _cost(job: Callable[[], object]) -> float:
    begun = time.process_time()
    job()
    return (time.process_time() - begun) * 1000
