"""What searches find of the library's shared pages."""

from library.contributions import Findable, pages_of_ours
from library.i18n.messages import marked

OWN_PAGES = (
    Findable(
        marked("What works: the table"),
        marked("Every approach with its impact, confidence and cost, side by side."),
        "what_works.what_works_table",
        beside=("approaches-to-avoid",),
        asked=(
            "table of what works",
            "list of everything that works",
            "compare all approaches",
            "download the ratings",
        ),
    ),
    Findable(
        marked("How we rate evidence"),
        marked("What impact and confidence mean, and how we work them out."),
        "home.method",
        asked=(
            "how do you rate evidence",
            "what does confidence mean here",
            "how are the ratings worked out",
            "how do you decide what works",
        ),
    ),
    Findable(
        marked("E-mail updates"),
        marked("We only e-mail when there's something new."),
        "subscriptions.subscribe",
        asked=("sign up for the newsletter", "get e-mails from you", "e-mail me when there is something new"),
    ),
)


SEARCH_KINDS = (pages_of_ours(*OWN_PAGES),)
"""What every library gives to searches."""
