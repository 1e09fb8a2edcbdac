"""One mail of each kind: a brief of each kind, a digest, a note."""

from functools import cache

from library.briefs import seed_files
from library.briefs.ratings import Kind
from library.briefs.vocabulary.models import Vocabulary
from library.links import Links
from library.mail import messages
from library.mail.messages import Mail
from library.newsletters.digests.items import item
from library.newsletters.digests.models import News, What, subject
from tests import builders
from tests.mail.test_messages import words

NAMES = [*map(str, Kind), "digest", "note"]


@cache
def one_of_each() -> dict[str, Mail]:
    """Give the mails by name."""
    briefs = [seed_files.BRIEF.loads(file.read_text("utf-8")) for file in seed_files.brief_files()]
    of_kind = {kind: next(brief for brief in briefs if brief.kind is kind) for kind in Kind}
    made = {
        str(kind): messages.render("brief", **words(brief, opening=["Ann sent you this."], stop="https://x.example"))
        for kind, brief in of_kind.items()
    }
    link = "https://library.example/subscriptions/" + "x" * 24
    made["digest"] = _digest(link)
    made["note"] = messages.note(
        "Do you want news?", ["Say yes by the link."], organisation="Network", link=link, link_words="Yes"
    )
    return made


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
        opening="A quiet week.",
        why="Youth work",
        links=Links("https://library.example"),
        digest=None,
        What=What,
        manage=link,
        organisation="Violence Reduction Network",
    )
