"""Which language a page is in: the one chosen on the page, else the browser's, else English.

Readers get no cookie, so a choice is part of the address and the links of the page carry it along.
"""

import re
from contextlib import ExitStack
from urllib.parse import urlencode

from flask import Flask, Response, g, request
from markupsafe import escape

from library.i18n import catalogues, messages
from library.i18n.messages import Language

ENGLISH = "en-GB"
LINK = re.compile(r'(<a [^>]*?href=")(/(?!static/|/)[^"#]*)')
GET_FORM = re.compile(r'<form [^>]*method="get"[^>]*>')
POST_FORM = re.compile(r'(<form (?![^>]*method="get")[^>]*action=")(/[^"#]*)')


def set_up(app: Flask, folder: str) -> None:
    """Speak the reader's language on every page, where there are catalogues."""
    known = catalogues.read(folder)
    app.context_processor(lambda: {"language": messages.spoken(), "languages": _offered(known)})
    if not known:
        return

    @app.before_request
    def begin() -> None:
        g.speaking = ExitStack()
        g.speaking.enter_context(messages.speaking(_wanted(known)))

    @app.after_request
    def carry(response: Response) -> Response:
        if request.endpoint != "static":
            response.vary.add("Accept-Language")
            _carry(response, _chosen(known))
        return response

    @app.teardown_request
    def end(_: BaseException | None) -> None:
        g.pop("speaking", ExitStack()).close()


def _chosen(known: dict[str, Language]) -> str:
    asked = request.args.get("lang", "")
    return asked if asked in {*known, "en"} else ""


def _wanted(known: dict[str, Language]) -> Language | None:
    if request.path.startswith("/api/"):
        return None
    code = _chosen(known) or request.accept_languages.best_match(["en", *known]) or "en"
    return known.get(code)


def _offered(known: dict[str, Language]) -> list[tuple[str, str, str]]:
    """Return (code, own name, address of this page) for each language that readers can choose."""
    if not known:
        return []
    others = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    choices = [("en", "English"), *((each.code, each.name) for each in known.values())]
    return [(code, name, f"{request.path}?{urlencode([*others, ('lang', code)])}") for code, name in choices]


def _carry(response: Response, code: str) -> None:
    """Put the chosen language into the links and forms of a page, and into where an answer leads."""
    if not code:
        return
    if response.location and response.location.startswith("/"):
        response.location = _with(response.location, code, "&")
    if response.mimetype != "text/html" or response.is_streamed:
        return
    text = response.get_data(as_text=True)
    for links in (LINK, POST_FORM):
        text = links.sub(lambda found: found[1] + _with(found[2], code, "&amp;"), text)
    hidden = f'<input type="hidden" name="lang" value="{escape(code)}">'
    response.set_data(GET_FORM.sub(lambda found: found[0] + hidden, text))


def _with(address: str, code: str, joint: str) -> str:
    if re.search(r"[?&;]lang=", address):
        return address
    path, mark, fragment = address.partition("#")
    return f"{path}{joint if '?' in path else '?'}lang={code}{mark}{fragment}"
