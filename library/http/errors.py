"""What people see when something is wrong: a sentence that says what to do, as a page or as JSON."""

import logging
from contextlib import suppress
from math import ceil
from typing import Any

from flask import Flask, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException, InternalServerError, RequestEntityTooLarge

from library.errors import LibraryError, Unavailable
from library.forms.problems import flat_messages
from library.http import context
from library.http.guards import TOKEN, FormExpired
from library.http.routing import asked_address
from library.i18n.messages import gettext, marked
from library.links import API

log = logging.getLogger(__name__)

SAID = {
    400: (marked("We couldn't read that"), marked("Check the address or what you typed, then try again.")),
    401: (marked("Sign in to continue"), marked("You've been signed out.")),
    403: (
        marked("You can't do that"),
        marked("Your account doesn't have permission, or the form came from another site. Ask a reviewer or an admin."),
    ),
    404: (
        marked("Page not found"),
        marked("If you typed or pasted the address, check it's complete and correct. You can also use the search."),
    ),
    405: (marked("That doesn't work here"), marked("Go back and use the buttons on the page.")),
    409: (marked("Someone else saved first"), marked("Your changes aren't lost.")),
    410: (marked("This has been withdrawn"), marked("It's no longer in the library.")),
    413: (marked("That's too large"), marked("A form can hold up to 2 MB. Shorten it and send it again.")),
    429: (marked("Too many attempts"), marked("Wait a while, then try again.")),
    500: (
        marked("Sorry, something went wrong"),
        marked("The fault is recorded. Try again in a minute. What you sent may not have been saved."),
    ),
    503: (
        marked("Sorry, the library is busy or being repaired"),
        marked("Try again in a minute. Nothing that was saved is lost."),
    ),
}
"""Status -> (heading, what to do)."""
SECRETS = ("old_password", "password", "code")
"""Fields that are never written into a page."""
CAN_BE_SENT_AGAIN = {401, 429, 500, 503}
"""What may pass: the same form may be taken later."""


def set_up(app: Flask) -> None:
    """Answer every error."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(ValidationError, _invalid)
    app.register_error_handler(LibraryError, _refused)
    app.register_error_handler(FormExpired, _expired)
    app.register_error_handler(InternalServerError, lambda _: answer(500))


def answer(
    status: int,
    *,
    heading: str = "",
    advice: str = "",
    errors: dict[str, list[str]] | None = None,
    retry_after: int = 0,
    headers: dict[str, str] | None = None,
) -> ResponseReturnValue:
    """Answer with an error page, or its JSON under /api."""
    with suppress(Unavailable):
        context.session()
    if status == 403:
        log.warning("Refused %s: %s %s", _who(), request.method, request.endpoint)
    known = SAID.get(status, SAID[400 if status < 500 else 500])
    heading, advice = gettext(heading or known[0]), gettext(advice or known[1])
    extra = (headers or {}) | ({"Retry-After": str(retry_after)} if retry_after else {})
    if request.path.startswith(API):
        return jsonify(code=status, status=heading, message=advice, errors=errors or {}), status, extra
    return (
        render_template(
            "errors/error.html",
            status=status,
            heading=heading,
            advice=advice,
            errors=errors or {},
            **(_again() if status in CAN_BE_SENT_AGAIN and request.method == "POST" else {}),
        ),
        status,
        extra,
    )


def _who() -> str:
    """Return who is signed in, by their number."""
    person = context.person()
    return f"person {person.id}" if person else "somebody who is not signed in"


def _again() -> dict[str, Any]:
    """Return what a form is offered again with: all that was typed, apart from secrets and files, which are asked for.

    Of a form that is too large to be read, or that nobody has read, there is nothing.
    """
    try:
        form, files = request.form, list(request.files)
    except HTTPException:
        return {}
    typed = [(name, value) for name, value in form.items(multi=True) if name not in {TOKEN, *SECRETS}]
    secrets = [name for name in SECRETS if name in form]
    if not (typed or secrets or files):
        return {}
    return {"typed": typed, "secrets": secrets, "files": files, "path": asked_address()}


def _http(error: HTTPException) -> ResponseReturnValue:
    """Answer an error of the protocol; the API's carry a message or, for parameters, marshmallow's messages."""
    data = getattr(error, "data", None) or {}
    messages = data.get("messages", {}).get("query", {})
    advice = data.get("message", "")
    if isinstance(error, RequestEntityTooLarge):
        advice = getattr(current_app.view_functions.get(request.endpoint or ""), "too_large", "")
    headers = {name: value for name, value in error.get_headers() if name != "Content-Type"}
    return answer(error.code or 500, advice=advice, errors=_by_field(messages), headers=headers)


def _invalid(error: ValidationError) -> ResponseReturnValue:
    return answer(400, errors=_by_field(error.messages))


def _by_field(messages: Any) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {}
    for field, sentence in flat_messages(messages):
        errors.setdefault(field, []).append(gettext(sentence))
    return errors


def _refused(error: LibraryError) -> ResponseReturnValue:
    """Answer one of our own errors with its status and, where it has some, its words."""
    if error.status >= 500:
        log.error("%s: %s", type(error).__name__, error)
    wait = ceil(error.wait.total_seconds())
    return answer(error.status, heading=error.heading, advice=error.advice, retry_after=wait)


def _expired(_: FormExpired) -> ResponseReturnValue:
    """Offer the form again with everything that was typed; passwords and codes are asked for again."""
    return render_template("errors/form_expired.html", **_again()), 400
