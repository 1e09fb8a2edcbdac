"""You said, we did: the page, its feed and paper for everybody, and the desk where staff keep it."""

from datetime import UTC, datetime

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.browse.feeds import service as feeds
from library.forms.problems import Fault
from library.forms.reading import from_form
from library.http.context import services, staff
from library.http.guards import open_to_all, staff_only
from library.i18n.messages import gettext
from library.involve import papers
from library.involve.two_people import CHANGED, may_publish
from library.involve.you_said import paper, service, writing
from library.involve.you_said.models import Kept, Published
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
    """List the items, and propose one."""
    demand(staff(), Action.MODERATE)
    words, faults = from_form(ITEM, request.form), []
    if request.method == "POST":
        made = writing.propose(services(), staff(), words)
        if not isinstance(made, list):
            return redirect(url_for("you_said.edit_you_said", item_id=made, done="keep"), 303)
        faults = made
    return _form(words, faults, found=service.kept(services(), staff()), done=request.args.get("done", ""))


@blueprint.route("/staff/you-said/<id:item_id>", methods=["GET", "POST"])
@staff_only
def edit_you_said(item_id: int) -> ResponseReturnValue:
    """Show an item to read, publish, change or remove, and do it."""
    try:
        one = service.find(services(), staff(), item_id)
        if request.method != "POST":
            return _form(ITEM.dump(one.item), [], one=one, done=request.args.get("done", ""))
        return _act(one, request.form.get("action", ""), request.form.get("version", 0, int))
    except writing.NoSuchItem:
        abort(404)


def _act(one: Kept, action: str, version: int) -> ResponseReturnValue:
    if action == "remove":
        writing.remove(services(), staff(), one.id)
        return redirect(url_for("you_said.you_said_desk", done=action), 303)
    if action in {"publish", "discard"}:
        act = writing.publish if action == "publish" else writing.discard
        faults = act(services(), staff(), one.id, version)
        if not faults:
            return redirect(url_for("you_said.you_said_desk", done=action), 303)
        return _form(ITEM.dump(one.item), faults, one=one)
    words = from_form(ITEM, request.form)
    faults = writing.change(services(), staff(), one.id, version, words)
    if faults:
        return _form(words, faults, one=one)
    return redirect(url_for("you_said.edit_you_said", item_id=one.id, done="keep"), 303)


def _form(words: dict[str, object], faults: list[Fault], **about: object) -> ResponseReturnValue:
    status = 409 if CHANGED in faults else 400 if faults else 200
    one = about.get("one")
    about["may_publish"] = isinstance(one, Kept) and may_publish(staff(), one.changed_by)
    return render_template("involve/staff/you_said.html", schema=ITEM, words=words, faults=faults, **about), status
