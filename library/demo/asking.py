"""Example asks with their replies, and example things that partners raised, made by the services that people use."""

import json
from datetime import timedelta
from typing import Any

from library.briefs.seed_files import SEEDS
from library.involve.asks import links, replies, service, steps, writing
from library.involve.bodies import service as bodies
from library.involve.submissions import repository as submission_rows
from library.involve.submissions import service as submissions
from library.involve.submissions.models import Kind
from library.involve.you_said import writing as you_said
from library.security.permissions import Person
from library.services import Services

Content = dict[str, Any]
PLACE = "demo"
"""Where what a demo sends is said to come from."""


def fill(services: Services, writer: Person, publisher: Person, brief: str) -> None:
    """Ask example bodies about a brief: one person writes, another publishes."""
    examples: Content = json.loads((SEEDS / "demo" / "asks.json").read_text("utf-8"))
    for each in examples["bodies"]:
        assert not bodies.keep(services, writer, each)
    for each in examples["asks"]:
        _ask(services, writer, publisher, each, brief)
    _suggest(services, examples["suggestion"], examples["suggested_by"])
    for each in examples["you_said"]:
        days = {"raised_on": each.pop("raised_days_ago"), "since": each.pop("since_days_ago")}
        said = each | {name: _ago(services, count) for name, count in days.items()}
        made = you_said.propose(services, writer, said)
        assert isinstance(made, int), made
        assert not you_said.publish(services, publisher, made, 1)


def _ago(services: Services, days: int) -> str:
    return (services.today() - timedelta(days=days)).isoformat()


def _ask(services: Services, writer: Person, publisher: Person, example: Content, brief: str) -> None:
    more = {name: example.pop(name, None) for name in ("reply", "pause", "proposed")}
    words = example | {"asked_on": _ago(services, example.pop("asked_days_ago")), "briefs": [brief]}
    made = writing.start(services, writer, words, propose=True)
    assert isinstance(made, int), made
    if more["proposed"]:
        return
    assert not writing.publish(services, publisher, made, 1)
    if more["reply"]:
        _reply(services, writer, publisher, made, more["reply"])
    if more["pause"]:
        until = (services.today() + timedelta(days=more["pause"]["days"])).isoformat()
        pause = {"step": "paused", "words": more["pause"]["words"], "until": until}
        last = service.kept(services, publisher, made).history[-1].id
        assert not steps.take(services, publisher, made, last, pause)


def _reply(services: Services, writer: Person, publisher: Person, ask_id: int, words: Content) -> None:
    token = links.link(services, service.kept(services, writer, ask_id)).rpartition("/")[2]
    assert not replies.send(services, token, words, PLACE)
    came = service.received(services, writer)[-1].id
    assert not replies.check(services, writer, came)
    assert not replies.publish(services, publisher, came)


def _suggest(services: Services, words: Content, address: str) -> None:
    """Send an example suggestion as a partner does: by the link in the mail."""
    assert not submissions.start(services, Kind.ASK, words, address, PLACE, whole=True)
    with services.store.reading() as database:
        sent = submission_rows.of_address(database, address)[-1]
    assert not submissions.send(services, sent, words)
