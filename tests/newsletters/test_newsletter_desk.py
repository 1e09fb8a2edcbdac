"""The desk of newsletters, its lists, and what everybody may read of what was sent."""

import io

import pytest
from PIL import Image

from library.mail import queue as mails
from library.newsletters.campaigns import pictures, sending
from library.newsletters.campaigns.models import Item
from library.newsletters.campaigns.rules import arranged
from library.security.permissions import Role
from tests import addresses, builders
from tests.browser import Browser, Forms


@pytest.fixture
def staff(services, app, reviewer):
    builders.published(services, reviewer)
    return Browser(app, reviewer)


def press(staff, page, action="", **typed):
    """Send the form of a page with what was typed into it."""
    fields = next(fields for address, fields in Forms(staff.get(page).text).found if address in {"", page}).copy()
    for name, value in (typed | {"action": action}).items():
        fields.setlist(name, value if isinstance(value, list) else [value])
    return staff.client.post(page, data=fields)


def bring(staff, content, **typed):
    form = addresses.LIST | {"file": (io.BytesIO(content), "list.csv")} | typed
    token = next(fields for _, fields in Forms(staff.get("/staff/newsletters/lists/import").text).found)["form_token"]
    return staff.client.post("/staff/newsletters/lists/import", data=form | {"form_token": token})


def test_of_five_thousand_rows_the_three_hundred_bad_ones_are_listed_with_their_numbers(staff):
    rows = [f"person{number}@example.org" if number % 17 else f"person {number}" for number in range(5_000)]
    answer = bring(staff, ("E-mail\r\n" + "\r\n".join(rows)).encode("cp1252"))
    assert answer.status_code == 303
    page = staff.get(answer.location).text
    bad = sum(number % 17 == 0 for number in range(5_000))
    assert f"{bad} rows were left out" in page
    assert f"<dd>{5_000 - bad}</dd>" in page
    assert '<td class="govuk-table__cell">19</td>' in page, "as a spreadsheet counts, below the names of the columns"
    assert "person 17" not in page, "nothing of a row that is left out is kept"
    assert staff.get("/staff/newsletters/lists").text.count("4705 people") == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Choose a CSV file"),
        (b"name;town\nAnn;Leicester\n", "Name the column with the addresses “email”"),
        (b"email\nnobody\n", "No row of this file holds an e-mail address"),
    ],
)
def test_a_file_that_is_no_list_is_refused_and_what_was_typed_stays(staff, content, sentence):
    answer = bring(staff, content, basis="")
    assert answer.status_code == 400
    assert sentence in answer.text
    assert "Select why we may write to them." in answer.text
    assert addresses.LIST["basis_words"] in answer.text


def test_who_may_not_send_sees_no_list_and_no_newsletter(services, app, staff):
    writer = Browser(app, builders.person(services, Role.CONTRIBUTOR))
    for page in ("", "/lists", "/lists/import", "/lists/subscribers"):
        assert writer.get(f"/staff/newsletters{page}").status_code == 403
    assert "/staff/newsletters" not in writer.get("/staff/briefs").text


def test_from_nothing_to_a_public_page(staff, services):
    listed = bring(staff, b"email\nann@example.org\n").location.rpartition("/")[2]
    draft = press(staff, "/staff/newsletters").location
    press(staff, draft, "save", subject="Summer <news>", opening="Hello.", audiences=[listed])
    choice = staff.get(f"{draft}/items?q=street+games").text
    assert "Street games" in choice
    ref = choice.partition('name="ref" value="')[2].partition('"')[0]
    assert press(staff, f"{draft}/items", ref=[ref]).status_code == 303
    assert "1 person, counted again when it is sent" in staff.get(f"{draft}/send").text
    reader = Browser(staff.client.application)
    public = draft.replace("/staff", "")
    assert reader.get(public).status_code == 404
    assert press(staff, f"{draft}/send", "send").status_code == 303
    sending.queue_due(services)
    mails.send_due(services)
    sending.queue_due(services)
    assert "1 chosen = 1 sent + 0 skipped + 0 failed + 0 waiting" in staff.get(draft).text
    page = reader.get(public).text
    assert "Summer &lt;news&gt;" in page
    assert "Street games" in page
    assert "ann@example.org" not in page
    assert "/subscriptions/" not in page + reader.get("/newsletters.atom").text
    assert f'href="{public}"' in reader.get("/newsletters").text
    assert public in reader.get("/sitemap.xml").text


def test_a_second_editor_is_told_and_nothing_typed_is_lost(staff):
    draft = press(staff, "/staff/newsletters").location
    fields = next(fields for address, fields in Forms(staff.get(draft).text).found if address == draft)
    press(staff, draft, "save", subject="First")
    late = staff.client.post(draft, data=fields.to_dict() | {"subject": "Second", "action": "save"})
    assert late.status_code == 400
    assert "Someone changed, scheduled or sent this newsletter" in late.text
    assert 'value="Second"' in late.text


def test_a_newsletter_says_what_it_lacks_and_is_not_sent_without(staff):
    draft = press(staff, "/staff/newsletters").location
    page = staff.get(f"{draft}/send").text
    assert "Enter a subject." in page
    assert 'value="send"' not in page
    token = next(fields for _, fields in Forms(staff.get(draft).text).found)["form_token"]
    assert (
        staff.client.post(f"{draft}/send", data={"action": "send", "lock": 0, "form_token": token}).status_code == 400
    )


def test_an_item_goes_to_the_place_that_is_typed_beside_it():
    items = tuple(map(Item, "abcd"))
    order = lambda **places: "".join(each.ref for each in arranged(items, places, {}, set()))  # noqa: E731
    assert (order(a=3), order(d=1), order(a=4, d=1)) == ("bcad", "dabc", "dbca")
    assert [each.ref for each in arranged(items, {}, {"b": "Ours."}, {"a"})] == ["b", "c", "d"]


def test_a_picture_is_written_anew_without_what_it_said_of_itself(services, reviewer):
    exif = Image.Exif()
    exif[0x010E] = "at home"
    file = io.BytesIO()
    Image.effect_noise((3000, 2000), 90).convert("RGB").save(file, "JPEG", exif=exif, comment=b"Ann's telephone")
    kept = pictures.keep(services, reviewer, file.getvalue())
    with services.store.reading() as database:
        found = pictures.repository.find_picture(database, kept)
    assert found.width == 1104
    assert len(found.content) <= 250_000
    assert not any(words in found.content for words in (b"at home", b"telephone", b"Exif"))


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, b"<svg onload='x()'/>"])
def test_what_is_no_picture_is_refused_with_a_sentence(services, reviewer, content):
    assert pictures.keep(services, reviewer, content) == pictures.NO_PICTURE
