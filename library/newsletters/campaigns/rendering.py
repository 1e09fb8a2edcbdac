"""Newsletters as mails: preview, test and what is sent come out of one renderer, the one that digests use too."""

from dataclasses import dataclass, field, replace

from library.mail import messages, unsubscribe
from library.mail.messages import Mail
from library.newsletters.audiences.models import Contact
from library.newsletters.campaigns.models import Content, Entry
from library.newsletters.subscriptions import service as subscriptions
from library.newsletters.subscriptions.models import Subscription
from library.services import Services

LINK = "LINK-OF-THIS-READER"
"""Stands for its recipient's link in a mail that is rendered once and goes to many."""
CHANGE, STOP = "Change what you get, or unsubscribe", "Stop all e-mails from us"
ASKED = "You get this because you asked us for e-mail updates."
NO_LINK = "preview"
"""What the links of a preview open, which is nothing."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a mail goes to: why they get it, and the link of their own with which they get no more.

    `source` is what their address hangs on, so that the mail can be called back when that ends.
    """

    address: str
    why: str
    link: str
    link_words: str
    headers: dict[str, str] = field(default_factory=dict)
    source: str = ""


def subscriber(services: Services, subscription: Subscription) -> Reader:
    """Return a subscriber as a reader."""
    link, headers = subscriptions.link(services, subscription), subscriptions.headers(services, subscription)
    return Reader(subscription.address, ASKED, link, CHANGE, headers, f"subscription-{subscription.id}")


def on_list(services: Services, contact: Contact, name: str) -> Reader:
    """Return somebody on an imported list as a reader."""
    link = unsubscribe.link(services, contact.address)
    why, source = f"You get this because you’re on our list “{name}”.", f"audience-{contact.audience_id}"
    return Reader(contact.address, why, link, STOP, unsubscribe.headers(link), source)


def tester(services: Services, address: str) -> Reader:
    """Return a member of staff who tests a newsletter: every link in it works, also the one that stops mail."""
    link = unsubscribe.link(services, address)
    return Reader(address, "You get this as a test. The link below works: it stops all e-mails to you.", link, STOP)


def without_link(services: Services, reader: Reader) -> Reader:
    """Return a reader as staff may look at their mail: with a link that opens nothing of theirs."""
    opens = services.links.subscription if reader.link_words == CHANGE else services.links.stop
    return replace(reader, link=opens(NO_LINK), headers={})


class Renderer:
    """Makes the mails of one newsletter; those who read the same share one rendering."""

    def __init__(self, services: Services, content: Content, corrects: str = "") -> None:
        """Take what was written; `corrects` is the subject of the newsletter that this one corrects."""
        self.services, self.content, self.corrects = services, content, corrects
        self.made: dict[tuple[str, str, tuple[str, ...]], Mail] = {}

    def mail(self, reader: Reader, entries: tuple[Entry, ...]) -> Mail:
        """Make the mail of one reader."""
        kind = (reader.why, reader.link_words, tuple(each.ref for each in entries))
        if kind not in self.made:
            self.made[kind] = self._rendered(reader, entries)
        shared = self.made[kind]
        html, text = shared.html.replace(LINK, reader.link), shared.text.replace(LINK, reader.link)
        return Mail(shared.subject, html, text, reader.headers)

    def _rendered(self, reader: Reader, entries: tuple[Entry, ...]) -> Mail:
        content = self.content
        return messages.render(
            "newsletter",
            subject=content.subject,
            preheader=content.preheader,
            opening=content.opening,
            corrects=self.corrects,
            picture=self.services.links.picture(content.picture) if content.picture else "",
            alt=content.alt,
            entries=[(each, address_of(self.services, each)) for each in entries],
            why=reader.why,
            manage=LINK,
            manage_words=reader.link_words,
            organisation=self.services.settings.organisation,
        )


def address_of(services: Services, entry: Entry) -> str:
    """Return where an item leads, the same for every reader."""
    return services.links.brief(entry.slug) if entry.slug else services.links.opportunity(entry.number)
