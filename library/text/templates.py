"""What every template of ours can call: the words of the interface, dates, Markdown."""

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Environment, pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from library.i18n import formats, messages
from library.text import markdown, plain


@pass_eval_context
def _said(evaluation: EvalContext, message: str, **values: Any) -> str:
    """Return a message with its values, as Jinja's own does in twice the time, and a page says a hundred."""
    said = messages.gettext(message)
    if evaluation.autoescape:
        said = Markup(said)  # noqa: S704 (words of ours; values are escaped as they are filled in)
    return said % values if values or "%" in said else said


HELPERS: dict[str, Callable[..., Any]] = {
    "markdown": markdown.markdown,
    "inline": markdown.inline,
    "uncited": plain.without_citations,
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
    environment.globals["gettext"] = environment.globals["_"] = _said
    environment.filters["worded"] = messages.gettext
    environment.filters["lower_first"] = formats.lower_first
    environment.globals.update(HELPERS)
    environment.globals.update(helpers)
