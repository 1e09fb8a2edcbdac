"""Renders mails from their templates. A mail is a value: a subject, HTML and plain text, to be shown, saved or sent.

Each mail has a folder in templates/email with subject.txt, text.txt and page.mjml.html, which goes into the frame.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from functools import cache
from typing import Any

import mrml
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from library.design_tokens import colours
from library.i18n import messages
from library.mail.letters import composed, one_line
from library.settings import ROOT
from library.text import templates


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail, without the person it goes to."""

    subject: str
    html: str
    text: str
    headers: dict[str, str] = field(default_factory=dict)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(ROOT / "templates" / "email"),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html"], default=False),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.prepare(environment, _helpers)
    environment.globals.update(light=colours("light"), dark=colours("dark"))
    return environment


_helpers: dict[str, Callable[..., Any]] = {}


def offer(helpers: Mapping[str, Callable[..., Any]]) -> None:
    """Let the templates of mails call the helpers of the features whose things they show."""
    _helpers.update(helpers)


def render(name: str, **words: Any) -> Mail:
    """Render the mail `name` with these words; a word that a template lacks is an error, never a gap."""
    environment = _environment()
    subject = environment.get_template(f"{name}/subject.txt").render(words)
    html = mrml.to_html(environment.get_template(f"{name}/page.mjml.html").render(words)).content
    text = environment.get_template(f"{name}/text.txt").render(words)
    return Mail(" ".join(subject.split()), str(html), text.strip() + "\n")


def language_words(*, translated: bool = True) -> dict[str, str]:
    """Return what a mail says of its language: the one that is spoken, where its words are translated."""
    if translated and (spoken := messages.spoken()):
        return {"language": spoken.code, "direction": spoken.direction}
    return {"language": "en", "direction": "ltr"}


def note(
    subject: str,
    lines: list[str],
    *,
    organisation: str,
    link: str = "",
    link_words: str = "Go to the library",
    translated: bool = False,
) -> Mail:
    """Render a short mail of ours: a few paragraphs, and one thing to do; `translated` where it follows the page."""
    words: dict[str, Any] = {"subject": subject, "lines": lines, "organisation": organisation}
    words |= {"link": link, "link_words": link_words}
    return render("note", **words, **language_words(translated=translated))


def as_draft(mail: Mail, now: datetime) -> bytes:
    """Write a mail as an .eml file that opens as a new message, ready to be addressed and sent."""
    headers = {"Subject": one_line(mail.subject), "Date": format_datetime(now), "X-Unsent": "1"}
    return composed(headers, mail.text, mail.html).replace(b"\r\n", b"\n")
