"""The way to the organisation's provider, and back."""

from urllib.parse import urljoin

from flask import Blueprint, Response, abort, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from library.accounts.sign_in import service as sign_in_service
from library.accounts.sign_in.views import entering, first_page, safe
from library.accounts.single_sign_on import service as single_sign_on
from library.accounts.single_sign_on.service import LASTS, Refused
from library.forms.problems import Fault
from library.http import context
from library.http.context import services
from library.http.guards import always_fresh, open_to_all
from library.security.sessions import browser_in_words

blueprint = Blueprint("single_sign_on", __name__)
STARTED_COOKIE = "library_organisation"


@blueprint.before_request
def _only_where_set() -> None:
    if request.method != "OPTIONS" and not services().settings.oidc_issuer:
        abort(404)


def _cookie() -> str:
    return context.cookie_of(services(), STARTED_COOKIE)


def _back() -> str:
    """Return the public address that the provider sends people back to, whatever host the request names."""
    return urljoin(services().settings.address, url_for("single_sign_on.back"))


@blueprint.get("/sign-in/organisation")
@open_to_all
@always_fresh
def start() -> ResponseReturnValue:
    """Send a person to the provider; what only looks ahead is sent to the page that it came from."""
    goal = request.args.get("next", "")[:500]
    if context.only_looks():
        return redirect(url_for("sessions.sign_in", next=goal or None))
    context.keep_to_itself()
    try:
        address, cookie = single_sign_on.start(services(), _back(), goal, context.caller())
    except Refused as refusal:
        return first_page([Fault("", str(refusal))], goal, refusal.status)
    response, secure = make_response(redirect(address, 303)), request.is_secure or context.is_https()
    lasts, path = int(LASTS.total_seconds()), context.cookie_path()
    response.set_cookie(_cookie(), cookie, path=path, httponly=True, samesite="Lax", secure=secure, max_age=lasts)
    return _kept_nowhere(response)


@blueprint.get("/sign-in/organisation/back")
@open_to_all
@always_fresh
def back() -> ResponseReturnValue:
    """Let in who comes back from the provider, or say in one sentence why not."""
    if context.only_looks():
        return redirect(url_for("sessions.sign_in"))
    context.keep_to_itself()
    started = single_sign_on.read(services(), request.cookies.get(_cookie(), ""))
    browser = browser_in_words(request.user_agent.string)
    try:
        entered = single_sign_on.finish(services(), _back(), started, request.args.to_dict(), browser)
    except Refused as refusal:
        page = first_page([Fault("", str(refusal))], started.goal if started else "", refusal.status)
        return _over(make_response(page))
    if context.session_token():
        sign_in_service.sign_out(services(), context.session_token())
    onward = safe(entered.goal) if entered.whole else url_for("sessions.sign_in", next=entered.goal or None)
    known = entered.person if entered.whole else None
    return _over(entering(entered.token, redirect(onward, 303), on_device_of=known))


def _over(response: Response) -> Response:
    """Let the browser forget what was begun: its answer has come, and counts once."""
    response.delete_cookie(
        _cookie(), path=context.cookie_path(), secure=context.is_https(), httponly=True, samesite="Lax"
    )
    return _kept_nowhere(response)


def _kept_nowhere(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
