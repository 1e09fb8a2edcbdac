"""What every template of ours can call: the words of the interface, dates, Markdown."""

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Environment

from library.i18n import formats, messages
from library.text import markdown

HELPERS: dict[str, Callable[..., Any]] = {
    "markdown": markdown.markdown,
    "inline": markdown.inline,
    "uncited": markdown.uncited,
    "wrapped": markdown.wrapped,
    "hanging": markdown.hanging,
    "day": formats.day,
    "month": formats.month,
    "moment": formats.moment,
    "as_written": formats.as_written,
}


def prepare(environment: Environment, helpers: Mapping[str, Callable[..., Any]]) -> None:
    """Give templates `_`, `trans`, `worded` for words that come from Python, HELPERS, and the helpers of features."""
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_callables(messages.gettext, messages.ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.filters["worded"] = messages.gettext
    environment.filters["lower_first"] = formats.lower_first
    environment.globals.update(HELPERS)
    environment.globals.update(helpers)
