"""A reading list, kept in its address: to read, change, print, send, cite and take along."""

from functools import partial

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.briefs.citations.views import written
from library.briefs.usage import counting as usage
from library.briefs.usage.models import Way
from library.browse import selection
from library.browse.reading_lists import service as reading_lists
from library.browse.selection import Picked
from library.browse.sharing import service as sharing
from library.browse.sharing.views import FLOODED, wish_from_form
from library.http import context
from library.http.cache import page_cache
from library.http.context import services
from library.http.errors import answer
from library.http.guards import open_to_all
from library.i18n.messages import marked
from library.security.rate_limit.service import TooManyTries

blueprint = Blueprint("reading_lists", __name__)

EMPTY = marked("To add to it, open a brief and select “Save”.")


def _picked() -> Picked:
    """Read the list of the address: what was on it (`list`), then what is added (`brief`)."""
    return selection.pick(services(), request.args.getlist("list") + request.args.getlist("brief"), reading_lists.MOST)


def _empty() -> ResponseReturnValue:
    return answer(404, heading=marked("This reading list is empty"), advice=EMPTY)


@blueprint.get("/reading-list")
@open_to_all
def reading_list() -> ResponseReturnValue:
    """Show a reading list, and what could be put on it."""
    picked = _picked()
    page_cache.while_same(services().index.state)
    offer = selection.offer(services(), picked, request.args.get("q", ""))
    return render_template("browse/reading_lists/list.html", picked=picked, offer=offer)


@blueprint.get("/reading-list.txt")
@open_to_all
def reading_list_text() -> ResponseReturnValue:
    """Return a reading list as plain text."""
    picked = _picked()
    return Response(reading_lists.mail(services(), picked).text, mimetype="text/plain") if picked.found else _empty()


@blueprint.get("/reading-list.pdf")
@open_to_all
def reading_list_paper() -> ResponseReturnValue:
    """Return a reading list as a PDF."""
    picked = _picked()
    if not picked.found:
        return _empty()
    headers = {"Content-Disposition": 'inline; filename="reading-list.pdf"'}
    return Response(reading_lists.paper(services(), picked), mimetype="application/pdf", headers=headers)


@blueprint.get("/reading-list/cite.<any(ris,bib,txt):kind>")
@open_to_all
def reading_list_citations(kind: str) -> ResponseReturnValue:
    """Cite all briefs of a reading list."""
    picked = _picked()
    return written(reading_lists.citations(services(), picked), kind, "reading-list") if picked.found else _empty()


@blueprint.route("/reading-list/send", methods=["GET", "POST"])
@open_to_all
def send_reading_list() -> ResponseReturnValue:
    """Show the form, and send a reading list to a colleague."""
    picked, wish = _picked(), wish_from_form()
    if not picked.found:
        return _empty()
    faults, status, mail = [], 200, partial(reading_lists.mail, services(), picked)
    if request.method == "POST":
        try:
            faults, status = sharing.send_reading_list(services(), picked, mail, wish, context.caller()), 400
        except TooManyTries:
            faults, status = [FLOODED], 429
        if not faults:
            usage.count(Way.SENT, [found.id for found in picked.found])
            return redirect(url_for("reading_lists.reading_list_sent", brief=picked.slugs), 303)
    return render_template("browse/reading_lists/send.html", picked=picked, wish=wish, faults=faults), status


@blueprint.get("/reading-list/send/done")
@open_to_all
def reading_list_sent() -> ResponseReturnValue:
    """Say that a reading list is on its way."""
    return render_template("browse/reading_lists/sent.html", picked=_picked())
