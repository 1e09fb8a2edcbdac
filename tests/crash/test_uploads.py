"""An upload that is killed on its way shows no half file, and the same file can be sent again."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from library.accounts import repository as people
from library.editing.documents import service as uploads
from library.editing.documents.repository import GIVEN_UP
from library.editing.documents.uploads import Upload, UploadState
from library.security.permissions import Person
from library.services import Services
from library.settings import Settings
from tests.crash.aftermath import restarted
from tests.crash.points import UPLOADING
from tests.crash.victim import KILLED, REPORT, Point, run, upload


@pytest.fixture(params=UPLOADING.values(), ids=UPLOADING)
def killed(request: pytest.FixtureRequest, stocked: Settings) -> Iterator[Services]:
    """Give a library in which an upload was killed, restarted when nobody waits for that process any more."""
    point: Point = request.param
    assert run(stocked, "upload", point) == KILLED
    with restarted(stocked) as services:
        yield replace(services, clock=lambda: services.clock() + GIVEN_UP + timedelta(seconds=1))


def reviewer(services: Services) -> Person:
    with services.store.reading() as database:
        found = people.find(database, "reviewer@example.org")
    assert found is not None
    return found[0]


def whole(services: Services, kept: Upload) -> bool:
    return sha256(uploads.file_of(services, reviewer(services), kept.id)[1].read_bytes()).hexdigest() == kept.digest


def test_what_is_listed_is_whole_the_form_sent_again_starts_one_draft_and_nothing_is_left_behind(
    killed: Services,
) -> None:
    assert all(whole(killed, kept) for kept in uploads.listed(killed, reviewer(killed)))
    upload(killed)
    (kept,) = uploads.listed(killed, reviewer(killed))
    assert (kept.state, kept.size, whole(killed, kept)) == (UploadState.READ, len(REPORT), True)
    assert len(uploads.open_one(killed, reviewer(killed), kept.id).drafts) == 1
    for path in killed.files.folder.iterdir():
        os.utime(path, (0, 0))
    uploads.tidy(killed)
    (kept,) = uploads.listed(killed, reviewer(killed))
    assert [path.name for path in killed.files.folder.iterdir()] == [kept.digest]
