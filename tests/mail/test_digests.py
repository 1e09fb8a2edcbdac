"""Digests: made from what is new, told to those who asked, each once, never empty, whatever happens meanwhile."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from library.app import create_app
from library.editing.drafts import service as desk
from library.mail import queue as mails
from library.mail.models import MailState
from library.newsletters.digests import service as digests
from library.newsletters.subscriptions import leaving
from library.newsletters.subscriptions import repository as rows
from library.newsletters.subscriptions import service as subscriptions
from library.newsletters.subscriptions.models import Choice, Rhythm
from library.search import indexing
from tests import builders

MONDAY = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
EVERYTHING = ("everything",)


@pytest.fixture
def editor(post, reviewer):
    """Give a reviewer, in a library whose digests have begun."""
    digests.queue_due(post)
    return reviewer


def subscribe(services, name, topics=EVERYTHING, rhythm=Rhythm.WEEKLY, search=""):
    """Ask and say yes."""
    assert (
        subscriptions.ask(services, f"{name}@example.org", Choice(tuple(topics), search, rhythm), "/subscribe", name)
        == []
    )
    with services.store.writing() as database:
        found = rows.of(database, f"{name}@example.org")
        drop_the_question(database)
    subscriptions.agree(services, found)
    return found


def drop_the_question(database):
    """Drop the mail that asks, which is not what these tests are about."""
    database.exec_driver_sql("DELETE FROM mails WHERE key LIKE 'subscribe-%'")


def go(services, server):
    """Do what the worker does; give the mails that came, by name."""
    indexing.catch_up(services)
    digests.queue_due(services)
    mails.send_due(services)
    came = {str(message["To"]).partition("@")[0]: message for message in server.taken}
    server.taken.clear()
    return came


def text(message):
    return " ".join(message.get_body(("plain",)).get_content().split())


def change(services, editor, brief_id, slug, note="A new study.", effect="harm"):
    """Publish a brief whose finding has moved."""
    content = builders.content(slug)
    content["outcomes"][0] |= {"effect": effect, "design": "comparison"}
    lock = desk.open_draft(services, editor, brief_id).lock
    saved = desk.save(services, editor, brief_id, content, lock)
    done = desk.publish(
        services, builders.person(services, builders.Role.ADMIN), saved.brief_id, content, lock + 1, note
    )
    builders.drop_handovers(services)
    return done


def test_a_weekly_digest_tells_on_monday_at_eight_what_is_new_and_why_they_get_it(post, server, clock, editor):
    subscribe(post, "ann", ("approach:youth-work",))
    subscribe(post, "bob", ("approach:mentoring",))
    clock.on(hours=1)
    builders.published(post, editor)
    clock.now = MONDAY - timedelta(minutes=1)
    assert go(post, server) == {}
    clock.now = MONDAY
    came = go(post, server)
    assert list(came) == ["ann"]
    said = text(came["ann"])
    assert came["ann"]["Subject"] == "New: Street games on summer evenings"
    assert (
        "NEW Street games on summer evenings "
        "Young people came. Whether it cut violence was not measured. "
        "Games in the street brought young people out on summer evenings. Impact: "
    ) in said
    assert "some benefit (taking part). Confidence: " in said
    assert "You get this because you asked for: Youth work." in said
    assert came["ann"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "https://library.example/briefs/street-games" in said
    assert go(post, server) == {}
    clock.on(days=7)
    assert go(post, server) == {}


def test_those_who_want_it_at_once_get_it_at_once_and_once(post, server, clock, editor):
    subscribe(post, "ann", rhythm=Rhythm.NOW)
    clock.on(minutes=1)
    builders.published(post, editor)
    assert list(go(post, server)) == ["ann"]
    builders.published(post, editor, "murals", title="Murals")
    came = go(post, server)
    assert came["ann"]["Subject"] == "New: Murals"
    assert "Street games" not in text(came["ann"])


def test_nobody_is_told_what_was_there_before_they_asked(post, server, clock, editor):
    builders.published(post, editor)
    clock.on(minutes=1)
    subscribe(post, "ann", rhythm=Rhythm.NOW)
    assert go(post, server) == {}


def test_a_changed_finding_says_what_changed_and_why_also_to_those_who_had_the_earlier_version(
    post, server, clock, editor
):
    ann = subscribe(post, "ann", ("approach:youth-work",), Rhythm.NOW)
    subscribe(post, "bob", ("approach:mentoring",), Rhythm.NOW)
    clock.on(minutes=1)
    brief = builders.published(post, editor)
    assert list(go(post, server)) == ["ann"]
    subscriptions.change(post, ann, Choice(("approach:mentoring",), "", Rhythm.NOW))
    clock.on(minutes=1)
    change(post, editor, brief, "street-games", "A bigger study found harm.")
    came = go(post, server)
    assert list(came) == ["ann"]
    assert "What changed and why: A bigger study found harm." in text(came["ann"])
    assert "you asked for: briefs we've sent you before." in text(came["ann"])


def test_an_edit_that_moves_no_finding_is_no_news(post, server, clock, editor):
    subscribe(post, "ann", rhythm=Rhythm.NOW)
    clock.on(minutes=1)
    brief = builders.published(post, editor)
    go(post, server)
    lock = desk.open_draft(post, editor, brief).lock
    desk.publish(post, editor, brief, builders.content(title="Street games, spelt right"), lock)
    assert go(post, server) == {}


def test_what_is_new_and_then_changed_in_one_week_is_told_once(post, server, clock, editor):
    subscribe(post, "ann")
    clock.on(minutes=1)
    brief = builders.published(post, editor)
    clock.on(minutes=1)
    change(post, editor, brief, "street-games")
    clock.now = MONDAY
    assert go(post, server)["ann"]["Subject"] == "New: Street games on summer evenings"
    clock.on(days=7)
    assert go(post, server) == {}


def test_a_withdrawal_is_told_with_its_reason_to_those_who_could_know_the_brief(post, server, clock, editor):
    subscribe(post, "ann")
    clock.on(minutes=1)
    brief = builders.published(post, editor)
    clock.now = MONDAY
    go(post, server)
    subscribe(post, "bob", ("approach:mentoring",))
    clock.on(minutes=1)
    desk.withdraw(post, editor, brief, "The study was taken back.")
    clock.on(days=7)
    came = go(post, server)
    assert list(came) == ["ann"]
    assert "We took this down: The study was taken back." in text(came["ann"])


def test_what_came_and_went_in_one_week_is_told_nobody(post, server, clock, editor):
    subscribe(post, "ann")
    clock.on(minutes=1)
    brief = builders.published(post, editor)
    clock.on(minutes=1)
    desk.withdraw(post, editor, brief, "Too early.")
    clock.now = MONDAY
    assert go(post, server) == {}


def test_a_brief_withdrawn_between_queue_and_send_is_not_sent_and_the_rest_comes_next_time(post, server, clock, editor):
    subscribe(post, "ann")
    clock.on(minutes=1)
    brief = builders.published(post, editor)
    builders.published(post, editor, "murals", title="Murals")
    clock.now = MONDAY
    digests.queue_due(post)
    desk.withdraw(post, editor, brief, "It was wrong.")
    assert go(post, server) == {}
    clock.on(days=7)
    assert go(post, server)["ann"]["Subject"] == "New: Murals"


def test_who_leaves_between_queue_and_send_gets_nothing_more(post, server, clock, editor):
    ann = subscribe(post, "ann")
    subscribe(post, "bob")
    clock.on(minutes=1)
    builders.published(post, editor)
    clock.now = MONDAY
    digests.queue_due(post)
    leaving.leave(post, ann)
    assert list(go(post, server)) == ["bob"]


def test_a_search_is_told_when_there_is_something_that_answers_it(post, server, clock, editor):
    subscribe(post, "ann", (), Rhythm.NOW, search="street games")
    clock.on(minutes=1)
    builders.published(
        post,
        editor,
        "murals",
        actions={role: ["Paint."] for role in ("young_person", "parent", "council")},
        **dict.fromkeys(("title", "one_line", "short_answer", "what_it_is"), "Paint."),
    )
    assert go(post, server) == {}
    builders.published(post, editor)
    assert "anything that answers “street games”" in text(go(post, server)["ann"])


def test_a_monthly_digest_comes_on_the_first(post, server, clock, editor):
    subscribe(post, "ann", rhythm=Rhythm.MONTHLY)
    clock.on(minutes=1)
    builders.published(post, editor)
    clock.now = MONDAY
    assert go(post, server) == {}
    clock.on(days=1)
    assert list(go(post, server)) == ["ann"]


@pytest.mark.parametrize("sunday", [datetime(2027, 10, 31, tzinfo=UTC), datetime(2027, 3, 28, tzinfo=UTC)])
def test_across_a_change_of_the_clocks_a_digest_goes_out_once_at_eight_in_london(post, server, clock, editor, sunday):
    clock.now = sunday - timedelta(days=3)
    digests.queue_due(post)
    subscribe(post, "ann")
    clock.on(minutes=1)
    builders.published(post, editor)
    came = []
    clock.now = sunday
    while clock.now < sunday + timedelta(days=3):
        clock.on(minutes=60)
        came += [(clock.now, name) for name in go(post, server)]
    ((at, _),) = came
    assert at.astimezone(digests.LONDON).strftime("%A %H:%M") == "Monday 08:00"


def test_a_digest_that_was_missed_while_nothing_ran_goes_out_later_and_once(post, server, clock, editor):
    subscribe(post, "ann")
    clock.on(minutes=1)
    builders.published(post, editor)
    clock.now = MONDAY + timedelta(days=2)
    assert list(go(post, server)) == ["ann"]
    assert go(post, server) == {}


def test_a_worker_that_dies_between_batches_leaves_the_rest_to_the_next_and_nobody_is_told_twice(
    post, server, clock, editor, monkeypatch
):
    monkeypatch.setattr("library.newsletters.digests.service.BATCH", 2)
    names = [f"reader{number}" for number in range(7)]
    for name in names:
        subscribe(post, name)
    clock.on(minutes=1)
    builders.published(post, editor)
    clock.now = MONDAY
    real, calls = digests.digests.tell, []

    def dying(*words):
        calls.append(words)
        if len(calls) == 4:
            raise RuntimeError("killed")
        return real(*words)

    monkeypatch.setattr("library.newsletters.digests.repository.tell", dying)
    with pytest.raises(RuntimeError):
        digests.queue_due(post)
    mails.send_due(post)
    first = sorted(str(message["To"]) for message in server.taken)
    assert len(first) == 2
    digests.queue_due(post)
    mails.send_due(post)
    assert sorted(str(message["To"]).partition("@")[0] for message in server.taken) == names


def test_those_who_are_told_the_same_have_links_of_their_own(post, server, clock, editor):
    subscribe(post, "ann")
    subscribe(post, "bob")
    clock.on(minutes=1)
    builders.published(post, editor)
    clock.now = MONDAY
    came = go(post, server)
    assert came["ann"]["List-Unsubscribe"] != came["bob"]["List-Unsubscribe"]
    assert digests.LINK not in str(came["ann"]) + str(came["bob"])


@pytest.mark.parametrize("readers", [60, pytest.param(300, marks=pytest.mark.deep)])
def test_a_digest_to_many_through_every_fault_loses_nobody_and_repeats_only_what_was_cut(
    post, server, clock, editor, readers
):
    """Of 20 readers one server says later, one cuts the line, one takes the mail and then cuts it, one refuses."""
    each = readers // 20
    with post.store.writing() as database:
        for number in range(readers):
            asked = subscriptions.Consent("", "", clock.now)
            choice = Choice(EVERYTHING, "", Rhythm.WEEKLY)
            found = rows.ask(database, f"r{number}@example.org", choice, asked, f"n{number}", f"h{number}")
            rows.agree(database, found.id, clock.now)
    clock.on(minutes=1)
    builders.published(post, editor)

    def answer(address, tries):
        kind = int(address[1:].partition("@")[0]) % 20
        faults = {3: "451 later", 7: "cut", 11: "taken, then cut"}
        return "550 no such person" if kind == 17 else faults.get(kind, "250 taken") if tries == 1 else "250 taken"

    server.data = answer
    clock.now = MONDAY
    digests.queue_due(post)
    for _ in range(3):
        mails.send_due(post)
        clock.on(seconds=61)
    with post.store.reading() as database:
        counts = mails.mails.counts(database)
    assert (counts[MailState.SENT], counts[MailState.FAILED_FOR_GOOD]) == (19 * each, each)
    ids = server.ids()
    assert len(ids) == 19 * each
    assert sum(count - 1 for count in ids.values()) == each
    assert max(ids.values()) == 2


def test_two_workers_at_once_tell_everybody_once(post, server, clock, editor):
    for number in range(5):
        subscribe(post, f"r{number}")
    clock.on(minutes=1)
    builders.published(post, editor)
    clock.now = MONDAY
    other = replace(post)
    digests.queue_due(post)
    digests.queue_due(other)
    mails.send_due(post)
    assert len(server.taken) == 5


def test_who_leaves_with_one_click_while_the_digest_is_being_sent_gets_nothing(post, server, clock, editor):
    subscribe(post, "ann")
    bob = subscribe(post, "bob")
    clock.on(minutes=1)
    builders.published(post, editor)
    clock.now = MONDAY
    browser = create_app(post).test_client()
    leave = urlsplit(subscriptions.link(post, bob)).path + "/leave"
    answers = []

    def leaves_meanwhile(address, _):
        if address == "ann@example.org":
            answers.append(browser.post(leave, data={"List-Unsubscribe": "One-Click"}).status_code)
        return "250 taken"

    server.data = leaves_meanwhile
    assert list(go(post, server)) == ["ann"]
    assert answers == [200]
