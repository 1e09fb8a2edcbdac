"""What this feature adds to the desk: drafts on their way, briefs to check, documents to use."""

from library.contributions import Contributions
from library.editing.documents import service as uploads
from library.editing.drafts import to_do as drafts
from library.editing.review_dates import service as review_dates

ADDED = Contributions(to_do=(drafts.to_do, review_dates.to_do, uploads.to_do))
