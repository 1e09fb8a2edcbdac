"""Who must listen as one page for a meeting."""

from datetime import datetime, time

from library.funding.models import Document, Line, Section
from library.i18n.formats import LONDON, day
from library.i18n.messages import Message, gettext, marked
from library.involve.meetings import guidance
from library.involve.meetings.guidance import HowToAsk
from library.involve.meetings.models import Body, Meeting
from library.services import Services

MADE_AT = datetime.combine(guidance.CHECKED, time(12), LONDON)
"""The time that the file names: when the guidance was last checked."""


def document(services: Services, meetings: dict[Body, list[Meeting]], foot: str) -> Document:
    """Return who must listen, and how to ask each body, as a paper."""
    holders = [Line(gettext(each), item=True) for each in guidance.DUTY_HOLDERS]
    law = Line(gettext(marked("Police, Crime, Sentencing and Courts Act 2022")), address=guidance.ACT)
    official = Line(guidance.GUIDANCE_TITLE, address=guidance.GUIDANCE)
    must = (*holders, Line(gettext(guidance.ALSO)), law, official, Line(gettext(guidance.NHS)))
    first = tuple(Line(gettext(each), item=True) for each in guidance.BEFORE)
    how = tuple(_line(each, meetings[each.body]) for each in guidance.HOW_TO_ASK)
    checked = Message("Read on the bodies' own pages on %(day)s: the page links to each.", day=day(guidance.CHECKED))
    limits = (Line(" ".join(gettext(each) for each in (checked, *guidance.LIMITS))),)
    sections = (
        Section("duty", gettext(marked("Who must act")), must),
        Section("before", gettext(marked("Before you ask")), first),
        Section("how", gettext(marked("How to ask, and when")), how + limits),
    )
    title, plainly = gettext(marked("Who must listen?")), gettext(guidance.PLAINLY)
    return Document(title, (plainly,), sections, foot, services.links.who_must_listen())


def _line(how: HowToAsk, meetings: list[Meeting]) -> Line:
    dates = [gettext(Message("Meets on %(day)s.", day=day(each.day))) for each in meetings]
    return Line(" ".join([gettext(how.words), *dates]), f"{gettext(how.body.words)}:")
