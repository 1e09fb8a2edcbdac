"""A body as staff type it."""

from marshmallow import fields

from library.forms.fields import address, email, line, term
from library.forms.strict import Strict
from library.i18n.messages import marked
from library.involve.bodies.models import Body
from library.mail import addresses


class BodySchema(Strict):
    """Who can be asked."""

    makes = Body
    name = line(
        marked("Name of the body"),
        most=120,
        hint=marked("A council, board or commissioner, never a person"),
        required=True,
        needed=marked("Enter the name of the body."),
    )
    inbox = email(
        marked("Shared inbox"),
        addresses.read,
        hint=marked("Of a team or role. We send the ask here, with the link to reply. Never published"),
    )
    link = address(marked("Link to its own page"))
    succeeded_by = fields.String(
        load_default="",
        validate=lambda value: value and term(value),
        metadata={
            "label": marked("It’s now part of"),
            "hint": marked("Select a body if this one was renamed or merged. Its address then leads there"),
            "widget": "body",
        },
    )


BODY = BodySchema()
"""The schema, ready to use."""
