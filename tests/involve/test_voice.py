"""Young people's voice: brought by staff, published by a second person, shown while consent lasts, gone when withdrawn."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from flask import Flask
from werkzeug.test import TestResponse

from library import worker
from library.app import create_app
from library.bootstrap import connect
from library.cli import main
from library.db.store import revisions
from library.involve.voice import service, withdrawal
from library.involve.voice.media import cleaning
from library.security.permissions import Person, Role
from library.services import Services
from library.settings import Settings
from library.transfer.backup import nightly
from library.transfer.backup import service as backups
from library.transfer.upgrade import service as upgrades
from library.transfer.upgrade.models import Record, Stage
from tests import addresses, builders
from tests.addresses import SOUND, WORDS
from tests.browser import Browser
from tests.involve.conftest import Clock, back
from tests.to_do import waiting

BRIEF, DESK, WITHDRAW = "/briefs/street-games", "/staff/voice", "/voice/withdraw"
SAID = WORDS["words"]
LONDON = ZoneInfo("Europe/London")
CODE = re.compile(r"\b[2-9A-Z]{5}-[2-9A-Z]{5}\b")
TYPED = WORDS | {"until": "2028-11-29"}
CHECKED = {"nobody_named": "yes"}
"""Asked again at each change."""


@pytest.fixture
def contributed(contributor: Browser, services: Services, reviewer: Person) -> str:
    """Let a contributor bring a young person's words to a brief; return the code."""
    builders.published(services, reviewer)
    return bring(contributor)


def bring(browser: Browser, place: str = "brief=street-games", **changes: str) -> str:
    answer = browser.send(f"{DESK}/new?{place}", TYPED | changes)
    assert answer.status_code == 200, answer.text
    found = CODE.search(answer.text)
    assert found, answer.text
    return found[0]


def publish(browser: Browser, number: int = 1) -> None:
    page = browser.get(f"{DESK}/{number}")
    seen = re.search(r'name="seen" value="(\w+)"', page.text)
    assert seen, page.text
    assert browser.press(f"{DESK}/{number}", page, action="publish", seen=seen[1]).status_code == 303


@pytest.fixture
def shown(contributed: str, staff: Browser) -> str:
    """Publish it; return its code."""
    publish(staff)
    return contributed


def words_of(pdf: bytes) -> str:
    """Give the text of a PDF on one line."""
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


FACES = (
    BRIEF,
    f"{BRIEF}/large-print",
    f"{BRIEF}/email?full=1",
    f"{BRIEF}.txt",
    f"{BRIEF}.json",
    f"{BRIEF}.pdf",
    f"{BRIEF}/large-print.pdf",
    "/voice",
    "/voice.atom",
    "/api/v1/voices",
    "/api/v1/voices?brief=street-games",
)


def shows(reader: Browser) -> set[str]:
    """Give every face of the library that says the words."""
    found = set()
    for path in FACES:
        answer = reader.get(path)
        assert answer.status_code == 200, path
        text = words_of(answer.data) if answer.mimetype == "application/pdf" else answer.text
        if "Nobody asked us" in " ".join(text.split()):
            found.add(path)
    return found


def test_an_empty_list_says_what_comes_there(reader: Browser) -> None:
    page = reader.get("/voice").text
    assert "There are none yet." in page
    assert f'href="{WITHDRAW}"' in page


def test_nobody_sees_it_before_a_second_person_has_published_it(
    contributed: str, contributor: Browser, reader: Browser, staff: Browser
) -> None:
    assert shows(reader) == set()
    assert 'value="publish"' not in contributor.get(f"{DESK}/1").text
    assert waiting(staff)["Young people’s words to publish"] == 1
    publish(staff)
    assert shows(reader) == set(FACES)
    page = reader.get(BRIEF).text
    for words in (
        "A young person, 11 to 15, Charnwood",
        "don't count towards any rating",
        "Nobody with a say has heard",
    ):
        assert words in page.replace("&#39;", "'"), words
    assert WORDS["holder"] not in page


def test_a_reviewer_cannot_publish_what_they_wrote_or_changed(
    contributed: str, staff: Browser, admin: Browser, reader: Browser
) -> None:
    assert staff.send(f"{DESK}/1/change", CHECKED | {"words": f"{SAID} Ask us."}).status_code == 303
    refused = staff.press(f"{DESK}/1", action="publish", seen="x")
    assert (refused.status_code, "someone else has to check" in refused.text) == (400, True)
    publish(admin)
    assert "Ask us." in reader.get(BRIEF).text
    assert staff.send(f"{DESK}/1/change", CHECKED | {"words": f"{SAID} Please."}).status_code == 303
    assert SAID not in reader.get(BRIEF).text


def test_what_changed_while_somebody_read_it_is_not_published(
    contributed: str, contributor: Browser, staff: Browser, reader: Browser
) -> None:
    page = staff.get(f"{DESK}/1")
    seen = re.search(r'name="seen" value="(\w+)"', page.text)
    assert seen
    assert contributor.send(f"{DESK}/1/change", CHECKED | {"words": "Other words."}).status_code == 303
    refused = staff.press(f"{DESK}/1", page, action="publish", seen=seen[1])
    assert (refused.status_code, "has changed since you opened it" in refused.text) == (400, True)
    assert "Other words." not in reader.get(BRIEF).text


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        ({"words": ""}, "words"),
        ({"gathered": ""}, "gathered"),
        ({"nobody_named": ""}, "nobody_named"),
        ({"young_person": ""}, "young_person"),
        ({"parent": ""}, "parent"),
        ({"web": "", "mail": "", "print": ""}, "web"),
        ({"until": "2026-11-28"}, "until"),
        ({"until": "2199-01-01"}, "until"),
        ({"holder": "Ann, ann@example.org"}, "holder"),
        ({"holder": "Ann, 07700 900123"}, "holder"),
    ],
)
def test_consent_that_is_not_whole_is_refused_and_nothing_typed_is_lost(
    contributor: Browser, services: Services, reviewer: Person, changes: dict[str, str], at: str
) -> None:
    builders.published(services, reviewer)
    answer = contributor.send(f"{DESK}/new?brief=street-games", TYPED | changes)
    assert (answer.status_code, f'href="#{at}"' in answer.text) == (400, True)
    assert changes.get("words", SAID) in answer.text
    assert "There are none yet." in contributor.get(DESK).text


def test_words_that_look_like_code_are_words_on_every_face(
    contributor: Browser, staff: Browser, reader: Browser, services: Services, reviewer: Person
) -> None:
    builders.published(services, reviewer)
    code = '<script>alert(1)</script> </mj-text> {{ 7 * 7 }} #import "x" Nobody asked us \U0001f600'
    bring(contributor, words=code, gathered=code, holder=code[:60])
    publish(staff)
    assert contributor.press(f"{DESK}/1", action="heard", who=code, on="2026-11-01").status_code == 303
    assert shows(reader) == set(FACES)
    for path in (*FACES, DESK, f"{DESK}/1"):
        answer = (staff if path.startswith("/staff") else reader).get(path)
        if answer.mimetype in {"text/html", "application/atom+xml"}:
            assert "<script>alert" not in answer.text, path


def test_a_parent_is_not_needed_from_16_on(contributor: Browser, services: Services, reviewer: Person) -> None:
    builders.published(services, reviewer)
    assert bring(contributor, age="16-17", parent="")


@pytest.mark.parametrize(
    ("agreed", "faces"),
    [
        ("web", {each for each in FACES if not each.endswith(("pdf", "txt", "full=1"))}),
        ("mail", {f"{BRIEF}/email?full=1", f"{BRIEF}.txt"}),
        ("print", {f"{BRIEF}.pdf", f"{BRIEF}/large-print.pdf"}),
    ],
)
def test_it_stands_only_where_consent_covers_the_use(
    contributor: Browser,
    staff: Browser,
    reader: Browser,
    services: Services,
    reviewer: Person,
    agreed: str,
    faces: set[str],
) -> None:
    builders.published(services, reviewer)
    bring(contributor, **{each: "yes" if each == agreed else "" for each in ("web", "mail", "print")})
    publish(staff)
    assert shows(reader) == faces
    if agreed == "web":
        assert "voices--not-on-paper" in reader.get(BRIEF).text


def test_it_hides_itself_everywhere_at_midnight_in_london_after_its_last_day(
    contributor: Browser,
    staff: Browser,
    reader: Browser,
    services: Services,
    reviewer: Person,
    clock: Clock,
    app: Flask,
) -> None:
    builders.published(services, reviewer)
    bring(contributor, until="2027-03-28")
    publish(staff)
    end = datetime(2027, 3, 28, 23, 0, tzinfo=UTC)  # That night London's clocks are an hour ahead.
    clock.now = end.replace(hour=22, minute=59, second=59)
    assert shows(reader) == set(FACES)
    clock.on(seconds=1)
    assert shows(reader) == set()


def test_words_whose_consent_ended_are_deleted_after_30_days_and_the_bare_record_stays(
    shown: str, reader: Browser, services: Services, clock: Clock
) -> None:
    clock.now = datetime(2028, 11, 30, 12, tzinfo=UTC)
    withdrawal.mind(services)
    assert "Nobody asked us" in rows(services)
    clock.on(days=30)
    worker.work(services, once=True)
    kept = rows(services)
    assert "Nobody asked us" not in kept
    assert WORDS["holder"] in kept


def rows(services: Services) -> str:
    """Give all that the database keeps of voices."""
    with services.store.reading() as database:
        return str(database.exec_driver_sql("SELECT * FROM voices").all())


def test_a_code_withdraws_it_everywhere_at_once_without_an_account(
    shown: str, reader: Browser, staff: Browser, services: Services
) -> None:
    typed = f" {shown.replace('-', ' ').lower()} "
    sure = reader.send(WITHDRAW, {"code": typed, "action": "look"})
    assert (sure.status_code, SAID in sure.text) == (200, True)
    assert shows(reader) == set(FACES)
    done = reader.send(WITHDRAW, {"action": "withdraw"}, page=sure)
    assert done.location == "/voice/withdrawn"
    assert "already e-mailed, printed, saved" in reader.get(done.location).text
    assert shows(reader) == set()
    assert "Nobody asked us" not in rows(services)
    assert WORDS["holder"] in rows(services)
    assert "Withdrawn: the words are deleted" in staff.get(DESK).text
    again = reader.send(WITHDRAW, {"code": shown, "action": "look"})
    assert (again.status_code, "already gone" in again.text) == (200, True)
    assert shown.replace("-", "") not in rows(services)


def test_wrong_codes_are_counted_and_a_right_one_never_is(shown: str, reader: Browser, clock: Clock) -> None:
    for _ in range(10):
        wrong = reader.send(WITHDRAW, {"code": "ZZZZZ-ZZZZZ", "action": "withdraw"})
        assert (wrong.status_code, 'href="#code"' in wrong.text) == (400, True)
    assert reader.send(WITHDRAW, {"code": shown, "action": "look"}).status_code == 429
    clock.on(hours=1)
    for _ in range(12):
        assert reader.send(WITHDRAW, {"code": shown, "action": "look"}).status_code == 200


def test_a_new_code_ends_the_one_before(shown: str, staff: Browser, reader: Browser) -> None:
    page = staff.press(f"{DESK}/1", action="code")
    fresh = CODE.search(page.text)
    assert fresh
    assert reader.send(WITHDRAW, {"code": shown, "action": "look"}).status_code == 400
    assert reader.send(WITHDRAW, {"code": fresh[0], "action": "look"}).status_code == 200


def test_staff_withdraw_it_for_somebody_who_lost_their_code(
    shown: str, contributor: Browser, reader: Browser, admin: Browser
) -> None:
    assert contributor.press(f"{DESK}/1", action="withdraw").status_code == 303
    assert shows(reader) == set()
    assert contributor.get(f"{DESK}/1/change").status_code == 404
    assert f'href="{DESK}/1"' in admin.get("/staff/audit?action=withdraw").text


def test_a_command_withdraws_it_by_its_code(
    shown: str, reader: Browser, services: Services, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LIBRARY_INSTANCE", str(services.settings.instance))
    assert main(["forget", "AAAAA-AAAAA"]) == 1
    assert main(["forget", shown]) == 0
    assert "with any recording" in capsys.readouterr().out
    assert shows(reader) == set()


def test_the_same_form_sent_twice_adds_it_once(contributor: Browser, services: Services, reviewer: Person) -> None:
    builders.published(services, reviewer)
    page = contributor.get(f"{DESK}/new?brief=street-games")
    first = contributor.send(f"{DESK}/new?brief=street-games", TYPED, page=page)
    again = contributor.send(f"{DESK}/new?brief=street-games", TYPED, page=page)
    assert (first.status_code, again.status_code, again.location) == (200, 303, f"{DESK}/1")


def test_a_mail_that_waits_holds_no_words(shown: str, reader: Browser, post) -> None:
    answer = reader.send(f"{BRIEF}/send", {"to": "bo@example.org", "name": "Ann"})
    assert answer.status_code == 303
    mail = post()[0]
    assert "Street games on summer evenings" in mail
    assert "Nobody asked us" not in mail


def test_who_heard_it_and_what_changed_is_said_and_silence_is_a_to_do(
    shown: str, contributor: Browser, staff: Browser, reader: Browser, reviewer: Person, clock: Clock
) -> None:
    to_do = "Young people’s words that nobody heard"
    assert to_do not in waiting(staff)
    clock.on(days=90)
    back(staff, reviewer)
    assert waiting(staff)[to_do] == 1
    early = staff.press(f"{DESK}/1", action="heard", who="The panel", on="2199-01-01")
    assert (early.status_code, 'href="#on"' in early.text, "The panel" in early.text) == (400, True, True)
    assert staff.press(f"{DESK}/1", action="heard", who="The panel", on="2027-01-10").status_code == 303
    told = {"changed": "Lights were put up.", "told_on": "2027-02-01"}
    assert staff.press(f"{DESK}/1", action="influence", **told).status_code == 303
    assert to_do not in waiting(staff)
    page = reader.get(BRIEF).text
    for words in ("The panel", "10 January 2027", "Lights were put up.", "told on 1 February 2027"):
        assert words in page, words
    assert staff.press(f"{DESK}/1", action="remove-0").status_code == 303
    assert "The panel" not in reader.get(BRIEF).text


def test_consent_about_to_end_is_a_to_do_with_its_day(
    shown: str, staff: Browser, reviewer: Person, clock: Clock
) -> None:
    clock.now = datetime(2028, 10, 20, 12, tzinfo=UTC)
    back(staff, reviewer)
    page = staff.get("/staff/briefs").text
    assert waiting(staff)["Consent that ends soon"] == 1
    assert "29 November 2028" in page


def test_it_belongs_to_a_field_note_too_and_goes_with_it(
    contributor: Browser, staff: Browser, reader: Browser, services: Services, reviewer: Person
) -> None:
    note = addresses.field_note(services, reviewer)
    builders.published(services, reviewer)
    bring(contributor, f"note={note}")
    publish(staff)
    assert SAID in reader.get(f"/field-notes/{note}").text
    assert SAID in reader.get("/voice").text
    assert SAID not in reader.get(BRIEF).text
    assert staff.press(f"/staff/field-notes/{note}", action="withdraw").status_code == 303
    for path in ("/voice", "/voice.atom", "/api/v1/voices"):
        assert SAID not in reader.get(path).text, path


def test_it_goes_with_a_brief_that_is_withdrawn(
    shown: str, contributor: Browser, reader: Browser, admin: Browser, services: Services
) -> None:
    record(contributor, SOUND)
    publish_as_admin(services)
    assert admin.send("/staff/briefs/1/withdraw", {"reason": "It was wrong."}).status_code == 303
    for path in (BRIEF, f"{BRIEF}.pdf", f"{BRIEF}.json", "/voice", "/voice.atom", "/api/v1/voices", RECORDING):
        answer = reader.get(path)
        assert b"Nobody asked us" not in answer.data, path
    assert reader.get(RECORDING).status_code == 404


def test_it_is_kept_apart_from_what_is_imported_and_exported(shown: str, staff: Browser) -> None:
    for suffix in ("json", "csv"):
        assert "Nobody asked us" not in staff.get(f"/staff/export/briefs.{suffix}").text


def test_a_backup_brings_words_and_recording_back_but_not_what_was_withdrawn(
    shown: str, staff: Browser, reader: Browser, services: Services, tmp_path: Path
) -> None:
    record(staff, SOUND)
    publish_as_admin(services)
    kept = tmp_path / "kept.zip"
    backups.write(services, kept, lambda done, of: None)
    services.files.remove(digest(services))
    backups.restore(services, kept, lambda done, of: None, replace=True)
    assert shows(reader) == set(FACES)
    assert heard(reader) == SOUND
    assert withdrawal.by_code(services, shown, "here")
    backups.restore(services, kept, lambda done, of: None, replace=True)
    assert shows(reader) == set()
    assert reader.get(RECORDING).status_code == 404
    assert "Nobody asked us" not in rows(services)


def other_machine(services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Give the settings of a machine where nothing is yet, and let commands run there."""
    other = Settings(instance=tmp_path / "other", index=tmp_path / "other-index", meaning="off")
    monkeypatch.setenv("LIBRARY_INSTANCE", str(other.instance))
    monkeypatch.setenv("LIBRARY_INDEX", str(other.index))
    return replace(other, secret_key=services.settings.secret_key)


@pytest.mark.slow("makes a backup, proves it and restores it twice")
def test_on_an_empty_machine_the_list_beside_the_backup_withdraws_again_and_the_rest_is_hidden(
    shown: str,
    contributor: Browser,
    staff: Browser,
    services: Services,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Somebody who lost the machine still has the folder of backups, in which the worker kept the list."""
    bring(contributor, words="Somebody asked me once.")
    publish(staff, 2)
    kept = tmp_path / "kept"
    backing = replace(services, settings=replace(services.settings, backups=kept))
    assert nightly.do_due(backing)
    (backup,) = kept.glob("*.backup")
    assert withdrawal.by_code(services, shown, "here")
    assert nightly.do_due(backing)
    other = other_machine(services, tmp_path, monkeypatch)
    assert main(["restore", str(backup)]) == 0
    said = capsys.readouterr().out
    assert "withdrawn since and deleted again: 1." in said
    assert "Words of young people that are hidden: 1. Nothing here says" in said
    there = connect(other)
    assert "Nobody asked us" not in rows(there)
    page = Browser(create_app(there)).get("/voice").text
    assert "There are none yet." in page
    assert waiting(Browser(create_app(there), builders.person(there)))["Young people’s words to publish"] == 1
    assert main(["restore", str(backup), "--replace", "--none-withdrawn"]) == 0
    assert "hidden" not in capsys.readouterr().out
    assert "Somebody asked me once." in Browser(create_app(there)).get("/voice").text
    assert "Nobody asked us" not in rows(there)
    there.store.close()


def test_a_list_that_cannot_be_read_stops_the_restore_with_a_sentence(
    shown: str, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    backups.write(services, tmp_path / "kept.zip", lambda done, of: None)
    (tmp_path / "withdrawn.json").write_text("half a li")
    other_machine(services, tmp_path, monkeypatch)
    assert main(["restore", str(tmp_path / "kept.zip")]) == 1
    said = capsys.readouterr().err
    assert "withdrawn.json cannot be read. Put a whole copy in its place, or move it away." in said


def test_undoing_an_upgrade_brings_nothing_back_that_was_withdrawn_since(
    shown: str, services: Services, reader: Browser, tmp_path: Path
) -> None:
    folder = services.settings.instance / "upgrades"
    folder.mkdir()
    now = builders.NOW
    record = Record(Stage.DONE, now, revisions()[0], revisions()[0], folder / "before.zip")
    backups.write(services, record.backup, lambda done, of: None)
    assert withdrawal.by_code(services, shown, "here")
    upgrades.undo(services, record, lambda done, of: None)
    assert "Nobody asked us" not in rows(services)


RECORDING = "/voice/1/recording"


def heard(browser: Browser, path: str = RECORDING) -> bytes:
    """Give a recording as a player gets it."""
    with browser.get(path) as answer:
        return answer.data


def record(browser: Browser, content: bytes, name: str = "talk.wav") -> TestResponse:
    """Add a recording."""
    return browser.press(f"{DESK}/1", action="recording", recording=(io.BytesIO(content), name))


def publish_as_admin(services: Services) -> None:
    """Publish it as an admin who wrote none of it."""
    admin = builders.person(services, Role.ADMIN)
    assert service.publish(services, admin, 1, service.seen(service.find(services, admin, 1).kept)) == []


def digest(services: Services) -> str:
    """Give the name of the file of the recording."""
    with services.store.reading() as database:
        return str(database.exec_driver_sql("SELECT digest FROM voices").scalar())


def test_a_recording_waits_for_a_second_person_and_is_played_in_parts_by_our_pages_alone(
    shown: str, contributor: Browser, reader: Browser, services: Services
) -> None:
    assert record(contributor, SOUND).status_code == 303
    assert reader.get(RECORDING).status_code == 404
    assert heard(contributor, f"{DESK}/1/recording") == SOUND
    publish_as_admin(services)
    page = reader.get(BRIEF)
    assert f'<source src="{RECORDING}" type="audio/wav">' in page.text
    assert 'preload="none"' in page.text
    assert "autoplay" not in page.text
    assert "media-src 'self'" in page.headers["Content-Security-Policy"]
    part = reader.get(RECORDING, headers={"Range": "bytes=4-11"})
    assert (part.status_code, part.data, part.headers["Content-Range"]) == (
        206,
        SOUND[4:12],
        f"bytes 4-11/{len(SOUND)}",
    )
    part.close()
    with reader.get(RECORDING) as whole:
        for answer in (part, whole):
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.headers["Content-Security-Policy"].endswith("sandbox")
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.mimetype == "audio/wav"
    assert reader.get(RECORDING, headers={"Range": "bytes=999999-"}).status_code == 416
    worker.work(services, once=True)
    assert heard(reader) == SOUND


def test_withdrawing_deletes_the_recording(
    shown: str, contributor: Browser, reader: Browser, services: Services
) -> None:
    record(contributor, SOUND)
    publish_as_admin(services)
    path = services.files.path(digest(services))
    assert path.is_file()
    assert withdrawal.by_code(services, shown, "here")
    assert not path.exists()
    assert reader.get(RECORDING).status_code == 404


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "This file is empty"),
        (b"MZ this is a program", "take this kind of file"),
        (b"RIFF\0\0\0\0WAVEno sound", "damaged or was cut short"),
        (SOUND * 20, "10 MB or less"),
        (b"<script>alert(1)</script>", "take this kind of file"),
    ],
    ids=["empty", "program", "no sound", "large", "script"],
)
def test_what_is_no_recording_is_refused_with_what_to_do(
    shown: str, contributor: Browser, reader: Browser, content: bytes, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cleaning, "LARGEST_SOUND", 100_000)
    answer = record(contributor, content, "talk.mp3")
    assert (answer.status_code, words in answer.text, 'href="#recording"' in answer.text) == (400, True, True)
    assert SAID in reader.get(BRIEF).text
