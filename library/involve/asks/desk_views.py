"""The desk where staff write asks, publish them, take their steps, and read and publish the replies."""

from dataclasses import replace

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.forms.problems import Fault
from library.forms.reading import from_form
from library.http.context import services, staff
from library.http.guards import staff_only
from library.involve.asks import links, replies, service, steps, writing
from library.involve.asks.models import Kept, Received
from library.involve.asks.schemas import ASK, REFUSAL, REPLY, STEP, WHAT_STEPS_ASK
from library.involve.bodies import service as bodies
from library.involve.submissions import moderation
from library.involve.submissions.models import Kind
from library.involve.two_people import CHANGED, may_publish
from library.security.permissions import Action, demand

blueprint = Blueprint("ask_desk", __name__)
Words = dict[str, object]


@blueprint.get("/staff/asks")
@staff_only
def ask_desk() -> ResponseReturnValue:
    """List all asks for staff: what waits for them first."""
    kept = service.all_kept(services(), staff())
    about = {
        "unpublished": [each for each in kept if each.status != "published"],
        "published": service.shown(services()),
        "replies": service.received(services(), staff()),
        "by_id": {each.id: each for each in kept},
        "done": request.args.get("done", ""),
    }
    return render_template("involve/staff/asks.html", **about)


def _answer(status: int, template: str, **about: object) -> ResponseReturnValue:
    return render_template(f"involve/staff/{template}.html", **about), status


def _done(did: str) -> ResponseReturnValue:
    return redirect(url_for("ask_desk.ask_desk", done=did), 303)


def _status(faults: list[Fault]) -> int:
    clashes = {CHANGED, steps.CHANGED, replies.SETTLED}
    return 409 if clashes & set(faults) else 400 if faults else 200


@blueprint.route("/staff/asks/new", methods=["GET", "POST"])
@staff_only
def new_ask() -> ResponseReturnValue:
    """Ask for a new ask, filled in with what somebody suggested."""
    demand(staff(), Action.MODERATE)
    number = request.args.get("submission", 0, int)
    try:
        sent = moderation.proposed(services(), staff(), number, Kind.ASK) if number else None
    except moderation.NoSuchSubmission:
        return redirect(url_for("submissions.submissions_waiting", done="answered"), 303)
    if request.method != "POST":
        suggested = {name: sent.content.get(name, "") for name in ("title", "text")} if sent else {}
        return _form(suggested, [], sent=sent)
    words, propose = from_form(ASK, request.form), request.form.get("action") != "draft"
    if shown := _look_first(words, sent=sent):
        return shown
    made = writing.start(services(), staff(), words, propose=propose, submission=sent)
    if isinstance(made, list):
        return _form(words, made, sent=sent)
    return redirect(url_for("ask_desk.edit_ask", ask_id=made), 303)


def _look_first(words: Words, **about: object) -> ResponseReturnValue | None:
    """Return the form with the open asks that this one is like, unless they were seen or there are none."""
    if request.form.get("action") != "propose" or request.form.get("seen"):
        return None
    found = writing.alike(services(), words)
    return _form(words, [], alike=found, **about) if found.found else None


def _form(words: Words, faults: list[Fault], **about: object) -> ResponseReturnValue:
    more = {"schema": ASK, "words": words, "faults": faults, "bodies": bodies.everything(services())}
    found = about.get("found")
    mine = isinstance(found, Kept) and may_publish(staff(), found.changed_by)
    defaults: dict[str, object] = {"found": None, "sent": None, "alike": None, "may_publish": mine}
    return _answer(_status(faults), "ask", **defaults | about | more)


def _kept(ask_id: int) -> Kept:
    try:
        return service.kept(services(), staff(), ask_id)
    except service.NoSuchAsk:
        abort(404)


@blueprint.route("/staff/asks/<id:ask_id>", methods=["GET", "POST"])
@staff_only
def edit_ask(ask_id: int) -> ResponseReturnValue:
    """Show an ask that isn't published, to change, propose, publish or discard; a published one with its steps."""
    found = _kept(ask_id)
    if found.status == "published":
        return redirect(url_for("ask_desk.run_ask", ask_id=ask_id), 303)
    if request.method != "POST":
        return _form(ASK.dump(found.ask), [], found=found)
    action, version = request.form.get("action", ""), request.form.get("version", 0, int)
    if action in {"publish", "discard"}:
        act = writing.publish if action == "publish" else writing.discard
        faults = act(services(), staff(), ask_id, version)
        return _form(ASK.dump(found.ask), faults, found=found) if faults else _done(action)
    words = from_form(ASK, request.form)
    if shown := _look_first(words, found=found):
        return shown
    faults = writing.save(services(), staff(), ask_id, version, words, propose=action != "draft")
    if faults:
        return _form(words, faults, found=found)
    return redirect(url_for("ask_desk.edit_ask", ask_id=ask_id), 303)


@blueprint.route("/staff/asks/<id:ask_id>/steps", methods=["GET", "POST"])
@staff_only
def run_ask(ask_id: int) -> ResponseReturnValue:
    """Show a published ask with what staff can do, and do it."""
    found, faults = _kept(ask_id), []
    if found.status != "published":
        return redirect(url_for("ask_desk.edit_ask", ask_id=ask_id), 303)
    action = request.form.get("action", "")
    if request.method == "POST":
        faults = _act(ask_id, action)
        if not faults:
            return redirect(url_for("ask_desk.run_ask", ask_id=ask_id, done=action), 303)
    shown = service.with_standing(services(), _kept(ask_id))
    about = {
        "found": shown,
        "steps": steps.possible(shown.standing),
        "asks_for": WHAT_STEPS_ASK,
        "schema": STEP,
        "words": from_form(STEP, request.form, f"{action}-"),
        "faults": faults,
        "chosen": action,
        "reply_link": links.link(services(), shown.kept),
        "replies": service.replies(services(), shown.kept).values(),
    }
    return _answer(_status(faults), "ask_steps", **about, done=request.args.get("done", ""))


def _act(ask_id: int, action: str) -> list[Fault]:
    if action == "look-again":
        return steps.look_again(services(), staff(), ask_id, request.form.get("look_again_on", ""))
    if action == "link":
        steps.renew_link(services(), staff(), ask_id, request.form.get("link_number", 0, int))
        return []
    words = from_form(STEP, request.form, f"{action}-") | {"step": action}
    faults = steps.take(services(), staff(), ask_id, request.form.get("last", 0, int), words)
    return [replace(each, field=f"{action}-{each.field}" if each.field else "") for each in faults]


def _reply(reply_id: int) -> Received:
    try:
        return replies.find(services(), staff(), reply_id)
    except replies.NoSuchReply:
        abort(404)


@blueprint.route("/staff/asks/replies/<id:reply_id>", methods=["GET", "POST"])
@staff_only
def ask_reply(reply_id: int) -> ResponseReturnValue:
    """Show a reply to read, pass on, publish as it is, or keep from the pages for a listed reason."""
    found, action, faults = _reply(reply_id), request.form.get("action", ""), []
    words = from_form(REFUSAL, request.form)
    if request.method == "POST":
        if action == "refuse":
            faults = replies.refuse(services(), staff(), reply_id, words)
        else:
            act = replies.publish if action == "publish" else replies.check
            faults = act(services(), staff(), reply_id)
        if not faults:
            return _done(f"reply-{action}")
    about = {"found": _reply(reply_id), "kept": _kept(found.ask_id), "schema": REPLY, "refusal": REFUSAL}
    return _answer(_status(faults), "ask_reply", **about, words=words, faults=faults)
