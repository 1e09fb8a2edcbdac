"""Which language a page is in: the one chosen on the page, else the browser's, else English.

Pages for staff are in English unless somebody chooses otherwise: the catalogues that the library comes with hold the
words of public pages.

Readers get no cookie, so a choice is part of the address, and every address that is built for the page carries it
along. A browser leaves it out of a form that is sent with GET, which needs `language_field()`.
"""

from contextlib import ExitStack
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, current_app, g, has_request_context, request
from markupsafe import Markup
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from library.i18n import catalogues, messages
from library.i18n.messages import Language
from library.links import API

ENGLISH = "en-GB"
ONLY_ENGLISH = {"static", "api", "api-docs"}
"""Blueprints whose answers are the same in every language."""


def set_up(app: Flask, folder: str) -> None:
    """Speak the reader's language on every page, where there are catalogues."""
    known = catalogues.read(folder)
    app.context_processor(lambda: {"language": messages.spoken(), "languages": _offered(known)})
    app.jinja_env.globals["language_field"] = lambda: _field(_chosen(known))
    app.extensions["wanted_language"] = lambda: _wanted(known)
    if not known:
        return

    @app.before_request
    def begin() -> None:
        g.speaking = ExitStack()
        g.speaking.enter_context(messages.speaking(_wanted(known)))

    @app.url_defaults
    def carry(endpoint: str, values: dict[str, Any]) -> None:
        if has_request_context() and endpoint.partition(".")[0] not in ONLY_ENGLISH and (code := _chosen(known)):
            values.setdefault("lang", code)

    @app.after_request
    def vary(response: Response) -> Response:
        if request.endpoint != "static":
            response.vary.add("Accept-Language")
        return response

    @app.teardown_request
    def end(_: BaseException | None) -> None:
        g.pop("speaking", ExitStack()).close()


def _chosen(known: dict[str, Language]) -> str:
    asked = request.args.get("lang", "")
    return asked if asked in {*known, "en"} else ""


def _wanted(known: dict[str, Language]) -> Language | None:
    if request.path.startswith(API):
        return None
    browsers = "en" if _for_staff() else _best(request.headers.get("Accept-Language", ""), ("en", *known))
    return known.get(_chosen(known) or browsers)


@lru_cache(maxsize=1_000)
def _best(accepted: str, offered: tuple[str, ...]) -> str:
    """Return the language that fits best what a browser says it reads; browsers of one kind say the same."""
    return parse_accept_header(accepted, LanguageAccept).best_match(offered) or "en"


def wanted() -> Language | None:
    """Return the language that this request is to be answered in; None is English."""
    found: Language | None = current_app.extensions["wanted_language"]()
    return found


def _for_staff() -> bool:
    """Return whether a page is for staff, whose pages are in English unless somebody chooses otherwise."""
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "access", "") == "staff"


def _offered(known: dict[str, Language]) -> list[tuple[str, str, str]]:
    """Return (code, own name, address of this page) for each language that readers can choose."""
    if not known:
        return []
    others = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    choices = [("en", "English"), *((each.code, each.name) for each in known.values())]
    page = request.script_root + request.path
    return [(code, name, f"{page}?{urlencode([*others, ('lang', code)])}") for code, name in choices]


def _field(code: str) -> Markup:
    """Return what a form that is sent with GET carries the chosen language in."""
    return Markup('<input type="hidden" name="lang" value="{}">').format(code) if code else Markup()
