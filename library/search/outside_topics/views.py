"""What the library is not about, and where people can turn with it: a list for staff, and a form for admins."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.forms.reading import from_form, told_at
from library.http.context import services, staff
from library.http.guards import staff_only
from library.search.outside_topics import service as outside_topics
from library.search.outside_topics.models import OutsideTopic
from library.search.outside_topics.schemas import OUTSIDE_TOPIC
from library.security.permissions import Action, demand

blueprint = Blueprint("outside_topics", __name__)


@blueprint.get("/staff/outside-topics")
@staff_only
def all_outside_topics() -> ResponseReturnValue:
    """List the topics by the service that they lead to, all or those that have some words."""
    words, used = request.args.get("words", "").strip()[:100], request.args.get("used", "")
    groups = outside_topics.wanted(services(), words, {"yes": True, "no": False}.get(used))
    shown = [topic for topics in groups.values() for topic in topics]
    about = {"groups": groups, "total": len(shown), "near": outside_topics.near_briefs(services(), shown)}
    return render_template("search/outside_topics/list.html", **about, words=words, used=used)


def _back(topic_id: str) -> ResponseReturnValue:
    """Lead back to the topic, in the list as it was narrowed."""
    kept = {name: request.args.get(name) or None for name in ("words", "used")}
    address = url_for("outside_topics.all_outside_topics", _anchor=topic_id, words=kept["words"], used=kept["used"])
    return redirect(address, 303)


@blueprint.route("/staff/outside-topics/new", methods=["GET", "POST"])
@staff_only
def new_outside_topic() -> ResponseReturnValue:
    """Ask for a topic, and add it."""
    demand(staff(), Action.EDIT_VOCABULARY)
    words, faults = from_form(OUTSIDE_TOPIC, request.form), []
    if request.method == "POST":
        made = outside_topics.add(services(), staff(), words)
        if isinstance(made, OutsideTopic):
            return redirect(url_for("outside_topics.all_outside_topics", _anchor=made.id), 303)
        faults = told_at(OUTSIDE_TOPIC, made)
    about = {"schema": OUTSIDE_TOPIC, "topic": None, "words": words, "faults": faults}
    return render_template("search/outside_topics/edit.html", **about), 400 if faults else 200


@blueprint.route("/staff/outside-topics/<topic_id>/edit", methods=["GET", "POST"])
@staff_only
def edit_outside_topic(topic_id: str) -> ResponseReturnValue:
    """Show a topic, and keep what is changed of it."""
    demand(staff(), Action.EDIT_VOCABULARY)
    topic = outside_topics.find(services(), topic_id) or abort(404)
    words, faults = outside_topics.words_of(topic), []
    if request.method == "POST":
        words = from_form(OUTSIDE_TOPIC, request.form)
        faults = told_at(OUTSIDE_TOPIC, outside_topics.change(services(), staff(), topic_id, words))
        if not faults:
            return _back(topic_id)
    about = {"schema": OUTSIDE_TOPIC, "topic": topic, "words": words, "faults": faults}
    return render_template("search/outside_topics/edit.html", **about), 400 if faults else 200


@blueprint.post("/staff/outside-topics/<topic_id>")
@staff_only
def use_outside_topic(topic_id: str) -> ResponseReturnValue:
    """Stop using a topic, or use it again."""
    if not outside_topics.use(services(), staff(), topic_id, used=request.form.get("action") == "use"):
        abort(404)
    return _back(topic_id)
