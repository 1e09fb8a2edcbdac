"""The lists that readers browse."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from library.actions import lists
from library.domain.ratings import Reader
from library.http.context import parts
from library.http.guards import open_to_all
from library.web.routes import web


def _page() -> int:
    """Give the page asked for; anything but a number means the first."""
    return max(request.args.get("page", 1, int), 1)


@web.get("/what-does-not-work")
@open_to_all
def what_does_not_work() -> ResponseReturnValue:
    """List what was tested and did not help, or did harm."""
    return render_template("lists/failed.html", answer=lists.what_does_not_work(parts(), _page()), failed=lists.FAILED)


@web.get("/not-known-yet")
@open_to_all
def not_known_yet() -> ResponseReturnValue:
    """List what nobody knows yet."""
    return render_template("lists/unknown.html", answer=lists.not_known_yet(parts(), _page()))


@web.get("/new")
@open_to_all
def new() -> ResponseReturnValue:
    """List the newest briefs."""
    return render_template("lists/new.html", lines=lists.new(parts()))


@web.get("/due")
@open_to_all
def due() -> ResponseReturnValue:
    """List what is due for checking."""
    return render_template("lists/due.html", lines=lists.due(parts()))


@web.get("/roles")
@open_to_all
def roles() -> ResponseReturnValue:
    """List the kinds of reader that briefs speak to."""
    return render_template("lists/roles.html", readers=list(Reader))


@web.get("/roles/<reader>")
@open_to_all
def role(reader: str) -> ResponseReturnValue:
    """Show the advice for one kind of reader."""
    known = next((each for each in Reader if each.value.replace("_", "-") == reader), None) or abort(404)
    return render_template("lists/role.html", reader=known, answer=lists.advice_for(parts(), known, _page()))
