"""What staff write in a newsletter, and how it and what was sent are kept."""

from marshmallow import fields

from library.forms.fields import Tuple, line, prose
from library.forms.strict import Strict
from library.i18n.messages import marked
from library.newsletters.campaigns.models import Content, Entry, Item


class ItemSchema(Strict):
    """One item."""

    makes = Item
    ref = fields.String(required=True)
    words = fields.String(load_default="")


class ContentSchema(Strict):
    """A newsletter as staff write it. Nothing is required until it is sent."""

    makes = Content
    subject = line(marked("Subject"), most=100, hint=marked("What it says in one line"))
    preheader = line(
        marked("Preview text"),
        most=140,
        hint=marked("Inboxes show it after the subject. It isn’t in the e-mail itself"),
    )
    opening = prose(marked("Opening"), words=150, hint=marked("A few lines before the items, if you like"))
    items = Tuple(fields.Nested(ItemSchema), load_default=())
    audiences = Tuple(fields.Integer(), load_default=())
    picture = fields.String(load_default="")
    alt = line(marked("What’s on the picture"), most=200, hint=marked("For people who can’t see it"))


class EntrySchema(Strict):
    """One item as it was sent."""

    makes = Entry
    ref = fields.String(required=True)
    slug = fields.String(load_default="")
    label = fields.String(required=True)
    title = fields.String(required=True)
    words = fields.String(load_default="")
    verdict = fields.String(load_default="")
    facts = Tuple(fields.String(), load_default=())


CONTENT, ENTRY = ContentSchema(), EntrySchema()
WRITTEN = ContentSchema(only=("subject", "preheader", "opening", "alt"))
"""The fields that staff type into."""
