"""Sets up the pages' Jinja: the design system's macros, the helpers shared with mails, and what every page knows."""

from collections.abc import Mapping, MutableMapping
from typing import Any

import flask.templating
from flask import Flask
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader

from library.http import context
from library.mail import queue as mails
from library.security.permissions import Action, may
from library.settings import ROOT
from library.text import templates


class Environment(flask.templating.Environment):
    """Flask's, whose templates share one plain dictionary of globals.

    Jinja wraps it for each template, and compares the wrappers name by name whenever one imports another.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template, which has none of its own."""
        return super().make_globals(d) if d else self.globals


def set_up(app: Flask, helpers: Mapping[str, Any], filters: Mapping[str, Any]) -> None:
    """Prepare the environment, with the helpers and filters of the features whose things pages show.

    Call this before anything asks for `app.jinja_env`, which makes the environment.
    """
    app.jinja_environment = Environment
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    templates.prepare(app.jinja_env, helpers)
    app.jinja_env.globals["Action"] = Action
    app.jinja_env.filters.update(filters)
    macros = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    app.jinja_loader = ChoiceLoader([FileSystemLoader(ROOT / "templates"), macros])
    app.context_processor(_everywhere)


def _everywhere() -> dict[str, Any]:
    """Return what every page knows: who is signed in, what they may do, where the page is."""
    services = context.services()
    return {
        "person": context.person(),
        "may": lambda action, owner_id=None: may(context.person(), action, owner_id),
        "contact": mails.contact_of(services),
        "website": services.settings.main_website,
        "no_mail_server": not services.settings.smtp_url,
        "organisation": services.settings.organisation,
        "links": services.links,
        "is_demo": services.settings.is_demo,
        "today": services.today(),
    }
