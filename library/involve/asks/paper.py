"""An ask as one page for a meeting: what was asked, what was answered, and where it stands."""

from collections.abc import Iterator, Mapping

from library.funding.models import Document, Line, Section
from library.i18n.formats import day
from library.i18n.messages import Message, gettext, marked
from library.involve.asks.models import AskState, Entry, Received, Shown
from library.services import Services


def document(
    services: Services, shown: Shown, replies: Mapping[int, Received], titles: Mapping[str, str], foot: str
) -> Document:
    """Return an ask as a paper."""
    sections = [
        _section("ask", marked("What we ask"), _asked(services, shown, titles)),
        _section("standing", marked("Status"), _stands(shown)),
        *(_reply(found) for found in replies.values()),
        _section("history", marked("What happened"), map(line_of, shown.kept.history)),
    ]
    title = gettext(Message("Ask: %(title)s", title=shown.ask.title))
    return Document(title, (), tuple(sections), foot, services.links.ask(shown.kept.slug))


def _section(name: str, heading: str, lines: Iterator[Line]) -> Section:
    return Section(name, gettext(heading), tuple(lines))


def _asked(services: Services, shown: Shown, titles: Mapping[str, str]) -> Iterator[Line]:
    ask = shown.ask
    to = f"{ask.role}, {shown.body.name}"
    yield Line(to if shown.body == shown.now else f"{to} ({shown.now.name})", gettext(marked("To:")))
    yield from (Line(block) for block in ask.text.split("\n\n"))
    if ask.done:
        yield Line(ask.done, gettext(marked("How we’ll know it’s done:")))
    if ask.cost:
        yield Line(ask.cost, gettext(marked("What it would cost:")))
    if ask.law:
        yield Line(ask.law, gettext(marked("The law or duty behind it:")), address=ask.law_link)
    for slug, title in titles.items():
        yield Line(title, gettext(marked("What we know:")), True, services.links.brief(slug))


def _stands(shown: Shown) -> Iterator[Line]:
    how = shown.standing
    assert shown.kept.asked_on
    yield Line(gettext(how.state.words), gettext(marked("Now:")))
    yield Line(day(shown.kept.asked_on), gettext(marked("Asked on:")))
    yield Line(day(how.reply_by), gettext(marked("Reply by:")))
    if how.state is AskState.PAUSED:
        yield Line(f"{day(how.paused_until)}. {how.paused_why}", gettext(marked("Paused until:")))
    yield Line(str(how.days), gettext(marked("Days waited, without pauses:")))
    if how.late_by:
        yield Line(str(how.late_by), gettext(marked("Days late:")))


def _reply(found: Received) -> Section:
    said = found.said
    assert said
    lines = [
        Line(said.summary, f"{gettext(said.outcome.words)}."),
        *(Line(block) for block in said.words.split("\n\n")),
    ]
    if said.evidence or said.link:
        lines.append(Line(said.evidence or said.link, gettext(marked("What has been done:")), address=said.link))
    heading = Message("Reply of %(day)s, from the %(role)s", day=day(found.received_at), role=said.role)
    return Section(f"reply-{found.id}", gettext(heading), tuple(lines))


def line_of(entry: Entry) -> Line:
    """Return a step of the history as a line of a paper."""
    parts = [gettext(entry.step.words), gettext(entry.ground.words) if entry.ground else "", entry.words]
    parts += [gettext(Message("Until %(day)s", day=day(entry.until)))] if entry.until else []
    parts += [gettext(Message("Agreed by: %(role)s", role=entry.agreed_by))] if entry.agreed_by else []
    return Line(". ".join(part.rstrip(".") for part in parts if part), f"{day(entry.at)}:", True, entry.link)
