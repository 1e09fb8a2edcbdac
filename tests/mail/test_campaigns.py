"""Newsletters on their way: each address once, everybody accounted for, whatever happens meanwhile."""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from library.app import create_app
from library.editing.drafts import service as desk
from library.involve.opportunities import service as opportunities
from library.mail import queue as mails
from library.mail import unsubscribe
from library.newsletters.audiences import repository as audience_rows
from library.newsletters.audiences import service as audiences
from library.newsletters.campaigns import recipients, rules, sending
from library.newsletters.campaigns import service as campaigns
from library.newsletters.campaigns.entries import brief_ref
from library.newsletters.campaigns.models import CampaignState, Content, Item, Skip
from library.newsletters.digests import service as digests
from library.newsletters.subscriptions import repository as rows
from library.newsletters.subscriptions import service as subscriptions
from library.newsletters.subscriptions.models import Choice, Rhythm
from library.search import indexing
from tests import builders
from tests.addresses import OFFER

BASIS = {"name": "Partners’ forum", "basis": "consent", "basis_words": "Ticked the box on the sign-in sheet, June 2026"}


@pytest.fixture
def editor(post, reviewer):
    """Give a reviewer, in a library whose digests have begun."""
    digests.queue_due(post)
    return reviewer


@pytest.fixture
def brief(post, editor):
    """Publish a brief; give its id."""
    made = builders.published(post, editor)
    builders.drop_handovers(post)
    indexing.catch_up(post)
    return made


def bring(services, editor, count, name="Partners’ forum"):
    """Import a list of so many; give its id."""
    sheet = "email\n" + "\n".join(f"p{number}@example.org" for number in range(count))
    made = audiences.bring_in(services, editor, BASIS | {"name": name}, sheet.encode())
    assert isinstance(made, int), made
    return made


def subscribe(services, name, topics=("everything",)):
    """Ask and say yes."""
    choice = Choice(topics, "", Rhythm.MONTHLY)
    assert subscriptions.ask(services, f"{name}@example.org", choice, "/subscribe", name) == []
    with services.store.writing() as database:
        database.exec_driver_sql("DELETE FROM mails WHERE key LIKE 'subscribe-%'")
        found = rows.of(database, f"{name}@example.org")
    subscriptions.agree(services, found)


def write(services, editor, **content):
    """Write a newsletter; give its id."""
    made = campaigns.begin(services, editor)
    assert campaigns.save(services, editor, made, 0, Content(subject="Summer news", **content)) == []
    return made


def press_send(services, editor, number, when=None):
    lock = campaigns.open_one(services, editor, number).campaign.lock
    return campaigns.send(services, editor, number, lock, when)


def work(services):
    """Do what the worker does until nothing more is due."""
    while sending.queue_due(services):
        mails.send_due(services)
    mails.send_due(services)
    sending.queue_due(services)


def state(services, editor, number):
    return campaigns.open_one(services, editor, number).campaign.state


def counted(services, editor, number):
    """Give the tally of a newsletter, which adds up."""
    tally = campaigns.open_one(services, editor, number).tally
    assert tally.chosen == tally.sent + tally.all_skipped + tally.failed + tally.waiting
    return tally


def text(message):
    return " ".join(message.get_body(("plain",)).get_content().split())


def test_it_goes_once_to_each_address_of_several_lists_with_links_of_their_own(post, server, editor, brief):
    subscribe(post, "ann")
    subscribe(post, "p1")
    assert audiences.keep_segment(post, editor, "All topics", ["everything"]) == []
    lists = (bring(post, editor, 3), bring(post, editor, 2, "Another"), 1)
    number = write(post, editor, items=(Item(brief_ref(brief), "Read this one."),), audiences=lists, opening="Hello.")
    assert press_send(post, editor, number) == []
    work(post)
    came = {str(message["To"]): message for message in server.taken}
    assert sorted(came) == ["ann@example.org", *(f"p{each}@example.org" for each in range(3))]
    assert len(server.taken) == 4
    assert counted(post, editor, number).sent == 4
    assert state(post, editor, number) is CampaignState.SENT
    said = text(came["p2@example.org"])
    assert "Read this one." in said
    assert "Impact:" in said, "the rating stands whatever staff write"
    assert "You get this because you’re on our list “Partners’ forum”." in said
    assert "asked us for e-mail updates" in text(came["ann@example.org"])
    for message in came.values():
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        client, link = create_app(post).test_client(), urlsplit(message["List-Unsubscribe"].strip("<>")).path
        assert client.post(link, data={"List-Unsubscribe": "One-Click"}).status_code in {200, 303}
    again = write(post, editor, audiences=lists, opening="Hello again.")
    press_send(post, editor, again)
    server.taken.clear()
    work(post)
    assert server.taken == []
    assert counted(post, editor, again).all_skipped == counted(post, editor, again).chosen


def test_two_who_press_send_at_once_send_it_once(post, server, editor, brief):
    number = write(post, editor, opening="Hello.", audiences=(bring(post, editor, 3),))
    lock = campaigns.open_one(post, editor, number).campaign.lock
    assert campaigns.send(post, editor, number, lock, None) == []
    assert campaigns.send(post, editor, number, lock, None) == [campaigns.CHANGED]
    work(post)
    assert len(server.taken) == 3


def test_what_is_being_sent_can_no_longer_be_changed(post, server, editor, brief):
    number = write(post, editor, opening="Hello.", audiences=(bring(post, editor, 3),))
    lock = campaigns.open_one(post, editor, number).campaign.lock
    press_send(post, editor, number)
    sending.queue_due(post)
    changed = Content(subject="Other words", opening="Other words.", audiences=(1,))
    for each in range(4):
        assert campaigns.save(post, editor, number, lock + each, changed) == [campaigns.CHANGED]
    work(post)
    assert {message["Subject"] for message in server.taken} == {"Summer news"}


@pytest.mark.slow("sends a hundred mails twice")
def test_the_first_hundred_go_ahead_and_five_refusals_among_them_stop_it(post, server, editor):
    server.rcpt = lambda address, _: "550 no such user" if address < "p14" else "250 taken"
    number = write(post, editor, opening="Hello.", audiences=(bring(post, editor, 105),))
    press_send(post, editor, number)
    work(post)
    tally = counted(post, editor, number)
    assert state(post, editor, number) is CampaignState.STOPPED
    assert (tally.chosen, tally.failed, tally.sent, tally.skipped) == (105, 5, 95, {Skip.STOPPED: 5})
    assert campaigns.open_one(post, editor, number).campaign.stopped_because == rules.REFUSED
    assert campaigns.carry_on(post, editor, number)
    work(post)
    assert counted(post, editor, number).skipped == {}
    assert len(server.taken) == len({str(message["To"]) for message in server.taken})
    assert state(post, editor, number) is CampaignState.SENT


def test_the_rest_waits_while_the_mail_server_is_away(post, server, editor):
    number = write(post, editor, opening="Hello.", audiences=(bring(post, editor, 120),))
    press_send(post, editor, number)
    server.stop()
    work(post)
    assert counted(post, editor, number).waiting == 120
    with post.store.reading() as database:
        assert recipients.trial(database, number, rules.TRIAL).queued == rules.TRIAL


@pytest.mark.slow("sends a hundred mails twice")
def test_stop_calls_back_what_waits_and_a_correction_goes_to_those_who_got_it(post, server, editor):
    number = write(post, editor, opening="The wrong day.", audiences=(bring(post, editor, 103),))
    press_send(post, editor, number)
    sending.queue_due(post)
    mails.send_due(post)
    assert campaigns.stop(post, editor, number)
    assert not campaigns.stop(post, editor, number)
    work(post)
    tally = counted(post, editor, number)
    assert (tally.sent, tally.skipped) == (100, {Skip.STOPPED: 3})
    correction = campaigns.correct(post, editor, number)
    lacking = press_send(post, editor, correction)
    assert [fault.field for fault in lacking] == ["opening"]
    content = Content(subject="Correction: Summer news", opening="It is on Tuesday.")
    campaigns.save(post, editor, correction, campaigns.open_one(post, editor, correction).campaign.lock, content)
    with post.store.writing() as database:
        audience_rows.forget_address(database, "p0@example.org")
    unsubscribe.stop(post, "p1@example.org")
    first = {str(message["To"]) for message in server.taken}
    server.taken.clear()
    assert press_send(post, editor, correction) == []
    work(post)
    assert {str(message["To"]) for message in server.taken} == first - {"p0@example.org", "p1@example.org"}
    assert "This corrects the e-mail we sent you with the subject “Summer news”." in text(server.taken[0])


def test_a_brief_withdrawn_before_or_during_sending_is_left_out(post, server, editor, brief):
    offer = opportunities.publish(post, editor, OFFER)
    items = (Item(brief_ref(brief)), Item(f"opportunity-{offer}"))
    number = write(post, editor, items=items, audiences=(bring(post, editor, 4),))
    press_send(post, editor, number)
    sending.queue_due(post)
    desk.withdraw(post, editor, brief, "The study was retracted.")
    builders.drop_handovers(post)
    work(post)
    assert counted(post, editor, number).sent == 4
    assert len(server.taken) == 4
    assert not any("street-games" in text(message) for message in server.taken)
    assert all("Small grants for summer evenings" in text(message) for message in server.taken)
    only_gone = write(post, editor, items=items, audiences=(1,))
    assert press_send(post, editor, only_gone, "2027-01-04T09:00") == []
    opportunities.withdraw(post, editor, offer)
    server.taken.clear()
    post.clock.on(days=60)
    work(post)
    assert server.taken == []
    assert state(post, editor, only_gone) is CampaignState.STOPPED


def test_an_opening_that_closes_while_mails_wait_is_not_told_any_more(post, server, clock, editor):
    clock.now = datetime(2027, 1, 2, 23, 30, tzinfo=UTC)
    offer = opportunities.publish(post, editor, OFFER | {"closes": "2027-01-02"})
    number = write(
        post, editor, items=(Item(f"opportunity-{offer}"),), opening="Hello.", audiences=(bring(post, editor, 2),)
    )
    press_send(post, editor, number)
    sending.queue_due(post)
    clock.on(hours=1)
    work(post)
    assert len(server.taken) == 2
    assert not any("Small grants" in text(message) for message in server.taken)


@pytest.mark.parametrize(
    ("typed", "utc"),
    [("2027-03-28T02:30", datetime(2027, 3, 28, 1, 30)), ("2027-10-31T01:30", datetime(2027, 10, 31, 0, 30))],
    ids=["the morning the clocks go forward", "the hour that comes twice"],
)
def test_it_is_sent_at_its_time_by_londons_clocks(post, server, clock, editor, typed, utc):
    number = write(post, editor, opening="Hello.", audiences=(bring(post, editor, 1),))
    assert [fault.field for fault in press_send(post, editor, number, "2027-03-28T01:30")] == ["send_at"]
    assert [fault.field for fault in press_send(post, editor, number, "2020-01-01T09:00")] == ["send_at"]
    assert press_send(post, editor, number, typed) == []
    for minutes, came in ((-1, 0), (0, 1)):
        clock.now = utc.replace(tzinfo=UTC)
        clock.on(minutes=minutes)
        work(post)
        assert len(server.taken) == came


def test_a_test_mail_goes_to_the_person_with_links_that_work(post, server, editor, brief):
    number = write(post, editor, items=(Item(brief_ref(brief)),))
    campaigns.test(post, editor, number, campaigns.open_one(post, editor, number).campaign.content)
    mails.send_due(post)
    (message,) = server.taken
    assert (message["To"], message["Subject"]) == (editor.email, "Test: Summer news")
    client = create_app(post).test_client()
    links = re.findall(r"https://library\.example(\S+)", message.get_body(("plain",)).get_content())
    assert len(links) == 2
    assert [client.get(link).status_code for link in links] == [200, 200]


def test_a_preview_is_what_its_reader_gets_but_for_their_link(post, server, editor, brief):
    number = write(post, editor, items=(Item(brief_ref(brief)),), audiences=(bring(post, editor, 1),))
    content = campaigns.open_one(post, editor, number).campaign.content
    seen = campaigns.preview(post, editor, number, content, "p0@example.org")
    press_send(post, editor, number)
    work(post)
    html = server.taken[0].get_body(("html",)).get_content()
    link = re.escape(unsubscribe.link(post, "p0@example.org"))
    assert re.sub(link, post.links.stop("preview"), html).strip() == seen.html.strip()
