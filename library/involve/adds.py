"""What this feature adds to the desk, to the warnings for staff to the sitemap and to what searches find."""

from library.contributions import Contributions
from library.involve.answers import service as answers
from library.involve.asks import service as asks
from library.involve.contact import service as contact
from library.involve.field_notes import service as field_notes
from library.involve.findable import SEARCH_KINDS
from library.involve.meetings import service as meetings
from library.involve.opportunities import service as opportunities
from library.involve.submissions import moderation
from library.involve.voice import service as voices
from library.involve.you_said import service as you_said

ADDED = Contributions(
    warnings=(contact.warnings,),
    to_do=(moderation.to_do, asks.to_do, opportunities.to_do, meetings.to_do, voices.to_do, you_said.to_do),
    pages=(opportunities.public_pages, field_notes.public_pages, answers.public_pages, asks.public_pages),
    search_kinds=SEARCH_KINDS,
)
