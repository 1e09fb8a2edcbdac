"""One service that helps people in trouble, as an admin edits it."""

import re
from typing import Any

from marshmallow import ValidationError, validates, validates_schema

from library.forms.fields import choice, line
from library.forms.strict import Strict
from library.help_lines.models import Group
from library.i18n.messages import marked

NUMBER = re.compile(r"\+?[0-9][0-9 ]{1,19}")
WEB = re.compile(r"[a-z0-9][a-z0-9.-]*\.[a-z]{2,}(/[\w./#?=&%-]*)?", re.IGNORECASE)


class HelpLineSchema(Strict):
    """What readers see of a service."""

    makes = dict
    name = line(marked("Name"), most=120, required=True)
    who = line(marked("Who it's for"), most=160, required=True)
    does = line(marked("What it does"), most=200, hint=marked("One short sentence"))
    number = line(marked("Phone number"), most=20, hint=marked("Digits and spaces only"))
    chat = line(marked("Text, chat or e-mail"), most=160, hint=marked("Such as: Text SHOUT to 85258"))
    web = line(marked("Website"), most=160, hint=marked("Without https://"))
    hours = line(marked("Hours"), most=120)
    languages = line(marked("Languages"), most=120)
    deaf = line(marked("For deaf people"), most=160)
    area = line(marked("Area"), most=80)
    group = choice(marked("Group"), Group, required=True)

    @validates("number")
    def check_number(self, value: str, **_: Any) -> None:
        """Raise ValidationError if a telephone can't dial it."""
        if value and not NUMBER.fullmatch(value):
            raise ValidationError(marked("Enter a phone number with digits and spaces only, such as 0116 454 1004."))

    @validates("web")
    def check_web(self, value: str, **_: Any) -> None:
        """Raise ValidationError if it can't be linked to."""
        if value and not WEB.fullmatch(value):
            raise ValidationError(marked("Enter a website without https://, such as childline.org.uk."))

    @validates_schema
    def check_reach(self, data: dict[str, Any], **_: Any) -> None:
        """Raise ValidationError if nothing says how to reach it."""
        if not any(data.get(name) for name in ("number", "chat", "web", "does")):
            raise ValidationError(marked("Enter a phone number, a website, or how to text or chat."), "number")


HELP_LINE = HelpLineSchema()
"""The schema, ready to use."""
