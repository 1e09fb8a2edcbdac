"""Enumerations whose members carry the words that readers see."""

from enum import StrEnum

from library.i18n.messages import gettext


class LabelledEnum(StrEnum):
    """An enumeration whose members carry the words shown to a reader."""

    words: str

    def __new__(cls, value: str, words: str) -> "LabelledEnum":
        """Make a member that is its value as text and knows its words in English."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words
        return member

    @property
    def label(self) -> str:
        """Return the words in the language in use."""
        return gettext(self.words)
