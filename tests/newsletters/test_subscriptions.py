"""Asking for news, agreeing, changing, leaving and being forgotten, without an account."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from library.app import create_app
from library.newsletters.digests import service as digests
from library.newsletters.subscriptions import leaving
from library.newsletters.subscriptions import service as subscriptions
from library.search import indexing
from tests import builders
from tests.browse.test_sharing import bodies, empty, sent
from tests.browser import Browser, Forms

WISH = {"email": "ann@example.org", "topics": ["approach:mentoring", "place:leicester"], "rhythm": "weekly"}


@pytest.fixture
def reader(app):
    return Browser(app)


def link_in(message):
    return re.search(r"http://127.0.0.1:8000(/subscriptions/[\w-]+)", bodies(message)[0])[1]


def press(reader, link, action, **typed):
    """Press a button of a page with several forms."""
    page = reader.get(link)
    fields = next(fields for where, fields in Forms(page.text).found if where != "/sign-out").copy()
    for name, value in typed.items():
        fields.setlist(name, value if isinstance(value, list) else [value])
    fields.setlist("action", [action])
    return reader.client.post(link, data=fields, follow_redirects=True)


@pytest.fixture
def link(reader, services):
    """Give the link of somebody who asked, and said yes."""
    reader.send("/subscribe", WISH)
    mine = link_in(sent(services)["ann@example.org"])
    press(reader, mine, "agree")
    return mine


def held(reader, link):
    return reader.get(f"{link}/data").json


def test_somebody_asks_gets_a_link_says_yes_and_sees_what_they_get(reader, services):
    answer = reader.send("/subscribe", WISH, follow_redirects=True)
    assert "Saved to the outbox folder: no mail server is set up." in answer.text
    message = sent(services)["ann@example.org"]
    for body in bodies(message):
        assert "Mentoring; Leicester. Once a week, on Mondays." in " ".join(body.split())
    link = link_in(message)
    page = reader.get(link)
    assert "Yes, send me updates" in page.text
    assert held(reader, link)["consent"]["given_at"] is None
    assert "Thank you. Your updates start now." in press(reader, link, "agree").text
    told = held(reader, link)
    assert told["topics"] == ["approach:mentoring", "place:leicester"]
    assert told["consent"]["given_at"] is not None
    assert told["consent"]["from"] == "/subscribe"
    assert told["consent"]["words"] in reader.get("/subscribe").text


def test_what_a_secret_link_opens_is_kept_in_no_cache(reader, link):
    for path in (link, f"{link}/data"):
        answer = reader.get(path)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_topic_is_known_by_its_term_alone_and_the_form_begins_as_a_link_says(reader, services):
    page = reader.get("/subscribe?topics=mentoring&q=boxing+clubs&rhythm=monthly").text
    assert re.search(r'value="approach:mentoring" checked', page)
    assert 'value="boxing clubs"' in page
    assert re.search(r'value="monthly" checked', page)
    reader.send("/subscribe", {"email": "ann@example.org", "topics": "mentoring, police", "rhythm": "now"})
    link = link_in(sent(services)["ann@example.org"])
    assert held(reader, link)["topics"] == ["approach:mentoring", "reader:police"]
    assert "advice for the police" in reader.get(link).text


@pytest.mark.parametrize(
    ("typed", "sentence", "field"),
    [
        ({"email": ""}, "Enter an e-mail address", "email"),
        ({"email": "a@b.org\r\nBcc: c@d.org"}, "on one line.", "email"),
        ({"email": "a@b.org, c@d.org"}, "only one e-mail address", "email"),
        ({"email": "a" * 320 + "@b.org"}, "Use 254 characters or fewer.", "email"),
        ({"email": '"a b"@example.org'}, "without a name, quotation marks", "email"),
        ({"topics": []}, "Select at least one topic", "topics"),
        ({"topics": ["approach:<magic>"]}, "There is no topic “approach:&lt;magic&gt;”.", "topics"),
        ({"rhythm": "hourly"}, "Select how often", "rhythm"),
        ({"search": "x" * 201}, "Use 200 characters or fewer. It has 201.", "search"),
    ],
)
def test_what_cannot_be_kept_is_said_and_what_was_chosen_stays(reader, services, typed, sentence, field):
    answer = reader.send("/subscribe", WISH | typed)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text
    if "topics" not in typed:
        assert 'value="approach:mentoring" checked' in answer.text
    assert sent(services) == {}


def test_an_address_with_other_letters_is_kept_as_mail_servers_know_it(reader, services):
    reader.send("/subscribe", WISH | {"email": "ann@bücher.example"})
    assert list(sent(services)) == ["ann@xn--bcher-kva.example"]


def test_asking_again_gives_the_same_answer_and_only_the_owner_learns_that_it_is_known(reader, services, link):
    answer = reader.send("/subscribe", WISH | {"email": "ANN@example.org"}, follow_redirects=True)
    assert "Saved to the outbox folder: no mail server is set up." in answer.text
    message = sent(services)["ANN@example.org"]
    assert "You already get them." in " ".join(bodies(message)[0].split())
    assert link_in(message) == link


def test_words_that_a_stranger_searched_for_are_on_the_page_of_the_link_and_in_no_mail(reader, services):
    words = "call 0800 or open evil.app/x =?utf-8?q?=0D=0ABcc:_b@example.org?="
    reader.send("/subscribe", WISH | {"search": words})
    message = sent(services)["ann@example.org"]
    assert message["Bcc"] is None
    for body in bodies(message):
        said = " ".join(body.split())
        assert "evil.app" not in said
        assert "0800" not in said
        assert "Topics: Mentoring; Leicester. The link also shows the words" in said
    assert "evil.app/x" in reader.get(link_in(message)).text


def test_whoever_is_asked_without_wanting_it_stops_all_mail_with_one_click(reader, services, app):
    reader.send("/subscribe", WISH)
    stop = sent(services)["ann@example.org"]["List-Unsubscribe"].strip("<>").removeprefix(services.links.base)
    assert app.test_client().post(stop, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    empty(services)
    assert reader.send("/subscribe", WISH).status_code == 303
    assert sent(services) == {}


def test_who_asks_in_somebody_s_name_from_one_place_leaves_room_for_them(reader, services):
    for address in ("ann@example.org", "Ann+1@example.org", "ann+2@EXAMPLE.org", "ann+3@example.org"):
        answer = reader.send("/subscribe", WISH | {"email": address}, headers=FAR, follow_redirects=True)
        assert answer.status_code == 200
    assert sorted(sent(services)) == ["Ann+1@example.org", "ann+2@example.org", "ann@example.org"]
    empty(services)
    reader.send("/subscribe", WISH | {"topics": ["everything"]})
    link = link_in(sent(services)["ann@example.org"])
    press(reader, link, "agree")
    assert held(reader, link)["topics"] == ["everything"]


FAR = {"X-Forwarded-For": "203.0.113.7"}


def test_a_mailbox_is_asked_a_few_times_a_day_by_all_together_and_the_link_it_has_stays_good(reader, services):
    for place in range(5):
        for _ in range(3):
            headers = {"X-Forwarded-For": f"203.0.113.{place}"}
            assert reader.send("/subscribe", WISH, headers=headers).status_code == 303
    with services.store.reading() as database:
        assert database.exec_driver_sql("SELECT count(*) FROM mails").scalar() == subscriptions.MOST_TO_ONE
    link = link_in(sent(services)["ann@example.org"])
    assert reader.send("/subscribe", WISH).status_code == 303
    press(reader, link, "agree")
    assert held(reader, link)["consent"]["given_at"] is not None


def test_one_place_asks_for_twenty_in_an_hour(reader):
    page = reader.get("/subscribe")
    for number in range(subscriptions.MOST_FROM_ONE):
        typed = WISH | {"email": f"ann{number}@example.org"}
        headers = {"X-Forwarded-For": f"2001:db8:1:2:{number:x}::1"}
        assert reader.send("/subscribe", typed, page, headers=headers).status_code == 303
    answer = reader.send("/subscribe", WISH, page, headers={"X-Forwarded-For": "2001:db8:1:2::7"})
    assert answer.status_code == 429
    assert "Wait an hour" in answer.text


def test_opening_any_link_changes_nothing(reader, link):
    before = held(reader, link)
    for path in ("", "?action=leave", "?action=forget", "/leave", "/data"):
        assert reader.get(f"{link}{path}").status_code in {200, 303}
    assert held(reader, link) == before


def test_a_mail_program_leaves_with_one_click(app, reader, link):
    stranger = app.test_client()
    for _ in range(2):
        answer = stranger.post(f"{link}/leave", data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert "You've unsubscribed. You won't get any more updates." in answer.text
    assert held(reader, link)["left_at"] is not None


def test_a_choice_is_changed_left_and_taken_up_again(reader, link):
    assert (
        "Your changes are saved." in press(reader, link, "change", topics=["kind:local_programme"], rhythm="now").text
    )
    assert held(reader, link)["topics"] == ["kind:local_programme"]
    assert "Select at least one topic" in press(reader, link, "change", topics=[]).text
    assert "You've unsubscribed. You won't get any more updates." in press(reader, link, "leave").text
    assert "You've unsubscribed." in reader.get(link).text
    press(reader, link, "agree")
    assert held(reader, link)["left_at"] is None


def test_what_is_held_says_what_somebody_was_told_and_which_mails_did_not_reach_them(reader, services, reviewer, link):
    digests.queue_due(services)
    press(reader, link, "change", topics=["everything"], rhythm="now")
    builders.published(services, reviewer)
    digests.queue_due(services)
    told = held(reader, link)
    assert told["told"] == ["1-new-1"]
    assert [(each["subject"], each["state"]) for each in told["mails"]] == [
        ("New: Street games on summer evenings", "queued")
    ]
    press(reader, link, "leave")
    assert held(reader, link)["mails"] == []


def test_who_left_and_asks_again_is_asked_anew_and_has_news_from_then_on(reader, services, link):
    press(reader, link, "leave")
    empty(services)
    reader.send("/subscribe", WISH | {"topics": ["everything"]})
    again = link_in(sent(services)["ann@example.org"])
    assert again != link
    assert reader.get(link).status_code == 404
    press(reader, again, "agree")
    assert held(reader, again)["topics"] == ["everything"]


def test_approaches_and_results_offer_news_of_what_was_looked_for(reader, services, reviewer):
    builders.published(services, reviewer)
    indexing.catch_up(services)
    for place, offer in {
        "/approaches/youth-work": "/subscribe?topics=approach:youth-work",
        "/search?q=street+games": "/subscribe?search=street+games",
        "/search?q=submarines+%26+x": "/subscribe?search=submarines+%26+x",
    }.items():
        page = reader.get(place).text
        assert f'href="{offer}"' in page
        assert "something new on" in page
    assert 'value="submarines &amp; x"' in reader.get("/subscribe?search=submarines+%26+x").text
    assert 'value="approach:youth-work" checked' in reader.get("/subscribe?topics=approach:youth-work").text


def test_who_is_forgotten_is_nowhere_any_more(reader, services, link):
    assert "We've deleted your address and your choices." in press(reader, link, "forget").text
    assert reader.get(link).status_code == 404
    with services.store.reading() as database:
        names = [row[0] for row in database.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {name: list(database.exec_driver_sql(f'SELECT * FROM "{name}"')) for name in names}
    assert [name for name, found in rows.items() if "ann@" in str(found).lower()] == []


def test_a_link_that_was_not_answered_in_seven_days_opens_nothing(reader, services):
    reader.send("/subscribe", WISH)
    link = link_in(sent(services)["ann@example.org"])
    later = replace(services, clock=lambda: services.clock() + timedelta(days=8))
    assert create_app(later).test_client().get(link).status_code == 404
    leaving.forget_old(later)
    with services.store.reading() as database:
        assert list(database.exec_driver_sql("SELECT address FROM subscriptions")) == []


def test_an_address_that_left_is_deleted_a_year_later_and_not_before(reader, services, link):
    press(reader, link, "leave")
    for days, held in ((364, [("ann@example.org",)]), (366, [])):
        leaving.forget_old(replace(services, clock=lambda days=days: services.clock() + timedelta(days=days)))
        with services.store.reading() as database:
            assert list(database.exec_driver_sql("SELECT address FROM subscriptions")) == held


@pytest.mark.parametrize("token", ["forged", "é", "%ff%fe", "%00", "a" * 5000])
def test_a_forged_link_opens_nothing(client, token):
    for path in (f"/subscriptions/{token}", f"/subscriptions/{token}/leave", f"/subscriptions/{token}/data"):
        assert client.get(path).status_code == 404
    assert client.post(f"/subscriptions/{token}/leave", data={"List-Unsubscribe": "One-Click"}).status_code == 404


def test_no_link_can_be_made_from_what_the_database_holds(reader, services, link):
    with services.store.reading() as database:
        (row,) = database.exec_driver_sql("SELECT * FROM subscriptions")
    assert link.rpartition("/")[2] not in str(row)


def test_the_link_of_the_first_mail_still_opens_after_asking_a_second_time(reader, services):
    reader.send("/subscribe", WISH)
    first = link_in(sent(services)["ann@example.org"])
    empty(services)
    reader.send("/subscribe", WISH | {"topics": ["everything"], "email": "Ann@Example.org"})
    assert link_in(sent(services)["Ann@example.org"]) == first
    assert "everything new" in reader.get(first).text
    press(reader, first, "agree")
    assert held(reader, first)["topics"] == ["everything"]


def test_no_other_site_learns_a_secret_address_and_its_own_forms_say_where_they_come_from(reader, link):
    for path in (link, f"{link}/leave", f"{link}/data"):
        assert reader.get(path).headers["Referrer-Policy"] == "same-origin"
    assert "no-referrer" not in reader.get(link).text
