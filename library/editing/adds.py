"""What this feature adds: to the desk, drafts on their way, briefs to check and documents to use; and documents."""

from collections.abc import Iterator

from library.contributions import Contributions, Findable, SearchKind
from library.editing.documents import service as uploads
from library.editing.drafts import to_do as drafts
from library.editing.public_documents import service as public_documents
from library.editing.review_dates import service as review_dates
from library.i18n.messages import marked
from library.services import Services


def _documents(services: Services) -> Iterator[Findable]:
    for each in public_documents.everything(services):
        if about := each.about:
            shown = (("slug", each.slug),)
            yield Findable(about.title, about.publisher, "public_documents.document", shown, about.summary)


ADDED = Contributions(
    to_do=(drafts.to_do, review_dates.to_do, uploads.to_do),
    pages=(public_documents.public_pages,),
    search_kinds=(SearchKind("documents", marked("Documents"), _documents),),
)
