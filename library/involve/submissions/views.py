"""The page of a link, where somebody sends, changes and withdraws what they wrote; and what staff do with it."""

from flask import Blueprint, abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.briefs.vocabulary import service as current_vocabulary
from library.forms.problems import Fault
from library.forms.reading import from_form
from library.http import context
from library.http.context import services, staff
from library.http.errors import answer
from library.http.guards import open_to_all, staff_only
from library.i18n.messages import marked
from library.involve.contact import service as contact
from library.involve.forms import trapped
from library.involve.submissions import files, moderation, service
from library.involve.submissions.kinds import KINDS
from library.involve.submissions.models import Kind, Submission, SubmissionState
from library.involve.submissions.schemas import REFUSAL
from library.security.rate_limit.service import TooManyTries

blueprint = Blueprint("submissions", __name__)

GONE = marked("It may be incomplete, or we may have deleted what it was for.")


def start(kind: Kind, template: str, **more: object) -> ResponseReturnValue:
    """Show the form of a kind, and keep what comes back as a draft whose link is mailed.

    The button “reply” of another form only brings its words along.
    """
    schema, email = KINDS[kind].form, request.form.get("email", "").strip()
    words, faults, status = from_form(schema, request.form), [], 200
    if request.method == "POST" and request.form.get("action") != "reply":
        try:
            whole = request.form.get("action") != "draft"
            faults = trapped() or service.start(services(), kind, words, email, context.caller(), whole=whole)
            status = 400
        except TooManyTries:
            faults, status = [service.FLOODED], 429
        if not faults:
            return redirect(url_for("submissions.check_mail"), 303)
    about = {"schema": schema, "words": words, "email": email, "faults": faults, "consent": KINDS[kind].consent}
    more |= {"promise": contact.promise(contact.details(services())), "terms": current_vocabulary.read(services())}
    return render_template(template, **about, **more), status


@blueprint.get("/sent/check-your-mail")
@open_to_all
def check_mail() -> ResponseReturnValue:
    """Say that a mail with a link is on its way."""
    return render_template("involve/submissions/check_mail.html")


@blueprint.get("/sent/deleted")
@open_to_all
def submission_deleted() -> ResponseReturnValue:
    """Say that everything is deleted."""
    return render_template("involve/submissions/deleted.html")


def opened(token: str) -> Submission | ResponseReturnValue:
    """Return what a link opens, or the page that says that it opens nothing."""
    return service.opened(services(), token) or answer(404, heading=marked("This link doesn't work"), advice=GONE)


@blueprint.route("/sent/<token>", methods=["GET", "POST"])
@open_to_all
def submission(token: str) -> ResponseReturnValue:
    """Show what somebody wrote, and do what a button asks: save, send, withdraw, delete."""
    found = opened(token)
    if not isinstance(found, Submission):
        return found
    if request.method != "POST":
        return page(found, found.content, [], token)
    action, words = request.form.get("action", ""), from_form(KINDS[found.kind].form, request.form)
    if action == "delete":
        service.forget(services(), found)
        return redirect(url_for("submissions.submission_deleted"), 303)
    if action == "withdraw":
        service.withdraw(services(), found)
    elif action == "save" and found.state is SubmissionState.DRAFT:
        service.save(services(), found, words)
    elif action == "send" and found.changeable:
        if faults := service.send(services(), found, words):
            return page(found, words, faults, token)
    else:
        return answer(400)
    return redirect(url_for("submissions.submission", token=token, done=action), 303)


@blueprint.get("/sent/<token>/data")
@open_to_all
def submission_data(token: str) -> ResponseReturnValue:
    """Return all that is held of a submission."""
    found = opened(token)
    return jsonify(service.held(services(), found)) if isinstance(found, Submission) else found


def page(found: Submission, words: dict[str, object], faults: list[Fault], token: str) -> ResponseReturnValue:
    """Show what somebody wrote, as it was kept or as they have just typed it."""
    about = {"found": found, "schema": KINDS[found.kind].form, "words": words, "faults": faults, "token": token}
    promise, done = contact.promise(contact.details(services())), request.args.get("done", "")
    more = {
        "promise": promise,
        "done": done,
        "SubmissionState": SubmissionState,
        "terms": current_vocabulary.read(services()),
    }
    more["files"] = files.listed(services(), found) if KINDS[found.kind].documents else None
    return render_template("involve/submissions/one.html", **about, **more), 400 if faults else 200


@blueprint.get("/staff/submissions")
@staff_only
def submissions_waiting() -> ResponseReturnValue:
    """List what waits for an answer."""
    kind = next((each for each in Kind if each.value == request.args.get("kind")), None)
    about = {"waiting": moderation.waiting(services(), staff(), kind), "kind": kind, "Kind": Kind}
    return render_template("involve/staff/submissions.html", **about, done=request.args.get("done", ""))


@blueprint.post("/staff/submissions/<id:submission_id>/take")
@staff_only
def take_submission(submission_id: int) -> ResponseReturnValue:
    """Make the person who sends this the one who answers it."""
    moderation.take(services(), staff(), submission_id)
    kind, place = request.args.get("kind") or None, f"submission-{submission_id}"
    return redirect(url_for("submissions.submissions_waiting", kind=kind, _anchor=place), 303)


@blueprint.route("/staff/submissions/<id:submission_id>", methods=["GET", "POST"])
@staff_only
def one_submission(submission_id: int) -> ResponseReturnValue:
    """Show what somebody sent, and say why it is not published."""
    try:
        found = moderation.find(services(), staff(), submission_id)
    except moderation.NoSuchSubmission:
        abort(404)
    words, faults = from_form(REFUSAL, request.form), []
    if request.method == "POST":
        faults = moderation.refuse(services(), staff(), submission_id, words)
        if not faults:
            return redirect(url_for("submissions.submissions_waiting", done="refused"), 303)
    about = {"found": found, "schema": KINDS[found.kind].form, "refusal": REFUSAL, "words": words, "faults": faults}
    about["files"] = files.listed(services(), found)
    status = 409 if moderation.ALREADY_ANSWERED in faults else 400 if faults else 200
    return render_template("involve/staff/submission.html", **about, SubmissionState=SubmissionState), status
