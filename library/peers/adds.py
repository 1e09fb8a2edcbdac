"""What this feature adds to shared pages: what waits at the desk, public pages, and what searches find."""

from collections.abc import Iterator

from library.contributions import Contributions, Findable, Pages, SearchKind
from library.i18n.messages import Message, gettext, marked
from library.peers import service, showing
from library.services import Services
from library.text.plain import plain


def _findable(services: Services) -> Iterator[Findable]:
    for each in showing.shown(services):
        brief = each.page.found.brief
        yield Findable(
            brief.title,
            brief.one_line,
            "peers.shared_brief",
            (("shared_id", each.shared.id),),
            plain("\n".join([brief.short_answer, *brief.key_points, *(text for _, text in brief.sections())])),
            asked=brief.asked,
            foot=(gettext(Message("From %(library)s", library=each.shared.whose)),),
            on=each.offer.day.date(),
        )


def _pages(services: Services) -> Pages:
    return [
        (services.links.shared_brief(each.shared.id), each.offer.day.date().isoformat())
        for each in showing.shown(services)
    ]


ADDED = Contributions(
    to_do=(service.to_do,),
    pages=(_pages,),
    search_kinds=(
        SearchKind(
            "other-libraries",
            marked("From other libraries"),
            _findable,
            marked("Written and rated by other libraries. They are not in our table of what works."),
        ),
    ),
)
