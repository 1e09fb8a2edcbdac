"""The words of the interface: English as it stands in code and templates, or what a catalogue says in its place.

English is the source. Where nobody speaks another language, which is everywhere without catalogues, a message is
given back as it is. Dates follow the language too, through the catalogue's own `day`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the interface: its code, its own name and the English one, its direction, how it says things."""

    code: str
    name: str
    in_english: str
    direction: str
    one: Callable[[str], str]
    many: Callable[[str, str, int], str]
    day: Callable[[date], str]


_spoken: ContextVar[Language | None] = ContextVar("language", default=None)


@contextmanager
def speaking(language: Language | None) -> Iterator[None]:
    """Speak a language for a while; None is English."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def spoken() -> Language | None:
    """Return the language spoken now; None is English."""
    return _spoken.get()


class Message(str):
    """A sentence with values in it: it reads as English, and gettext says it in the language spoken then.

    Values are named in the sentence as %(name)s. A value that is itself a message is put into words with it.
    """

    sentence: str
    values: dict[str, object]

    def __new__(cls, sentence: str, **values: object) -> "Message":
        """Fill the sentence in."""
        made = super().__new__(cls, sentence % values)
        made.sentence, made.values = sentence, values
        return made

    def __str__(self) -> "Message":
        """Stay a message where a text is asked for."""
        return self

    def format(self, *_: object, **__: object) -> "Message":
        """Stay as it is: schemas fill in their messages so."""
        return self


def gettext(message: str) -> str:
    """Return a message in the language spoken now; one that its catalogue lacks stays English."""
    language = _spoken.get()
    if language and isinstance(message, Message):
        return language.one(message.sentence) % {name: _in_words(value) for name, value in message.values.items()}
    return language.one(message) if language and message else message


def _in_words(value: object) -> object:
    return gettext(value) if isinstance(value, str) else value


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of a message that goes with a number, in the language spoken now."""
    language = _spoken.get()
    return language.many(one, many, count) if language else one if count == 1 else many


def marked(message: str) -> str:
    """Mark a message for the catalogues where it is written; it is put into words with gettext where it is shown."""
    return message
