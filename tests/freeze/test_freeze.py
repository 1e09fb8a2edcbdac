"""The frozen copy: it opens without a server, finds, names what is missing, and a library starts again from it."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from library.bootstrap import connect
from library.briefs import repository as briefs
from library.briefs.schemas.brief import PUBLIC
from library.freeze import restoring, scheduled, writing
from library.freeze.manifest import MANIFEST
from library.services import Services
from library.settings import Settings
from library.transfer.backup.service import NotEmpty
from library.transfer.files import CannotRead
from library.upkeep import frozen_copy
from tests.stocked import Library


@pytest.fixture(scope="module")
def copy(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a frozen copy of the stocked library."""
    folder = tmp_path_factory.mktemp("frozen") / "copy"
    writing.freeze(library.app, library.services, folder, lambda done, total: None)
    return folder


class Links(HTMLParser):
    """Collects what a page leads to and loads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in {"href", "src"} and value]


def test_every_page_leads_to_files_of_the_copy_or_to_the_library_itself(copy: Path) -> None:
    broken, forms = [], []
    for page in copy.rglob("*.html"):
        html = page.read_text("utf-8")
        forms += re.findall("<form(?! role=.search. class=.search. data-frozen-search)[^>]*>", html)
        for link in Links(html).found:
            parts = urlsplit(link)
            if not parts.scheme and parts.path and not (page.parent / unquote(parts.path)).is_file():
                broken.append((page.name, link))
    assert (broken, forms) == ([], [])
    assert (copy / "briefs" / "street-games.html").is_file()
    assert (copy / "pdf" / "street-games.pdf").read_bytes().startswith(b"%PDF")
    assert not (copy / "briefs" / "unicycles.html").exists()
    assert "zeppelins" not in (copy / "restore" / "library.json").read_text("utf-8")


def test_sums_are_right_and_name_a_file_that_is_gone(copy: Path, tmp_path: Path) -> None:
    subprocess.run(["sha256sum", "--quiet", "-c", MANIFEST], cwd=copy, check=True)
    broken = tmp_path / "broken"
    subprocess.run(["cp", "-r", copy, broken], check=True)
    (broken / "help-now.html").unlink()
    with pytest.raises(CannotRead, match=r"help-now\.html"):
        restoring.restore(connected(tmp_path), broken)
    (broken / MANIFEST).unlink()
    with pytest.raises(CannotRead, match=r"is not a whole frozen copy\. Give the folder that `library freeze` wrote"):
        restoring.restore(connected(tmp_path), broken)


def connected(folder: Path) -> Services:
    """Return parts of an empty library."""
    return connect(Settings(folder / "instance", folder / "index", meaning="off"))


@pytest.fixture
def restored(copy: Path, tmp_path: Path) -> Iterator[Services]:
    """Return a library that started again from the copy."""
    services = connected(tmp_path)
    restoring.restore(services, copy)
    yield services
    services.store.close()


def test_a_library_starts_again_with_what_readers_saw_and_only_into_an_empty_one(
    library: Library, restored: Services, copy: Path
) -> None:
    with library.services.store.reading() as before, restored.store.reading() as after:
        was = {found.brief.slug: (PUBLIC.dump(found.brief), found.published_at) for found in briefs.everything(before)}
        now = {found.brief.slug: (PUBLIC.dump(found.brief), found.published_at) for found in briefs.everything(after)}
    assert now == was
    with pytest.raises(NotEmpty):
        restoring.restore(restored, copy)


def test_a_folder_with_other_things_is_left_alone(library: Library, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"mine")
    with pytest.raises(CannotRead, match="holds other things"):
        writing.freeze(library.app, library.services, tmp_path, lambda done, total: None)
    assert [path.name for path in tmp_path.iterdir()] == ["photo.jpg"]


def test_the_worker_writes_the_copy_once_a_day_and_a_failure_leaves_the_one_before(
    library: Library, copy: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    settings = replace(library.services.settings, frozen_copy=folder, instance=tmp_path)
    written: list[Path] = []

    def write(to: Path) -> None:
        written.append(to)
        shutil.copytree(copy, to, dirs_exist_ok=True)
        now = datetime.now(UTC).timestamp()
        os.utime(to / MANIFEST, (now, now))

    def look(after: timedelta) -> None:
        at = datetime.now(UTC) + after
        scheduled.write_due(replace(library.services, settings=settings, clock=lambda: at), write)

    scheduled.write_due(library.services, write)
    assert written == []
    for hours in (0, 1, 23):
        look(timedelta(hours=hours))
    assert written == [folder]
    assert frozen_copy.look(settings).made_at is not None
    look(timedelta(hours=25))
    assert written == [folder, folder]


def test_one_who_fails_tries_again_after_an_hour(library: Library, tmp_path: Path) -> None:
    settings, tried = replace(library.services.settings, frozen_copy=tmp_path / "stick", instance=tmp_path), []
    for minutes in (0, 30, 59, 61):
        at = datetime.now(UTC) + timedelta(minutes=minutes)
        scheduled.write_due(replace(library.services, settings=settings, clock=lambda at=at: at), tried.append)
    assert len(tried) == 2


def test_what_stops_the_copy_is_kept_until_one_is_written(library: Library, copy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    (folder / "photo.jpg").write_bytes(b"mine")
    settings = replace(library.services.settings, frozen_copy=folder, instance=tmp_path)
    at = datetime.now(UTC)
    present = replace(library.services, settings=settings, clock=lambda: at)
    scheduled.write_due(present, lambda to: scheduled.said(refused(library, to)))
    known = frozen_copy.look(settings)
    assert known.trouble == "stick holds other things. Choose an empty folder, or one with an older copy."
    assert known.late(at)
    hour_later = replace(present, clock=lambda: at + timedelta(hours=1))
    scheduled.write_due(hour_later, lambda to: written_at(at, shutil.copytree(copy, to, dirs_exist_ok=True)))
    assert frozen_copy.look(settings).trouble == ""
    assert not frozen_copy.look(settings).late(at)


def written_at(at: datetime, folder: Path) -> str:
    """Let a copy be of a moment, as files keep the machine's time under another clock."""
    os.utime(folder / frozen_copy.LAST_WRITTEN, (at.timestamp(), at.timestamp()))
    return ""


def refused(library: Library, folder: Path) -> str:
    """Return what the command prints of a folder that it does not write to."""
    with pytest.raises(CannotRead) as error:
        writing.freeze(library.app, library.services, folder, lambda done, total: None)
    return f"Freezing 1 of 2\rlibrary: {error.value}\n".replace("\r", "\n")


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        (
            "library: [Errno 28] No space left on device: '/srv/.copy.1f/a.html'",
            "[Errno 28] No space left on device: 'a.html'.",
        ),
        ("Traceback (most recent call last):\nKeyError: '/srv/secret'", scheduled.UNEXPECTED),
        ("", scheduled.UNEXPECTED),
    ],
)
def test_what_a_command_printed_is_told_without_folders(printed: str, words: str) -> None:
    assert scheduled.said(printed) == words


def test_an_older_copy_is_replaced_by_a_whole_one_and_nothing_is_left_beside_it(
    library: Library, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "stick"
    shutil.copytree(copy, folder)
    (folder / "old.html").write_text("old")
    with monkeypatch.context() as broken:
        broken.setattr(writing.manifest, "write", lambda fresh: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            writing.freeze(library.app, library.services, folder, lambda done, total: None)
    assert (folder / "old.html").exists()
    writing.freeze(library.app, library.services, folder, lambda done, total: None)
    assert not (folder / "old.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["stick"]
