"""Opportunities in digests: news of their own kind, to those whom they are about, and never once they are over."""

from datetime import UTC, datetime

import pytest

from library.involve.opportunities import service as opportunities
from library.mail import queue as mails
from library.newsletters.digests import service as digests
from library.newsletters.subscriptions.models import Rhythm
from tests.addresses import OFFER
from tests.builders import vocabulary
from tests.mail.test_digests import go, subscribe, text

MONDAYS = [datetime(2026, 12, day, 8, 0, tzinfo=UTC) for day in (7, 14, 21, 28)]


@pytest.fixture
def editor(post, reviewer):
    """Give a reviewer, in a library whose digests have begun and whose terms are known."""
    vocabulary(post)
    digests.queue_due(post)
    return reviewer


def offer(services, editor, **changes):
    made = opportunities.publish(services, editor, OFFER | changes)
    assert isinstance(made, int), made
    return made


def test_each_monday_tells_what_is_new_and_once_that_it_closes_to_those_it_is_about(post, server, clock, editor):
    subscribe(post, "ann", ("approach:youth-work",))
    subscribe(post, "bob", ("approach:mentoring",))
    subscribe(post, "eve", ("everything",))
    clock.on(hours=1)
    offer(post, editor, closes="2026-12-27", approaches=["youth-work"])
    stages = []
    for clock.now in MONDAYS:
        came = go(post, server)
        assert set(came) in ({"ann", "eve"}, set())
        stages.append(came["ann"]["Subject"] if came else None)
    title = "Small grants for summer evenings"
    assert stages == [
        f"New opportunity: {title}",
        f"Closes in two weeks: {title}",
        f"Closes within 7 days: {title}",
        None,
    ]


def test_the_mail_says_who_can_apply_when_it_closes_and_why_they_get_it(post, server, clock, editor):
    subscribe(post, "ann", ("approach:youth-work",))
    clock.on(hours=1)
    made = offer(post, editor, closes="2027-02-01", approaches=["youth-work"])
    clock.now = MONDAYS[0]
    said = text(go(post, server)["ann"])
    for words in (
        "NEW OPPORTUNITY Small grants for summer evenings",
        "Who can apply: Groups with a bank account.",
        "Closes: Monday 1 February 2027, at the end of the day.",
        f"https://library.example/opportunities/{made}",
        "You get this because you asked for: Youth work.",
    ):
        assert words in said
    assert len(digests.public(post)[0].offers) == 1


def test_one_that_closes_or_is_withdrawn_before_its_mail_leaves_is_not_told(post, server, clock, editor):
    subscribe(post, "ann")
    clock.on(hours=1)
    gone, closing = offer(post, editor), offer(post, editor, title="Closing tonight", closes="2026-12-07")
    clock.now = MONDAYS[0]
    digests.queue_due(post)
    opportunities.withdraw(post, editor, gone)
    clock.on(days=1)
    digests.queue_due(post)
    mails.send_due(post)
    assert server.taken == []
    assert closing


def test_whoever_wants_to_hear_straight_away_hears_by_day_and_once(post, server, clock, editor):
    subscribe(post, "now", rhythm=Rhythm.NOW)
    clock.now = datetime(2026, 12, 1, 23, 0, tzinfo=UTC)
    offer(post, editor, closes="2026-12-20", kind="training")
    came = {}
    for moment in ("2026-12-01T23:30", "2026-12-02T08:00", "2026-12-02T09:00", "2026-12-13T00:10", "2026-12-13T08:10"):
        clock.now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        came[moment] = [str(mail["Subject"]).partition(":")[0] for mail in go(post, server).values()]
    assert [moment for moment, told in came.items() if told] == ["2026-12-02T08:00", "2026-12-13T08:10"]
    assert came["2026-12-13T08:10"] == ["Closes within 7 days"]


def test_a_place_that_was_chosen_counts_where_the_area_names_it(post, server, clock, editor):
    subscribe(post, "ann", ("place:leicester",))
    subscribe(post, "bob", ("place:rutland",))
    clock.on(hours=1)
    offer(post, editor, area="Leicester and the towns around it")
    clock.now = MONDAYS[0]
    assert set(go(post, server)) == {"ann"}
