"""Last days as a calendar (RFC 5545): one whole day each, which ends the day after, as calendar programs expect."""

from collections.abc import Iterable
from datetime import timedelta

from icalendar import Calendar, Event

from library.i18n.messages import gettext
from library.involve.opportunities.models import Published
from library.services import Services


def written(services: Services, found: Iterable[Published]) -> bytes:
    """Return a calendar of the last days; what was withdrawn stays in it as cancelled, so that programs take it out."""
    calendar = Calendar()
    calendar.add("prodid", "-//What Works Library//Opportunities//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", gettext("Opportunities: closing dates"))
    for published in found:
        if published.opportunity.closes:
            calendar.add_component(_event(services, published))
    return bytes(calendar.to_ical())


def _event(services: Services, published: Published) -> Event:
    offered, event = published.opportunity, Event()
    assert offered.closes
    host = services.links.base.partition("://")[2]
    event.add("uid", f"opportunity-{published.id}@{host}")
    event.add("summary", gettext("Closes: %(title)s") % {"title": offered.title})
    event.add("dtstart", offered.closes)
    event.add("dtend", offered.closes + timedelta(days=1))
    event.add("dtstamp", published.changed_at)
    event.add("last-modified", published.changed_at)
    event.add("sequence", published.sequence)
    event.add("status", "CANCELLED" if published.withdrawn_at else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("description", offered.summary)
    event.add("url", services.links.opportunity(published.id))
    return event
