"""What partners said and what happened, as one page for a meeting."""

from library.funding.models import Document, Line, Section
from library.i18n.formats import day
from library.i18n.messages import Message, gettext, marked
from library.involve.you_said.models import Published, SaidState
from library.services import Services

NOTHING = marked("Nothing is here yet. What partners raise at our meetings will be here, with what happened.")


def document(services: Services, by: dict[SaidState, list[Published]], foot: str) -> Document:
    """Return all items as a paper."""
    sections = [
        Section(state.value, gettext(state.words), tuple(line for each in found for line in _lines(each)))
        for state, found in by.items()
        if found
    ]
    notices = () if sections else (gettext(NOTHING),)
    return Document(gettext("You said, we did"), notices, tuple(sections), foot, services.links.you_said())


def _lines(found: Published) -> list[Line]:
    item = found.item
    where = Message("%(where)s, %(day)s:", where=item.raised_at, day=day(item.raised_on))
    what = f"{item.happened} ({day(item.since)})"
    return [Line(item.issue, gettext(where), True), Line(what, gettext(item.state.words) + ":", address=item.link)]
