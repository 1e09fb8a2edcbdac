"""What partners of a demo sent, what has to be checked again, a source that is gone: work that waits at the desk."""

from dataclasses import replace
from typing import Any

from library.involve.opportunities import rules as opportunity_rules
from library.involve.opportunities import service as opportunities
from library.involve.submissions import repository as submission_rows
from library.involve.submissions import service as submissions
from library.involve.submissions.models import Kind
from library.security.permissions import Person
from library.services import Services
from library.upkeep.broken_links import repository as link_rows
from library.upkeep.broken_links.models import Asked, LinkState

FROM = "demo"
"""Where what partners sent is said to come from."""


def send(services: Services, admin: Person, examples: dict[str, Any]) -> None:
    """Send one of each kind by its link, and keep what staff look at again."""
    for each in examples["partners"]:
        faults = submissions.start(services, Kind(each["kind"]), each["content"], each["email"], FROM, whole=True)  # type: ignore[call-arg]
        assert not faults, faults
        with services.store.reading() as database:
            (found,) = submission_rows.of_address(database, each["email"])
        assert not submissions.send(services, found, found.content)
    _open_long_ago(services, admin, examples["open_ended"])
    gone = examples["published"]["sources"][0]["url"]
    with services.store.writing() as database:
        link_rows.keep(database, [Asked(gone, LinkState.GONE, "Example answer: not found")], services.clock())


def _open_long_ago(services: Services, admin: Person, words: dict[str, Any]) -> None:
    """Publish an opportunity without a last day so long ago that somebody has to check that it is still open."""
    then = services.clock() - 2 * opportunity_rules.CHECKED_FOR
    made = opportunities.publish(replace(services, clock=lambda: then), admin, words)
    assert isinstance(made, int), made
