"""What searches find of this feature: opportunities, local accounts, answers, challenges, and its own pages."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from library.contributions import Findable, SearchKind, pages_of_ours
from library.i18n.formats import day
from library.i18n.messages import Message, gettext, marked
from library.involve.answers import service as answers
from library.involve.asks import service as asks
from library.involve.challenges import service as challenges
from library.involve.field_notes import service as field_notes
from library.involve.opportunities import service as opportunities
from library.involve.opportunities.models import Published, Standing
from library.involve.you_said import service as you_said
from library.services import Services

LONGEST_LINE = 200


def _opportunities(services: Services) -> Iterator[Findable]:
    for each in opportunities.shown(services):
        offered = each.opportunity
        yield Findable(
            offered.title,
            offered.summary,
            "opportunities.opportunity",
            (("opportunity_id", each.id),),
            f"{offered.kind.label}\n{_said(offered)}",
            foot=tuple(filter(None, (gettext(offered.kind.label), offered.amount, _until(services, each)))),
            on=offered.closes,
        )


def _until(services: Services, published: Published) -> str:
    """Say until when an opportunity is open."""
    offered = published.opportunity
    if opportunities.how(services, published) is Standing.SOON:
        return gettext(Message("opens %(day)s", day=day(offered.opens)))
    if offered.closes:
        return gettext(Message("closes %(day)s", day=day(offered.closes)))
    return gettext("open until further notice")


def _field_notes(services: Services) -> Iterator[Findable]:
    for each in field_notes.shown(services):
        if note := each.note:
            yield Findable(
                note.title,
                _short(note.did),
                "field_notes.field_note",
                (("note_id", each.id),),
                _said(note),
                foot=tuple(filter(None, (gettext("Local account, not tested"), gettext(note.upshot.label), note.area))),
                on=each.published_at.date(),
            )


def _answers(services: Services) -> Iterator[Findable]:
    for each in answers.shown(services):
        if said := each.said:
            at = (("answer_id", each.id),)
            foot = (gettext("Question answered"),)
            line = _short(said.answer)
            yield Findable(
                said.question, line, "answers.question", at, _said(said), foot=foot, on=each.published_at.date()
            )


def _challenges(services: Services) -> Iterator[Findable]:
    for each in challenges.shown(services):
        said, line = each.said, _short(each.said.reason)
        at = (("_anchor", str(each.id)),)
        foot = (gettext("Challenge to a rating"), gettext(said.verdict.label))
        yield Findable(
            said.outcome, line, "challenges.challenges", at, _said(said), foot=foot, on=each.decided_at.date()
        )


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_LINE else f"{text[:LONGEST_LINE].rsplit(' ', 1)[0]} …"


def _said(value: Any) -> str:
    """Return all the words of a value."""
    texts = (getattr(value, each.name) for each in fields(value))
    return "\n".join(text for text in texts if isinstance(text, str))


OWN_PAGES = (
    Findable(
        marked("Get involved"),
        marked("Talk to us, come to a meeting, tell us what you know."),
        "contact.get_involved",
        beside=("work-with-the-vrn", "about-the-vrn", "what-community-partners-need"),
        asked=(
            "how can my group get involved",
            "how do we get involved with the violence reduction network",
            "how can our charity join in",
            "can our club work with you",
            "I want to help stop violence where I live",
            "when is your next meeting",
            "who do I contact at the VRN",
            "how do I speak to someone at the network",
            "how do we become a partner",
            "volunteer with the VRN",
            "join the violence reduction network",
            "can our mosque or church take part",
            "we run a youth club and want to take part",
            "can our school work with the network",
            "how do I get in touch with you",
            "come to your partners' meeting",
        ),
    ),
    Findable(
        marked("Who must listen?"),
        marked("Who has to act on violence here, and how to ask them a question."),
        "meetings.who_must_listen",
        beside=("do-they-have-to-listen", "ask-the-council", "cannot-reach-the-council", "serious-violence-duty"),
        asked=(
            "do the NHS, city and county council have to listen",
            "does the council have to listen to us",
            "who has to listen to community groups",
            "which bodies have a legal duty on serious violence",
            "can we make the council answer our question",
            "how do I ask a question at a council meeting",
            "ask a question at a scrutiny meeting",
            "does the NHS have to involve the public",
            "make the police and crime commissioner listen",
            "who is responsible by law for preventing violence here",
            "does the integrated care board have to listen to charities",
            "do public bodies have to take notice of community groups",
            "make the police listen to residents",
            "nobody at the council acts on what we tell them",
        ),
    ),
    Findable(
        marked("What's open: funding, training and events"),
        marked("Opportunities for partners here, with their closing dates."),
        "opportunities.opportunities",
        beside=("small-grants-llr", "winning-and-keeping-funding", "community-leadership-programme-llr"),
        asked=(
            "what funding is open now",
            "grants for community groups",
            "where can we get money for our project",
            "funding for a youth project",
            "training we can go on",
            "events we can come to",
            "who is looking for a partner for a bid",
            "opportunities open to small charities",
            "is there any money for local groups",
            "funding for a boxing or football club",
            "money for an arts project",
            "free courses for youth workers and volunteers",
            "what can we apply for this month",
        ),
    ),
    Findable(
        marked("What local groups learned"),
        marked("Field notes: local accounts, not tested."),
        "field_notes.field_notes",
        asked=(
            "what have other groups tried",
            "what did other projects learn",
            "field notes",
            "local accounts of what worked",
            "has anyone round here tried this",
            "lessons from other local projects",
            "stories from groups near here",
            "what happened when others tried it",
        ),
    ),
    Findable(
        marked("Tell us about your project"),
        marked("What you tried and what you learned, whether it worked or not."),
        "field_notes.tell_us",
        asked=(
            "tell you about our project",
            "how do we share what we learned",
            "add our project to the library",
            "send in what we did",
            "we run a project and want to be listed",
        ),
    ),
    Findable(
        marked("Tell us about an opportunity"),
        marked("Something other groups here could apply for or join."),
        "opportunities.propose_opportunity",
        asked=("advertise a grant to local groups", "add an opportunity", "tell you about some training we run"),
    ),
    Findable(
        marked("Questions we've answered"),
        marked("What people asked us and what we replied, without saying who asked."),
        "answers.questions",
        asked=(
            "what have other people asked you",
            "questions and answers",
            "public answers",
            "answers you have given to the public",
            "see what others asked",
        ),
    ),
    Findable(
        marked("Ask us a question"),
        marked("Something you need to know that no brief answers. We reply by e-mail."),
        "answers.ask_for_reply",
        asked=(
            "can I ask you a question",
            "ask the VRN a question",
            "send a question to the network and get a reply",
            "who can answer my question",
        ),
    ),
    Findable(
        marked("Challenges to our ratings"),
        marked("What people said was wrong with a rating, and what we decided."),
        "challenges.challenges",
        asked=("I disagree with a rating", "your rating is wrong", "challenge a rating", "how are ratings challenged"),
    ),
)


def _asks(services: Services) -> Iterator[Findable]:
    for each in asks.shown(services):
        ask = each.kept.ask
        yield Findable(
            ask.title,
            _short(ask.text),
            "asks.ask",
            (("slug", each.kept.slug),),
            f"{each.now.name}\n{ask.role}",
            foot=(gettext(each.standing.state.label), each.now.name),
            on=each.kept.asked_on,
        )


def _you_said(services: Services) -> Iterator[Findable]:
    for each in you_said.everything(services):
        item = each.item
        yield Findable(
            _short(item.issue),
            _short(item.happened),
            "you_said.you_said",
            (("_anchor", str(each.id)),),
            foot=(gettext(item.state.label),),
            on=item.raised_on,
        )


SEARCH_KINDS = (
    pages_of_ours(*OWN_PAGES),
    SearchKind("opportunities", marked("Opportunities"), _opportunities),
    SearchKind(
        "local-accounts",
        marked("What local groups say"),
        _field_notes,
        marked("Their own accounts. Nobody has tested them, and they don't count towards any rating."),
    ),
    SearchKind("answers", marked("Questions answered"), _answers),
    SearchKind("challenges", marked("Challenges to ratings"), _challenges),
    SearchKind("asks", marked("What public bodies were asked"), _asks),
    SearchKind("you-said", marked("You said, we did"), _you_said),
)
"""What this feature gives to searches."""
