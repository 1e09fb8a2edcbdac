"""Addresses of what readers open."""

from collections.abc import Iterable
from urllib.parse import quote

from library.links.base import Base

API = "/api/"
"""What the addresses of the JSON begin with, below the prefix."""
PUBLIC = (
    "/",
    "/approaches",
    "/what-works",
    "/roles",
    "/what-does-not-work",
    "/not-known-yet",
    "/new",
    "/about",
    "/about/method",
    "/help-now",
    "/bids",
    "/bids/start",
    "/bids/check",
    "/measures",
    "/need",
    "/data",
    "/easy-read",
    "/from-other-libraries",
    "/contact",
    "/get-involved",
    "/who-must-listen",
    "/documents",
    "/newsletters",
    "/opportunities",
    "/opportunities/archive",
    "/opportunities/propose",
    "/field-notes",
    "/voice",
    "/voice/withdraw",
    "/projects/tell-us",
    "/questions",
    "/questions/ask",
    "/questions/open",
    "/challenges",
    "/asks",
    "/asks/late",
    "/asks/house-rules",
    "/asks/suggest",
    "/you-said",
    "/complaints",
    "/accessibility",
    "/privacy",
    "/cookies",
)
"""The pages that search engines are told of, beside those of briefs and approaches."""


class ReaderLinks(Base):
    """Pages, feeds and files for readers."""

    __slots__ = ()

    def home(self) -> str:
        """Return the address of the front page."""
        return f"{self.base}/"

    def public_pages(self) -> list[str]:
        """Return the addresses of the pages that are always there."""
        return [f"{self.base}{path}" for path in PUBLIC]

    def brief(self, slug: str, language: str = "") -> str:
        """Return the address of a brief, in a language if one is given."""
        return self._in_language(f"{self.base}/briefs/{quote(slug)}", language)

    def easy_read(self, slug: str) -> str:
        """Return the address of the easy read draft of a brief."""
        return f"{self.brief(slug)}/easy-read"

    def version(self, slug: str, number: int) -> str:
        """Return the address of a version of a brief."""
        return f"{self.brief(slug)}/versions/{number}"

    def approach(self, term: str) -> str:
        """Return the address of an approach."""
        return f"{self.base}/approaches/{quote(term)}"

    def shared_brief(self, shared_id: int) -> str:
        """Return the address of a brief of another library."""
        return f"{self.base}/from-other-libraries/{shared_id}"

    def data(self, name: str = "") -> str:
        """Return the address of the open data, or of one file of it."""
        return f"{self.base}/data/{quote(name)}" if name else f"{self.base}/data"

    def harvest(self) -> str:
        """Return the address that harvesters ask (OAI-PMH)."""
        return f"{self.base}/oai"

    def search(self) -> str:
        """Return the address of the search, without a question."""
        return f"{self.base}/search"

    def reading_list(self, slugs: Iterable[str]) -> str:
        """Return the address of a reading list, which holds its briefs."""
        picked = "&".join(f"brief={quote(slug)}" for slug in slugs)
        return f"{self.base}/reading-list?{picked}"

    def digest(self, digest_id: int) -> str:
        """Return the address of a digest."""
        return f"{self.base}/digests/{digest_id}"

    def document(self, slug: str) -> str:
        """Return the address of a document that readers may have, which is that of the source."""
        return f"{self.base}/documents/{quote(slug)}"

    def newsletter(self, campaign_id: int) -> str:
        """Return the address of a newsletter that was sent."""
        return f"{self.base}/newsletters/{campaign_id}"

    def newsletters_feed(self) -> str:
        """Return the address of the feed of newsletters."""
        return f"{self.base}/newsletters.atom"

    def picture(self, digest: str) -> str:
        """Return the address of a picture of a newsletter."""
        return f"{self.base}/newsletters/pictures/{digest}.jpg"

    def feed(self, page: int = 1) -> str:
        """Return the address of a page of the feed."""
        return f"{self.base}/feed.atom?page={page}" if page > 1 else f"{self.base}/feed.atom"

    def sitemap(self) -> str:
        """Return the address of the list of all public pages."""
        return f"{self.base}/sitemap.xml"

    def security(self) -> str:
        """Return the address of the file that says whom to tell of a weakness."""
        return f"{self.base}/.well-known/security.txt"

    def contact(self) -> str:
        """Return the address of the page that says how to reach the people who run the library."""
        return f"{self.base}/contact"

    def subscription(self, token: str, language: str = "") -> str:
        """Return the address where a subscription is agreed to, changed and left, in a language if one is given."""
        return self._in_language(f"{self.base}/subscriptions/{quote(token)}", language)

    def leave(self, token: str) -> str:
        """Return the address that a mail program posts to, to leave a subscription."""
        return f"{self.subscription(token)}/leave"

    def stop(self, token: str) -> str:
        """Return the address where mail to one person is stopped."""
        return f"{self.base}/stop-mail/{quote(token)}"
