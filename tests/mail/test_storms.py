"""A digest to many on each database, through every fault of a mail server, with workers that are killed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from library.mail import queue as mails
from library.newsletters.digests import service as digests
from tests.mail.storms import KINDS, Storm


@pytest.mark.deep
def test_a_digest_through_every_fault_and_two_kills_loses_nobody_and_repeats_only_what_it_must(
    settings, server, address
):
    """The worker dies once before a mail is taken and once between taking and marking; the last part runs ahead of time."""
    stormy = replace(
        settings,
        database_url=address,
        smtp_url=server.address(),
        public_url="https://library.example",
        mails_per_minute=100_000,
    )
    storm = Storm(stormy, server, readers=120, between=2 * KINDS)
    try:
        for _ in range(2):
            storm.work().wait(60)
    finally:
        storm.kill("in the end")
    assert dict(storm.kills) == {"data": 1, "rcpt": 1}
    for ahead in range(60, 301, 60):
        later = replace(storm.services, clock=lambda ahead=ahead: datetime.now(UTC) + timedelta(seconds=ahead))
        digests.queue_due(later)
        mails.send_due(later)
    told = storm.told()
    storm.services.store.close()
    assert (told.lost, told.refused, told.came) == (0, 12, 108)
    assert told.repeats == told.owed == 7
    assert told.most == 2
