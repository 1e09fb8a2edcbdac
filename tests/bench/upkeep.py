"""How long changes take to be found, how long a rebuild takes, and how much memory a serving process has."""

import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

from library.briefs import draft_repository as drafts
from library.editing.drafts import service as desk
from library.editing.drafts.service import Saved
from library.http.context import cookie_of
from library.search import indexing
from library.security.permissions import Role
from library.services import Services
from library.settings import ROOT
from tests import builders
from tests.bench.site import Site, searched
from tests.bench.timing import Times, took
from tests.browser import Forms

PUBLISHED = 12
BEHIND = 100


def catch_up(services: Services) -> float:
    """Let an index that is BEHIND changes behind catch up; give seconds."""
    now = services.clock()
    with services.store.writing() as database:
        for number in range(BEHIND):
            content = builders.content(f"late-{number}", title=f"Late games number {number}")
            brief_id = drafts.create(database, content, None, now)
            drafts.publish(database, brief_id, builders.brief(f"late-{number}"), now, "")
    return took(lambda: indexing.catch_up(services)) / 1000


def publish_and_find(services: Services, site: Site) -> tuple[Times, Times]:
    """Publish drafts with the staff form and search for them at once; give times of the publishing, and of both."""
    person = builders.person(services, Role.ADMIN)
    headers, visitor = {"Cookie": f"{cookie_of(services)}={builders.session(services, person)}"}, site.visitor()
    publishing, both = [], []
    for number in range(PUBLISHED):
        word = "zy" + "".join(secrets.choice("aeioubdgklmnprst") for _ in range(9))
        content = builders.content(f"found-{number}", title=f"Games called {word}")
        saved = desk.start(services, person, content, f"bench-{number}")
        assert isinstance(saved, Saved)
        path = f"/staff/briefs/{saved.brief_id}/edit"
        form = [*Forms(visitor.get(path, headers)).found[0][1].items(multi=True), ("action", "publish")]
        sent = took(lambda path=path, form=form: visitor.post(path, form, headers))  # type: ignore[misc]
        found = took(lambda word=word, number=number: _must_find(visitor.get(searched((word,))), number))  # type: ignore[misc]
        publishing.append(sent)
        both.append(sent + found)
    return Times.of(publishing[2:]), Times.of(both[2:])


def _must_find(page: str, number: int) -> None:
    assert f"/briefs/found-{number}" in page


def without_index(instance: Path) -> tuple[float, float]:
    """Let a new process search a library that has no index; return the seconds, and those of processor time."""
    with tempfile.TemporaryDirectory(prefix="library-bench-") as empty:
        command = [sys.executable, "-m", "tests.bench.without_index", str(instance), empty]
        told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    seconds, processor = map(float, told.split())
    return seconds, processor


def memory(site: Site) -> tuple[float, float]:
    """Give the biggest resident set of the serving processes, and its proportional share, in MB."""
    return max(_memory(id) for id in site.workers())


def _memory(process: int) -> tuple[float, float]:
    rows = (line.split() for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines())
    sizes = {row[0].rstrip(":"): int(row[1]) / 1024 for row in rows if row[0] in {"Rss:", "Pss:"}}
    return sizes["Rss"], sizes["Pss"]
