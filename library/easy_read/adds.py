"""What this feature adds to shared pages: to-dos, the sitemap, what searches find, and the link from a brief."""

from collections.abc import Callable, Iterator
from typing import Any

from markupsafe import Markup

from library.contributions import Contributions, Findable, Pages, SearchKind, pages_of_ours
from library.easy_read import service
from library.easy_read.pictures import pictures
from library.http.context import services as of_request
from library.i18n.messages import marked
from library.services import Services


def _public_pages(services: Services) -> Pages:
    return [(services.links.easy_read(each.found.brief.slug), "") for each in service.everything(services)]


def _documents(services: Services) -> Iterator[Findable]:
    for each in service.everything(services):
        words = [sentence.words for sentence in each.sentences]
        slug = each.found.brief.slug
        yield Findable(
            each.title, words[0] if words else "", "easy_reads.easy_read", (("slug", slug),), "\n".join(words)
        )


def picture(name: str) -> Markup:
    """Return the drawing of a picture, with what it shows in words."""
    one = pictures()[name]
    described = Markup('<svg class="easy__picture" role="img" aria-label="{}"').format(one.means)
    return described + Markup(one.svg.removeprefix("<svg"))  # noqa: S704 drawn by us or from the package of the set-up


def has_easy_read(brief_id: int) -> bool:
    """Return whether a brief has an easy read draft."""
    return service.exists(of_request(), brief_id)


HELPERS: dict[str, Callable[..., Any]] = {"easy_picture": picture, "has_easy_read": has_easy_read}
"""What templates of pages may call."""

OWN_PAGE = Findable(
    marked("Easy read"),
    marked("Pages in short sentences with pictures. They are drafts."),
    "easy_reads.easy_reads",
    asked=("easy read", "information for people with learning disabilities", "pages with pictures and simple words"),
)
ADDED = Contributions(
    to_do=(service.to_do,),
    pages=(_public_pages,),
    search_kinds=(SearchKind("easy-read", marked("Easy read"), _documents), pages_of_ours(OWN_PAGE)),
)
