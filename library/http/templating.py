"""Sets up the pages' Jinja: the design system's macros, the helpers shared with mails, and what every page knows."""

from typing import Any
from urllib.parse import quote_plus

from flask import Flask, request
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader
from werkzeug.datastructures import MultiDict

from library import present
from library.actions import mails
from library.actions.citations import cite
from library.actions.reading_lists import MOST
from library.domain.people import Action, may
from library.domain.ratings import Effect, Kind, Reader
from library.http import context
from library.links import with_briefs
from library.settings import ROOT


def set_up(app: Flask) -> None:
    """Prepare the environment."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    present.put_into_words(app.jinja_env)
    macros = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    app.jinja_loader = ChoiceLoader([FileSystemLoader(ROOT / "templates"), macros])
    app.jinja_env.globals.update(present.HELPERS)
    app.jinja_env.globals.update(search_address=search_address, with_briefs=with_briefs)
    app.jinja_env.globals.update(cite=cite, listed_so_far=listed_so_far)
    app.jinja_env.globals.update(Kind=Kind, Action=Action, Reader=Reader, Effect=Effect)
    app.jinja_env.filters["term_label"] = lambda id, scheme, terms: terms.label(scheme, id)
    app.context_processor(_everywhere)


def _everywhere() -> dict[str, Any]:
    """Give what every page knows: who is signed in, what they may do, where the page is."""
    parts = context.parts()
    return {
        "person": context.person(),
        "may": lambda action, owner_id=None: may(context.person(), action, owner_id),
        "contact": mails.contact_of(parts),
        "website": parts.settings.main_website,
        "no_mail_server": not parts.settings.smtp_url,
        "organisation": parts.settings.organisation,
        "links": parts.links,
        "today": parts.today(),
    }


def search_address(**changes: Any) -> str:
    """Give the address of the present search with some parameters changed; None takes one away."""
    arguments = MultiDict((name, value) for name, value in request.args.items(multi=True) if value)
    for name, value in changes.items():
        arguments.setlist(name, value if isinstance(value, list) else [] if value is None else [str(value)])
    if "page" not in changes:
        arguments.poplist("page")
    pairs = "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in arguments.items(multi=True))
    return f"/search?{pairs}"


def listed_so_far() -> list[tuple[str, str]]:
    """Give the reading list that the address carries along, as parameters."""
    return [("list", slug) for slug in request.args.getlist("list")[:MOST]]


def _quoted(text: str) -> str:
    return quote_plus(text, errors="replace")
