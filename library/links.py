"""Absolute addresses of pages, made from LIBRARY_PUBLIC_URL alone and never from what a request claims."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Links:
    """Makes addresses that start with `base`, which has no slash at its end."""

    base: str

    def home(self) -> str:
        """Return the address of the front page."""
        return f"{self.base}/"

    def brief(self, slug: str, suffix: str = "") -> str:
        """Return the address of a brief, or of one of its twins with a suffix such as ".txt" or "/email"."""
        return f"{self.base}/briefs/{quote(slug)}{suffix}"

    def approach(self, term: str) -> str:
        """Return the address of an approach."""
        return f"{self.base}/approaches/{quote(term)}"

    def welcome(self, token: str) -> str:
        """Return the one-time address where an invited person chooses a password."""
        return f"{self.base}/welcome/{quote(token)}"

    def stop(self, token: str) -> str:
        """Return the address where mail to one person is stopped."""
        return f"{self.base}/stop-mail/{quote(token)}"

    def subscription(self, token: str) -> str:
        """Return the address where a subscription is agreed to, changed and left."""
        return f"{self.base}/subscriptions/{quote(token)}"

    def digest(self, digest_id: int) -> str:
        """Return the address of a digest."""
        return f"{self.base}/digests/{digest_id}"

    def page(self, path: str) -> str:
        """Return the address of any page by its path, such as /search."""
        return f"{self.base}{path}"


def with_briefs(path: str, slugs: Iterable[str]) -> str:
    """Return the path of a page with the briefs it is about in its address."""
    picked = "&".join(f"brief={quote(slug)}" for slug in slugs)
    return f"{path}?{picked}" if picked else path
