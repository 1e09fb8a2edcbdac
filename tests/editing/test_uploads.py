"""Uploading a document, the draft that it fills, and everything that can go wrong on the way."""

import io
import os
import re
import time
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from library.editing.documents import reading
from library.editing.documents import repository as rows
from library.editing.documents import service as uploads
from library.editing.documents.models import LARGEST, Refusal
from library.editing.drafts import service as desk
from library.security.permissions import Person
from library.services import Services
from tests import builders
from tests.browser import Browser, Forms
from tests.documents.reports import REPORTS
from tests.tiers import examples

WORDS = b"Knife crime fell\n\nIn all 412 young people came. Knife crime fell by 30% on the estate.\n\nKnife crime is feared."


def sent(browser: Browser, content: bytes = WORDS, name: str = "report.txt", **typed: Any) -> TestResponse:
    fields = {**browser.form("/staff/upload")[1], **typed}
    return posted(browser.client, fields, content, name)


def posted(client: FlaskClient, fields: dict[str, Any], content: bytes, name: str = "report.txt") -> TestResponse:
    """Send a form with a file of any size, all of it in memory."""
    edge, body = encode_multipart({**fields, "file": FileStorage(io.BytesIO(content), name)})
    return client.post("/staff/upload", data=body, content_type=f"multipart/form-data; boundary={edge}")


def brief_id(answer: TestResponse) -> int:
    found = re.search(r"/staff/briefs/(\d+)/edit", answer.location or "")
    assert found, answer.text
    return int(found[1])


def pressed(browser: Browser, id: int, action: str, page: TestResponse | None = None, **typed: Any) -> TestResponse:
    return browser.send(f"/staff/briefs/{id}/edit", {"action": action, **typed}, page)


def typed_in(answer: TestResponse) -> Any:
    return Forms(answer.text).found[0][1]


def kept(services: Services) -> list[str]:
    folder = services.files.folder
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_a_report_starts_a_draft_with_what_it_states(
    staff: Browser, services: Services, reviewer: Person, report: Any
) -> None:
    id = brief_id(sent(staff, report.content, report.name))
    content = desk.open_draft(services, reviewer, id).content
    (source,) = content["sources"]
    assert content["title"] == report.source["title"]
    assert {name: source.get(name) for name in report.source} == report.source
    page = staff.get(f"/staff/briefs/{id}/edit").text
    for part in report.figures:
        assert part in page
    told = staff.get("/staff/uploads/1").text
    assert [heading for heading in report.headings if f">{heading}</h" not in told] == []


def test_what_was_filled_in_is_marked_and_cannot_be_published_until_a_person_accepts_it(
    staff: Browser, services: Services, reviewer: Person
) -> None:
    id = brief_id(sent(staff, REPORTS[0].content, REPORTS[0].name))
    missing = "This was filled in from the document."
    page = staff.get(f"/staff/briefs/{id}/edit")
    assert "From the document, because it is the title of the document" in page.text
    whole = {
        name: value
        for name, value in builders.content("football").items()
        if name
        in {
            "kind",
            "one_line",
            "short_answer",
            "what_it_is",
            "nearness",
            "checked_on",
            "check_by",
            "cautions",
            "main_caution",
        }
    }
    lists = {"approaches": ["sport"], "ages": ["14-17"], "place": "england", "settings": ["street"]}
    rest = {f"key_points-{number}": words for number, words in enumerate(["Many came.", "They liked it.", "Ask them."])}
    rest |= {f"actions-{role}": "Ask when the next game is." for role in ("young_person", "parent", "school")}
    rest |= {"prevention_levels": ["primary"], "violence_types": ["any-violence"], "sources-0-independent": "yes"}
    outcome = {"outcomes-0-outcome": "engagement", "outcomes-0-effect": "not_measured", "outcomes-0-why": "Nobody did."}
    typed = {
        **whole,
        **lists,
        **rest,
        **outcome,
        "title": "Football in the evening",
        "outcomes-1-outcome": "any-violence",
    }
    typed |= {"outcomes-1-effect": "not_measured", "outcomes-1-why": "Nobody counted."}
    refused = pressed(staff, id, "publish", **typed)
    assert refused.status_code == 400
    assert missing in refused.text
    accepted = pressed(staff, id, "accept-1-all", refused)
    assert "This is right" not in accepted.text
    shown = pressed(staff, id, "publish", accepted)
    assert shown.status_code == 303, re.findall(r"Error:</span>[^<]*", shown.text)


def test_one_field_is_accepted_by_itself_and_typing_over_one_settles_it(staff: Browser) -> None:
    id = brief_id(sent(staff))
    page = staff.get(f"/staff/briefs/{id}/edit")
    marks = page.text.count(">This is right<")
    accepted = pressed(staff, id, "accept-1-title", page)
    assert accepted.text.count(">This is right<") == marks - 1
    changed = pressed(staff, id, "find", accepted, title="My own words")
    assert changed.text.count(">This is right<") == marks - 2
    assert typed_in(changed)["title"] == "My own words"


def test_all_are_accepted_together_only_if_all_were_seen_and_it_can_be_undone(staff: Browser) -> None:
    id = brief_id(sent(staff))
    page = staff.get(f"/staff/briefs/{id}/edit")
    seen = typed_in(page).getlist("seen")
    assert len(seen) == page.text.count("data-suggestion>")
    part = pressed(staff, id, "accept-1-all", page, seen=seen[1:])
    assert typed_in(part).getlist("seen") == seen
    accepted = pressed(staff, id, "accept-1-all", page)
    assert typed_in(accepted).getlist("seen") == []
    undone = pressed(staff, id, f"undo-1-{seen[0]}", accepted)
    assert typed_in(undone).getlist("seen") == seen[:1]
    assert set(typed_in(pressed(staff, id, "undo-1-all", undone)).getlist("seen")) == set(seen)


def test_what_nobody_has_accepted_stays_to_be_accepted_when_its_document_is_deleted_or_its_letter_changes(
    staff: Browser,
) -> None:
    id = brief_id(sent(staff))
    page = staff.get(f"/staff/briefs/{id}/edit")
    before = typed_in(page).getlist("seen")
    assert typed_in(pressed(staff, id, "find", page, **{"sources-0-key": "z"})).getlist("seen") == before
    token = {"form_token": typed_in(staff.get("/staff/upload"))["form_token"]}
    staff.client.post("/staff/uploads/1/delete", data=token)
    page = staff.get(f"/staff/briefs/{id}/edit")
    assert typed_in(page).getlist("seen") == before
    assert "This was filled in from the document." in pressed(staff, id, "publish", page).text
    assert typed_in(pressed(staff, id, f"accept-0-{before[0]}", page)).getlist("seen") == before[1:]


def test_the_brief_begins_with_the_words_of_the_document_which_are_marked_wherever_they_stand(staff: Browser) -> None:
    id = brief_id(sent(staff, REPORTS[1].content, REPORTS[1].name))
    page = staff.get(f"/staff/briefs/{id}/edit")
    fields = typed_in(page)
    assert fields["costs"].startswith("A mentor costs a school £1,150 for each girl.")
    assert fields["does_it_work"] == "Schools sent 64 girls to mentoring, and 51 of them stayed the year. [a]"
    assert "because the document says so under “What we learned”" in page.text
    second = fields["key_points-1"]
    moved = pressed(staff, id, "save", page, **{"key_points-0": ""})
    page = staff.get(moved.location)
    assert typed_in(page)["key_points-0"] == second
    assert 'id="key_points-0-suggested"' in page.text


def test_all_tags_are_put_in_at_once_an_outcome_as_a_row_that_cites_the_document(staff: Browser) -> None:
    id = brief_id(
        sent(staff, b"Bullying on buses in Leicester\n\nBullying fell in Leicester. Bullying is feared by all.")
    )
    used = pressed(staff, id, "tag-1-all", one_line="Typed and not saved")
    fields = typed_in(used)
    assert (fields["place"], fields["nearness"]) == ("leicester", "llr")
    assert (fields["outcomes-0-outcome"], fields["outcomes-0-sources"]) == ("bullying", "a")
    assert fields["outcomes-0-effect"] == ""
    assert fields["one_line"] == "Typed and not saved"
    assert "Use it<" not in used.text


def test_a_second_document_is_put_beside_a_brief_as_a_source_of_its_own(
    staff: Browser, services: Services, reviewer: Person
) -> None:
    id = brief_id(sent(staff))
    pressed(staff, id, "accept-1-all", one_line="Kept")
    asked = pressed(staff, id, "document", one_line="Kept")
    assert asked.location == f"/staff/upload?brief={id}"
    for _ in range(2):
        form = staff.form(asked.location)[1]
        added = posted(staff.client, form, REPORTS[1].content, REPORTS[1].name)
        assert added.location == f"/staff/briefs/{id}/edit?done=document#source-2"
    content = desk.open_draft(services, reviewer, id).content
    assert [(source["key"], source["title"]) for source in content["sources"]] == [
        ("a", "Knife crime fell"),
        ("b", "Mentoring girls after school: a guide for schools"),
    ]
    assert (content["title"], content["one_line"]) == ("Knife crime fell", "Kept")
    page = staff.get(f"/staff/briefs/{id}/edit")
    assert "It is source [b] of this brief." in page.text
    assert 'id="sources-1-title-suggested"' in page.text
    quoted = pressed(staff, id, "quote-2-0", page)
    assert typed_in(quoted)["does_it_work"].endswith("stayed the year.” (page 2) [b]")


def test_a_contributor_adds_no_document_to_the_brief_of_another(contributor: Browser, staff: Browser) -> None:
    id = brief_id(sent(staff))
    assert contributor.get(f"/staff/upload?brief={id}").status_code == 403
    assert staff.get("/staff/upload?brief=99").status_code == 404


def test_a_document_that_waited_to_be_read_is_added_later(staff: Browser, services: Services) -> None:
    id = brief_id(sent(staff))
    turns = services.settings.instance / "reading"
    with reading.turn(turns), reading.turn(turns):
        added = posted(
            staff.client, staff.form(f"/staff/upload?brief={id}")[1], b"Another\n\nIn all 64 girls came to chess."
        )
    assert added.location == f"/staff/uploads/2?brief={id}"
    put = staff.send(added.location, {})
    assert put.location == f"/staff/briefs/{id}/edit?done=document#source-2"


def test_tags_are_offered_with_their_reason_and_put_in_by_a_button_that_loses_nothing(
    staff: Browser, services: Services, reviewer: Person
) -> None:
    id = brief_id(sent(staff))
    page = staff.get(f"/staff/briefs/{id}/edit")
    assert "because it says “knife crime” in 3 paragraphs" in page.text
    assert desk.open_draft(services, reviewer, id).content.get("violence_types") is None
    button = re.search(r'value="(tag-\d+-\d+)"[^>]*>Use it<span[^>]*>: Knives', page.text)
    assert button
    used = pressed(staff, id, button[1], page, one_line="Typed and not saved")
    assert typed_in(used).getlist("violence_types") == ["knife-and-weapons"]
    assert typed_in(used)["one_line"] == "Typed and not saved"
    assert "✓ in the draft" in used.text


def test_a_sentence_with_a_figure_is_quoted_with_its_page_and_the_letter_of_its_source(staff: Browser) -> None:
    id = brief_id(sent(staff, b"Games\n\nIt began.\fMost came.\n\nIt fell by 30% in a year."))
    quoted = pressed(staff, id, "quote-1-0", does_it_work="So far:")
    assert (
        typed_in(quoted)["does_it_work"].replace("\r\n", "\n") == "So far:\n\n“It fell by 30% in a year.” (page 2) [a]"
    )
    assert "✓ quoted" in quoted.text


def test_the_text_stands_beside_the_draft_and_can_be_searched(staff: Browser) -> None:
    id = brief_id(sent(staff))
    assert "Knife crime is feared." in staff.get(f"/staff/briefs/{id}/edit").text
    found = pressed(staff, id, "find", find="young people", title="Not lost")
    assert "1 place with “young people”" in found.text
    assert "<mark>young</mark> <mark>people</mark>" in found.text
    assert typed_in(found)["title"] == "Not lost"


@pytest.mark.parametrize(
    "action", ["accept-9-all", "tag-1-999", "tag-9-0", "quote-1-99999999", "quote-9-0", "accept-1-x"]
)
def test_a_button_that_leads_nowhere_changes_nothing(staff: Browser, action: str) -> None:
    id = brief_id(sent(staff))
    before = typed_in(staff.get(f"/staff/briefs/{id}/edit"))
    answer = pressed(staff, id, action)
    assert answer.status_code == 200
    assert [pair for pair in typed_in(answer).items(multi=True) if pair[0] != "form_token"] == [
        pair for pair in before.items(multi=True) if pair[0] != "form_token"
    ]


def test_a_document_shows_its_text_by_page_and_finds_words_and_letters_in_it(staff: Browser) -> None:
    sent(staff, REPORTS[0].content, REPORTS[0].name)
    page = staff.get("/staff/uploads/1").text
    assert "Page 3" in page
    assert "What we could not do" in page
    assert "<mark>knife</mark>" in staff.get("/staff/uploads/1?q=knives").text
    assert "<mark>£48,000</mark>" in staff.get("/staff/uploads/1?q=£48,000").text
    assert "0 places with" in staff.get("/staff/uploads/1?q=zeppelin").text


def test_a_long_document_is_shown_in_parts(staff: Browser) -> None:
    sent(staff, b"\n\n".join(b"Paragraph %d has some words in it." % number for number in range(6000)))
    first = staff.get("/staff/uploads/1").text
    assert "Part 1 of 3" in first
    assert "Paragraph 5999 " not in first
    assert "Paragraph 5999 " in staff.get("/staff/uploads/1?part=3").text
    assert staff.get("/staff/uploads/1?part=4").status_code == 404


def test_pasted_text_is_read_like_a_file(staff: Browser, services: Services, reviewer: Person) -> None:
    id = brief_id(staff.send("/staff/upload", {"text": "Knife crime fell\r\n\r\nIt fell by 30%."}))
    assert desk.open_draft(services, reviewer, id).content["title"] == "Knife crime fell"


def test_nothing_and_both_are_told_apart_and_the_text_is_kept(staff: Browser) -> None:
    nothing = staff.send("/staff/upload", {})
    assert (nothing.status_code, "Choose a file, or paste" in nothing.text) == (400, True)
    both = sent(staff, text="Kept words")
    assert (both.status_code, "either a file or pasted text" in both.text) == (400, True)
    assert typed_in(both)["text"].strip() == "Kept words"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", Refusal.EMPTY),
        (b"\x89PNG\r\n\x1a\n1234", Refusal.PICTURE),
        (b"%PDF-1.7 and then nothing", Refusal.DAMAGED),
        (b"x " * (LARGEST // 2) + b"xx", Refusal.TOO_LARGE),
    ],
    ids=["empty", "picture", "damaged", "over 25 MB"],
)
def test_what_is_refused_is_told_what_to_do_and_nothing_of_it_is_kept(
    staff: Browser, services: Services, content: bytes, why: Refusal
) -> None:
    answer = sent(staff, content, "report.pdf")
    assert answer.status_code == 400
    assert str(why) in answer.text
    assert (kept(services), "report.pdf" in staff.get("/staff/uploads").text) == ([], False)


def test_far_more_than_may_be_sent_is_refused_before_it_is_read(staff: Browser, services: Services) -> None:
    answer = sent(staff, b"x" * (LARGEST + 4_000_000))
    assert (answer.status_code, str(Refusal.TOO_LARGE) in answer.text, kept(services)) == (413, True, [])


def test_other_forms_stay_small(staff: Browser) -> None:
    assert staff.send("/staff/briefs/new", {"title": "x" * 3_000_000}).status_code == 413


def test_somebody_whose_session_ended_is_asked_to_sign_in_whatever_they_send(app: Flask) -> None:
    stranger = app.test_client()
    for size in (10, LARGEST):
        assert posted(stranger, {}, b"x" * size).status_code == 401


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_connection_that_breaks_in_mid_upload_leaves_nothing(staff: Browser, services: Services) -> None:
    """The file that the form's parser had begun has no name and goes by itself, which Python warns of."""
    _, fields = staff.form("/staff/upload")
    body = (
        f'--edge\r\nContent-Disposition: form-data; name="form_token"\r\n\r\n{fields["form_token"]}\r\n'
        '--edge\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nHalf of'
    ).encode()
    answer = staff.client.post(
        "/staff/upload",
        input_stream=io.BytesIO(body),
        content_length=len(body) + 5_000,
        content_type="multipart/form-data; boundary=edge",
    )
    assert answer.status_code == 400
    assert kept(services) == []


def test_the_same_file_is_kept_once_and_leads_to_the_draft_there_is(staff: Browser, services: Services) -> None:
    id = brief_id(sent(staff))
    again = sent(staff, name="another name.txt")
    assert again.location == "/staff/uploads/1?again=1"
    page = staff.get(again.location).text
    assert "wasn’t saved again" in page
    assert f'/staff/briefs/{id}/edit">Knife crime fell</a>' in page
    assert len(kept(services)) == 1
    another = staff.send("/staff/uploads/1/draft", {}, staff.get("/staff/uploads/1"))
    assert brief_id(another) != id


def test_the_same_form_sent_twice_starts_one_draft(staff: Browser) -> None:
    page = staff.get("/staff/upload")
    first = staff.send("/staff/upload", {"file": (io.BytesIO(WORDS), "a.txt")}, page)
    second = staff.send("/staff/upload", {"file": (io.BytesIO(WORDS), "a.txt")}, page)
    assert brief_id(first) == brief_id(second)


HOSTILE = [
    "../../../etc/passwd.txt",
    "a%0D%0ASet-Cookie: x=1.txt",
    "\u202etxt.exe",
    "<script>alert(1)</script>.txt",
    "x" * 3000,
    "CON.txt\0",
]


@pytest.mark.parametrize("name", HOSTILE, ids=["folders", "line break", "right to left", "markup", "long", "nul"])
def test_names_are_cleaned_before_they_are_shown(staff: Browser, services: Services, name: str) -> None:
    assert sent(staff, name=name).status_code == 303
    page = staff.get("/staff/uploads").text
    assert not re.search(r"\u202e|<script>alert|etc/passwd|x{200}", page)
    download = staff.get("/staff/uploads/1/file", buffered=True)
    assert download.status_code == 200
    assert "\n" not in download.headers["Content-Disposition"]
    assert len(kept(services)) == 1


def test_the_file_itself_is_given_out_to_keep_and_never_to_open(staff: Browser) -> None:
    page = b"<!doctype html><html><body><p>Hello.<script>alert(1)</script></body></html>"
    sent(staff, page, "page.pdf")
    answer = staff.get("/staff/uploads/1/file", buffered=True)
    assert answer.data == page
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == "attachment; filename=page.html"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_markup_in_a_document_is_text(staff: Browser) -> None:
    id = brief_id(sent(staff, b"A <b>title</b>\n\nSome <img src=x onerror=alert(1)> 30% words."))
    for address in ("/staff/uploads/1", "/staff/uploads/1?q=words", f"/staff/briefs/{id}/edit"):
        assert "<img src=x" not in staff.get(address).text


def test_readers_see_nothing_of_uploads(staff: Browser, app: Flask) -> None:
    sent(staff)
    reader = app.test_client()
    for address in (
        "/staff/uploads",
        "/staff/uploads/1",
        "/staff/uploads/1/file",
        "/staff/upload",
        "/staff/uploads/progress/x",
    ):
        assert reader.get(address).status_code == 302
    for address in ("/search?q=knife", "/sitemap.xml", "/feed.atom", "/api/v1/briefs"):
        assert "412" not in reader.get(address).text


@pytest.mark.parametrize("address", ["/staff/uploads/9", "/staff/uploads/9/file"])
def test_an_upload_that_does_not_exist_is_a_plain_404(staff: Browser, address: str) -> None:
    assert staff.get(address).status_code == 404


def test_an_upload_that_finds_no_turn_waits_says_so_and_is_read_when_looked_at_later(
    staff: Browser, services: Services
) -> None:
    turns = services.settings.instance / "reading"
    with reading.turn(turns), reading.turn(turns):
        answer = sent(staff)
        assert answer.location == "/staff/uploads/1"
        page = staff.get("/staff/uploads/1")
        assert "Yours comes next" in page.text
        assert page.headers["Refresh"] == "2"
        assert "not read yet" in staff.get("/staff/uploads").text
    page = staff.get("/staff/uploads/1")
    assert "Knife crime is feared." in page.text
    assert brief_id(staff.send("/staff/uploads/1/draft", {}, page))


def test_an_upload_whose_reader_died_is_read_again(
    staff: Browser, services: Services, reviewer: Person, monkeypatch: Any
) -> None:
    """The process that reads is killed; the row says “reading” until it is given up."""
    turns = services.settings.instance / "reading"
    with reading.turn(turns), reading.turn(turns):
        sent(staff)
    with services.store.writing() as database:
        assert rows.claim(database, 1, services.clock())
    assert "We are reading this document" in staff.get("/staff/uploads/1").text
    with services.store.writing() as database:
        assert not rows.claim(database, 1, services.clock())
        assert rows.claim(database, 1, services.clock() + 2 * rows.GIVEN_UP)


def test_how_far_reading_is_can_be_asked_by_the_form_that_sent_it(staff: Browser, services: Services) -> None:
    page = staff.get("/staff/upload")
    form_id = typed_in(page)["form_id"]
    assert staff.get(f"/staff/uploads/progress/{form_id}").json == {"state": "", "page": 0, "pages": 0}
    staff.send("/staff/upload", {"file": (io.BytesIO(REPORTS[0].content), "a.pdf")}, page)
    assert staff.get(f"/staff/uploads/progress/{form_id}").json == {"state": "read", "page": 4, "pages": 4}


def test_a_contributor_deletes_only_their_own(staff: Browser, contributor: Browser, services: Services) -> None:
    sent(staff)
    token = typed_in(contributor.get("/staff/upload"))["form_token"]
    assert contributor.client.post("/staff/uploads/1/delete", data={"form_token": token}).status_code == 403
    assert "Delete this document" not in contributor.get("/staff/uploads/1").text
    token = typed_in(staff.get("/staff/upload"))["form_token"]
    assert staff.client.post("/staff/uploads/1/delete", data={"form_token": token}).status_code == 303
    assert kept(services) == []
    assert staff.get("/staff/briefs/1/edit").status_code == 200


def test_uploads_go_when_their_time_is_up_and_drafts_stay(staff: Browser, services: Services, app: Flask) -> None:
    sent(staff)
    begun = services.files.folder / "begun-by-a-process-that-died"
    begun.write_bytes(b"half")
    os.utime(begun, (time.time(), time.time()))
    uploads.tidy(services)
    assert len(kept(services)) == 2
    late = replace(services, clock=lambda: builders.NOW.replace(year=2100))
    uploads.tidy(replace(late, settings=replace(services.settings, keep_uploads_days=0)))
    assert staff.get("/staff/uploads/1").status_code == 200
    uploads.tidy(late)
    assert staff.get("/staff/uploads/1").status_code == 404
    assert staff.get("/staff/briefs/1/edit").status_code == 200


@pytest.mark.slow("ten files are read, each in a process of its own")
@settings(max_examples=examples(10), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=300)
    | st.builds(
        lambda head, rest: head + rest,
        st.sampled_from(
            [b"%PDF-1.7\n", b"PK\x03\x04", b"<!doctype html>", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"# ", b"\xff\xfe"]
        ),
        st.binary(max_size=300),
    ),
    name=st.text(max_size=30),
)
def test_whatever_is_sent_is_taken_or_refused_and_never_an_error_of_ours(
    staff: Browser, content: bytes, name: str
) -> None:
    answer = sent(staff, content, name or "x")
    assert answer.status_code in {303, 400}
