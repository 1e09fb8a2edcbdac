"""You said, we did: the page, its feed and paper for everybody, and the desk where staff keep it."""

from datetime import UTC, datetime

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.browse.feeds import service as feeds
from library.forms.reading import from_form
from library.http.context import services, staff
from library.http.guards import open_to_all, staff_only
from library.i18n.messages import gettext
from library.involve import papers
from library.involve.you_said import paper, service
from library.involve.you_said.models import Published
from library.involve.you_said.schemas import ITEM
from library.security.permissions import Action, demand

blueprint = Blueprint("you_said", __name__)
NEVER = datetime(2024, 1, 1, tzinfo=UTC)
"""The time that the file of an empty paper names."""


@blueprint.get("/you-said")
@open_to_all
def you_said() -> ResponseReturnValue:
    """List what partners raised, by what happened."""
    return render_template("involve/you_said/all.html", by=service.by_state(services()))


@blueprint.get("/you-said.atom")
@open_to_all
def you_said_feed() -> ResponseReturnValue:
    """Return the items as an Atom feed, the one that changed last first."""
    found = sorted(service.everything(services()), key=lambda each: each.changed_at, reverse=True)
    links = services().links
    entries = [
        feeds.Entry(each.item.issue, links.you_said(each.id), _in_short(each), each.changed_at) for each in found
    ]
    about = gettext("You said, we did"), gettext("What partners raised at our meetings, and what happened")
    return Response(feeds.written(services(), about, links.you_said_feed(), entries), mimetype="application/atom+xml")


def _in_short(found: Published) -> str:
    return f"{gettext(found.item.state.words)}: {found.item.happened}"


@blueprint.get("/you-said.<any(docx,pdf):suffix>")
@open_to_all
def you_said_paper(suffix: str) -> ResponseReturnValue:
    """Return the items as a paper for a meeting."""
    by = service.by_state(services())
    made_at = max((each.changed_at for found in by.values() for each in found), default=NEVER)
    return papers.as_file(paper.document(services(), by, papers.foot()), suffix, "you-said", made_at)


@blueprint.route("/staff/you-said", methods=["GET", "POST"])
@staff_only
def you_said_desk() -> ResponseReturnValue:
    """List the items, and add one."""
    demand(staff(), Action.MODERATE)
    return _form({}, None)


@blueprint.route("/staff/you-said/<id:item_id>", methods=["GET", "POST"])
@staff_only
def edit_you_said(item_id: int) -> ResponseReturnValue:
    """Show an item to change, and keep the change or remove it."""
    try:
        found = service.find(services(), staff(), item_id)
    except service.NoSuchItem:
        abort(404)
    if request.form.get("action") == "remove":
        service.remove(services(), staff(), item_id)
        return redirect(url_for("you_said.you_said_desk"), 303)
    return _form(ITEM.dump(found.item), found)


def _form(words: dict[str, object], one: Published | None) -> ResponseReturnValue:
    faults = []
    if request.method == "POST":
        words = from_form(ITEM, request.form)
        faults = service.keep(services(), staff(), words, one.id if one else 0)
        if not faults:
            return redirect(url_for("you_said.you_said_desk"), 303)
    about = {"schema": ITEM, "words": words, "faults": faults, "one": one, "found": service.everything(services())}
    return render_template("involve/staff/you_said.html", **about), 400 if faults else 200
