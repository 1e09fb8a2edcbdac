"""Reading the form of a newsletter: its words, the order and words of its items, its lists and its picture."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Protocol

from library.forms.loading import load
from library.forms.problems import Fault
from library.forms.reading import Form, from_form
from library.i18n.messages import Message
from library.newsletters.campaigns.models import Content
from library.newsletters.campaigns.rules import arranged
from library.newsletters.campaigns.schemas import WRITTEN

PLACE, WORDS, OUT = "place-", "words-", "out-"
"""What the names of the fields of an item begin with."""
MOST_WORDS = 60


class Typed(Form, Protocol):
    """A form whose fields can be gone through."""

    def items(self) -> Any:
        """Return each name with its first value."""


def read(form: Typed, before: Content) -> tuple[Content, dict[str, Any], list[Fault]]:
    """Return what a form makes of a newsletter, its words as typed, and what is wrong with them."""
    typed = from_form(WRITTEN, form)
    made, faults = load(WRITTEN, typed)
    words = {ref: " ".join(text.split()) for ref, text in _named(form, WORDS).items()}
    faults += [
        Fault(f"{WORDS}{ref}", Message("Use %(most)s words or fewer. It has %(count)s.", most=MOST_WORDS, count=count))
        for ref, text in words.items()
        if (count := len(text.split())) > MOST_WORDS
    ]
    places = {ref: int(text) for ref, text in _named(form, PLACE).items() if text.isascii() and text.isdecimal()}
    content = made or before
    content = replace(
        content,
        items=arranged(before.items, places, words, set(_named(form, OUT))),
        audiences=tuple(int(each) for each in form.getlist("audiences") if each.isascii() and each.isdecimal()),
        picture="" if form.get("no_picture") else before.picture,
    )
    return content, typed, faults


def _named(form: Typed, prefix: str) -> Mapping[str, str]:
    found = {name.removeprefix(prefix): text[:2_000] for name, text in form.items() if name.startswith(prefix)}
    return {ref: text.strip()[: 4 if prefix == PLACE else None] for ref, text in found.items()}
