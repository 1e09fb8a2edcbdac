"""How dates and marked words read in the language in use."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from library.i18n import messages

LONDON = ZoneInfo("Europe/London")


def day(value: date | datetime | None) -> str:
    """Write a date as 22 November 2026; a time is shown in London's date."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(LONDON)
    language = messages.spoken()
    return language.day(value) if language else f"{value.day} {value:%B %Y}"


def month(value: date) -> str:
    """Return the month of a date, such as November 2026."""
    return day(value).partition(" ")[2]


def moment(value: datetime) -> str:
    """Write a time as 22 November 2026, 23:05 in London."""
    return f"{day(value)}, {value.astimezone(LONDON):%H:%M}"


def as_written(language: str = "en-GB") -> Markup:
    """Mark an element whose words are content, in the language they were written in, on a page in another."""
    spoken = messages.spoken()
    return Markup(f' lang="{escape(language or "en")}" dir="auto"' if spoken else "")  # noqa: S704 (escaped)


def lower_first(text: str) -> str:
    """Return a text with a small first letter, unless it starts with an acronym or a name."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
