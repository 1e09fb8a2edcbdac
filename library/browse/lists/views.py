"""The lists that readers browse."""

from collections.abc import Callable

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from library.briefs.ratings import Reader
from library.browse.lists import service as lists
from library.http.context import services
from library.http.guards import open_to_all
from library.http.paging import asked_page, hold_within
from library.paging import pages
from library.search.service import Answer

blueprint = Blueprint("lists", __name__)


def _page(find: Callable[[int], Answer]) -> Answer:
    """Return the page of a list that is asked for."""
    page = asked_page()
    found = find(page)
    hold_within(page, found.pages)
    return found


@blueprint.get("/what-does-not-work")
@open_to_all
def what_does_not_work() -> ResponseReturnValue:
    """List what was tested and did not help, or did harm."""
    answer = _page(lambda page: lists.what_does_not_work(services(), page))
    return render_template("browse/lists/failed.html", answer=answer, failed=lists.FAILED)


@blueprint.get("/not-known-yet")
@open_to_all
def not_known_yet() -> ResponseReturnValue:
    """List what nobody knows yet."""
    return render_template(
        "browse/lists/unknown.html", answer=_page(lambda page: lists.not_known_yet(services(), page))
    )


@blueprint.get("/new")
@open_to_all
def new() -> ResponseReturnValue:
    """List the newest briefs."""
    page = asked_page()
    total, lines = lists.new(services(), page)
    last = pages(total, lists.NEWEST)
    hold_within(page, last)
    return render_template("browse/lists/new.html", lines=lines, page=page, pages=last)


@blueprint.get("/due")
@open_to_all
def due() -> ResponseReturnValue:
    """Lead on to what is due for checking, which is for staff."""
    return redirect(url_for("checks.due_briefs"), 301)


@blueprint.get("/roles")
@open_to_all
def roles() -> ResponseReturnValue:
    """List the kinds of reader that briefs speak to."""
    return render_template("browse/lists/roles.html", readers=list(Reader))


@blueprint.get("/roles/<reader>")
@open_to_all
def role(reader: str) -> ResponseReturnValue:
    """Show the advice for one kind of reader."""
    known = next((each for each in Reader if each.value.replace("_", "-") == reader), None) or abort(404)
    answer = _page(lambda page: lists.advice_for(services(), known, page))
    return render_template("browse/lists/role.html", reader=known, answer=answer)
