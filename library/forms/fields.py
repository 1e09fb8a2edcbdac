"""The kinds of field a form is made of: each knows its limits, its label, its hint and how it is drawn.

`metadata` holds label and hint (words), widget (a name known to components/field.html) and what that widget needs.
A field that is not required loads as `empty` when it is left out.
"""

import re
from collections.abc import Callable
from typing import Any

from marshmallow import ValidationError, fields, validate

from library.i18n.messages import Message, marked
from library.text.plain import word_count

PHONE = re.compile(r"(?:\+?[0-9][0-9 ]{1,19})?\Z")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _settings(label: str, hint: str, widget: str, *, required: bool, empty: Any, wrong: str = "", **more: Any) -> Any:
    """Return what every field is made with; `needed` says what to enter where the label is a question."""
    needed = more.pop("needed", "") or _needed(label)
    messages = {"required": needed, "null": needed, "invalid": wrong or f"{label}: this is not something we can read."}
    presence = {"required": True} if required else {"load_default": empty, "allow_none": empty is None}
    return presence | {
        "error_messages": messages | more.pop("messages", {}),
        "metadata": {"label": label, "hint": hint, "widget": widget, **more},
    }


def _needed(label: str) -> Message:
    return Message("%(label)s: this is needed.", label=label)


class Words:
    """Validate that a text has no more than `most` words."""

    def __init__(self, most: int) -> None:
        """Keep the limit, so that a form can show it."""
        self.most = most

    def __call__(self, value: str) -> str:
        """Return the text, or say by how much it is too long."""
        count = word_count(value)
        if count > self.most:
            raise ValidationError(
                Message("Use %(most)s words or fewer. It has %(count)s.", most=self.most, count=count)
            )
        return value


def clean(value: str) -> str:
    """Validate that a text holds no characters that cannot be shown or stored."""
    if CONTROL.search(value):
        raise ValidationError(marked("Take out the control characters: they cannot be shown."))
    return value


def term(value: str) -> str:
    """Validate the form of a term or slug: small letters, digits and hyphens."""
    if not value or len(value) > 80 or set(value) - set("abcdefghijklmnopqrstuvwxyz0123456789-"):
        raise ValidationError(marked("Use small letters, digits and hyphens only."))
    return value


def _single_line(value: str) -> str:
    if "\n" in value or "\r" in value:
        raise ValidationError(marked("Use one line only."))
    return value


def _filled(label: str, needed: str, required: bool) -> list[Any]:
    return [validate.Length(min=1, error=needed or _needed(label))] if required else []


class Tuple(fields.List[Any]):
    """A list that loads as a tuple, so that what is loaded is frozen all the way down."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        try:
            return tuple(super()._deserialize(value, attr, data, **kwargs))
        except ValidationError as error:
            if isinstance(error.messages, dict):
                raise ValidationError({**error.messages, **self._miscounted(value)}) from error
            raise

    def _miscounted(self, value: Any) -> dict[str, Any]:
        """Return what is wrong with the number of items, which is said together with what is wrong with one of them."""
        try:
            self._validate(value)
        except ValidationError as error:
            return {"_schema": error.messages}
        return {}


def line(label: str, *, most: int, hint: str = "", required: bool = False, needed: str = "") -> fields.String:
    """Return a field for one line of text of at most `most` characters."""
    length = validate.Length(max=most, error=Message("Use %(most)s characters or fewer.", most=most))
    checks = [clean, length, _single_line, *_filled(label, needed, required)]
    settings = _settings(label, hint, "line", required=required, empty="", most=most, needed=needed)
    return fields.String(validate=checks, **settings)


def prose(label: str, *, words: int, hint: str = "", required: bool = False, needed: str = "") -> fields.String:
    """Return a field for Markdown of at most `words` words."""
    checks = [clean, Words(words), *_filled(label, needed, required)]
    settings = _settings(label, hint, "prose", required=required, empty="", words=words, needed=needed)
    return fields.String(validate=checks, **settings)


def choice(label: str, enum: Any, *, hint: str = "", required: bool = False, needed: str = "") -> fields.Enum[Any]:
    """Return a field for one member of an enumeration of the domain."""
    unknown = Message(
        "%(label)s: choose one of %(value)s.", label=label, value=", ".join(member.value for member in enum)
    )
    messages = {"unknown": unknown}
    settings = _settings(
        label, hint, "choice", required=required, empty=None, messages=messages, enum=enum, needed=needed
    )
    return fields.Enum(enum, by_value=True, **settings)


def group(label: str, schema: Any, *, hint: str = "") -> fields.Nested:
    """Return a field for a set of named values that belong together."""
    return fields.Nested(
        schema, load_default=schema.makes(), metadata={"label": label, "hint": hint, "widget": "group"}
    )


def one_term(label: str, scheme: str) -> fields.String:
    """Return a field for one term of a scheme of the vocabulary."""
    return fields.String(validate=term, **_settings(label, "", "term", required=True, empty="", scheme=scheme))


def tags(label: str, scheme: str, *, hint: str = "", least: int = 0, most: int = 40) -> fields.List[Any]:
    """Return a field for terms of one scheme of the vocabulary."""
    words = (
        Message("Choose %(least)s to %(most)s.", least=least, most=most)
        if least
        else Message("Choose %(most)s or fewer.", most=most)
    )
    settings = _settings(label, hint, "tags", required=bool(least), empty=(), scheme=scheme)
    return Tuple(fields.String(validate=term), validate=validate.Length(least, most, error=words), **settings)


def day(label: str, *, hint: str = "", required: bool = False, needed: str = "") -> fields.Date:
    """Return a field for a date, as 2026-11-22; `needed` says what to enter where the label is a question."""
    wrong = (
        marked("Write the date as year-month-day, such as 2026-11-22.")
        if needed
        else Message("%(label)s: write the date as year-month-day, such as 2026-11-22.", label=label)
    )
    return fields.Date(**_settings(label, hint, "day", required=required, empty=None, wrong=wrong, needed=needed))


def number(label: str, low: int, high: int, *, hint: str = "") -> fields.Integer:
    """Return a field for a whole number from `low` to `high`, or nothing."""
    wrong = Message(
        "%(label)s: write a whole number from %(low)s to %(high)s, or leave it empty.", label=label, low=low, high=high
    )
    settings = _settings(label, hint, "number", required=False, empty=None, wrong=wrong)
    return fields.Integer(strict=True, validate=validate.Range(low, high, error=wrong), **settings)


class Amount(fields.Float):
    """A number that is written whole where it is whole: 55, not 55.0."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        written = super()._serialize(value, attr, obj, **kwargs)
        return int(written) if isinstance(written, float) and written.is_integer() else written


MOST_AMOUNT = 1_000_000_000


def amount(label: str, *, hint: str = "") -> Amount:
    """Return a field for a number of zero or more, with or without decimals, that has to be given."""
    wrong = Message("%(label)s: write a number of 0 or more, such as 55 or 19.7.", label=label)
    settings = _settings(label, hint, "amount", required=True, empty=None, wrong=wrong, messages={"special": wrong})
    return Amount(validate=validate.Range(0, MOST_AMOUNT, error=wrong), **settings)


def address(label: str, *, hint: str = "", required: bool = False, needed: str = "") -> fields.String:
    """Return a field for a web address."""
    wrong = Message("%(label)s: write a full web address that starts with https:// or http://.", label=label)
    is_address = validate.URL(schemes={"http", "https"}, error=wrong)
    checks: list[Any] = [clean, validate.Length(max=1000, error=marked("Use 1000 characters or fewer."))]
    checks.append(is_address if required else lambda value: value and is_address(value))
    settings = _settings(label, hint, "line", required=required, empty="", most=1000, needed=needed)
    return fields.String(validate=checks, **settings)


def email(label: str, read: Callable[[str], str], *, hint: str = "") -> fields.String:
    """Return a field for an e-mail address; `read` raises ValueError with what is wrong with one."""

    def check(value: str) -> None:
        try:
            if value:
                read(value)
        except ValueError as wrong:
            raise ValidationError(wrong.args[0]) from wrong

    settings = _settings(label, hint, "email", required=False, empty="")
    return fields.String(validate=[check], **settings)


def phone(label: str, *, hint: str = marked("Digits and spaces only")) -> fields.String:
    """Return a field for a phone number that a telephone can dial."""
    wrong = marked("Enter a phone number with digits and spaces only, such as 0116 454 1004.")
    check = validate.Regexp(PHONE, error=wrong)
    return fields.String(validate=[check], **_settings(label, hint, "line", required=False, empty="", most=20))


def yes_no(label: str, *, hint: str = "", unknown: bool = False) -> fields.Boolean:
    """Return a field for yes or no; with `unknown` also neither."""
    widget, empty = ("yes_no_unknown", None) if unknown else ("yes_no", False)
    wrong = Message("%(label)s: choose yes or no.", label=label)
    return fields.Boolean(**_settings(label, hint, widget, required=False, empty=empty, wrong=wrong))


def lines(
    label: str, inner: Any, *, hint: str = "", least: int = 0, most: int = 40, widget: str = "lines", boxes: int = 0
) -> fields.List[Any]:
    """Return a field for several short texts: one to a line, or in `boxes` boxes of their own."""
    words = (
        Message("%(label)s: give %(least)s to %(most)s.", label=label, least=least, most=most)
        if least
        else Message("%(label)s: give %(most)s or fewer.", label=label, most=most)
    )
    settings = _settings(label, hint, widget, required=bool(least), empty=(), boxes=boxes)
    return Tuple(inner, validate=validate.Length(least, most, error=words), **settings)


def rows(label: str, schema: Any, *, one: str, hint: str = "", least: int = 0, most: int = 60) -> fields.List[Any]:
    """Return a field for several rows of the same shape; `one` is the word for one of them."""
    words = (
        Message("%(label)s: give at least %(least)s.", label=label, least=least)
        if least
        else Message("%(label)s: give %(most)s or fewer.", label=label, most=most)
    )
    settings = _settings(label, hint, "rows", required=bool(least), empty=(), one=one)
    return Tuple(fields.Nested(schema), validate=validate.Length(least, most, error=words), **settings)
