"""A worker that is killed while it reminds a body sends the reminder once."""

from datetime import date, timedelta
from typing import Any

import pytest

from library.involve import working_days
from library.involve.asks import repository, writing
from library.involve.asks.models import Step
from library.involve.asks.rules import REMIND_AFTER
from library.involve.bodies import service as bodies
from library.security.permissions import Role
from library.services import Services
from library.settings import Settings
from tests import builders
from tests.crash.aftermath import restarted
from tests.crash.victim import KILLED, Point, run

ALLOWED = 20
"""Working days for a reply."""
POINTS = {
    "on the record of it": Point("library.involve.asks.repository:note"),
    "before the mail is queued": Point("library.involve.asks.mailing:reminder"),
    "before it is committed": Point("library.mail.queue:queue"),
    "once it is committed": Point("library.involve.voice.withdrawal:mind"),
    "before it is sent": Point("library.mail.queue:send_due"),
}


def overdue(today: date) -> str:
    """Return the day on which a body was asked that is to be reminded today."""
    asked = today
    while working_days.between(asked + timedelta(days=1), today) < ALLOWED + REMIND_AFTER:
        asked -= timedelta(days=1)
    return asked.isoformat()


def ask(services: Services) -> None:
    """Publish an ask whose reminder is due."""
    admin = builders.person(services, Role.ADMIN, "admin@example.org")
    assert bodies.keep(services, admin, {"name": "Example Council", "inbox": "youth@council.example"}) == []
    words: dict[str, Any] = {"body": "example-council", "role": "Head of Parks", "title": "Light the path"}
    words |= {"text": "Please light it.", "briefs": ["old"], "asked_on": overdue(services.today())}
    made = writing.start(services, admin, words | {"working_days": ALLOWED}, propose=True)
    assert isinstance(made, int), made
    assert writing.publish(services, admin, made, 1) == []


@pytest.mark.slow("A worker is started twice, and killed once.")
@pytest.mark.parametrize("point", POINTS.values(), ids=POINTS)
def test_a_worker_killed_while_it_reminds_a_body_reminds_it_once(stocked: Settings, point: Point) -> None:
    with restarted(stocked) as services:
        ask(services)
    assert run(stocked, "work", point) == KILLED
    for _ in range(2):
        run(stocked, "work")
    with restarted(stocked) as services, services.store.reading() as database:
        found = repository.published(database)[0]
        assert [entry.step for entry in found.history] == [Step.ASKED, Step.REMINDED]
    sent = [path.read_text("utf-8") for path in (stocked.instance / "outbox").glob("*.eml")]
    assert sum("Subject: A reminder: Light the path" in mail for mail in sent) == 1
