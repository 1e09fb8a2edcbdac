"""One mail of each kind: a brief of each kind, a digest, a note."""

from functools import cache

from library.briefs import presentation
from library.briefs.ratings import Kind
from library.briefs.vocabulary.models import Vocabulary
from library.links import Links
from library.mail import messages
from library.mail.messages import Mail
from library.newsletters.campaigns.models import Entry
from library.newsletters.digests.items import item
from library.newsletters.digests.models import News, What, subject
from library.newsletters.digests.offer_news import OfferNews, Stage
from tests import builders
from tests.mail.test_messages import words
from tests.seeds import BRIEFS

messages.offer(presentation.HELPERS)

PICTURE = "https://library.example/newsletters/pictures/abc.jpg"
"""The one thing that any mail of ours loads."""
NAMES = [*map(str, Kind), "digest", "newsletter", "note"]


@cache
def one_of_each() -> dict[str, Mail]:
    """Give the mails by name."""
    of_kind = {kind: next(brief for brief in BRIEFS if brief.kind is kind) for kind in Kind}
    made = {
        str(kind): messages.render("brief", **words(brief, opening=["Ann sent you this."], stop="https://x.example"))
        for kind, brief in of_kind.items()
    }
    link = "https://library.example/subscriptions/" + "x" * 24
    made["digest"] = _digest(link)
    made["newsletter"] = _newsletter(link)
    made["note"] = messages.note(
        "Do you want news?", ["Say yes by the link."], organisation="Network", link=link, link_words="Yes"
    )
    return made


def _newsletter(link: str) -> Mail:
    entry = Entry(
        "opportunity-1", "", "Funding", "Small grants", "Money for groups.", "Impact: not measured.", ("Who: all.",)
    )
    return messages.render(
        "newsletter",
        subject="Summer news",
        preheader="One thing to do",
        opening="Hello.\n\nHere is what is new.",
        corrects="Spring news",
        picture=PICTURE,
        alt="Children play football in a street",
        entries=[(entry, "https://library.example/opportunities/1")],
        why="You get this because you asked us for e-mail updates.",
        manage=link,
        manage_words="Change what you get, or unsubscribe",
        organisation="Violence Reduction Network",
    )


def _digest(link: str) -> Mail:
    brief = builders.brief()
    news = [
        News(number, brief.slug, brief.title, brief.one_line, what, note, builders.NOW, 1)
        for number, (what, note) in enumerate(
            {What.NEW: "", What.CHANGED: "A new study.", What.WITHDRAWN: "A mistake."}.items()
        )
    ]
    return messages.render(
        "digest",
        subject=subject(news),
        news=news,
        items=[item(each, brief, Vocabulary()) for each in news],
        offers=[OfferNews(1, Stage.CLOSING, "Small grants", "Money for groups.", ("Who can apply: all.",))],
        opening="A quiet week.",
        why="Youth work",
        links=Links("https://library.example"),
        digest=None,
        What=What,
        manage=link,
        organisation="Violence Reduction Network",
        language_asked="",
        **messages.language_words(),
    )
