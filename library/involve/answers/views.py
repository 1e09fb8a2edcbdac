"""Asking with an address for the reply, the answers that everybody may read, and the desk where staff answer."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.browse.feeds import service as feeds
from library.forms.problems import Fault
from library.forms.reading import from_form
from library.http.context import services, staff
from library.http.guards import open_to_all, staff_only
from library.i18n.messages import gettext
from library.involve.answers import service
from library.involve.answers.models import Published
from library.involve.answers.schemas import ANSWER
from library.involve.submissions import moderation
from library.involve.submissions import views as submissions
from library.involve.submissions.models import Kind, Submission
from library.search import service as searches
from library.search.models import Query
from library.search.questions.models import LONGEST
from library.security.permissions import Action, demand

blueprint = Blueprint("answers", __name__)


@blueprint.route("/questions/ask", methods=["GET", "POST"])
@open_to_all
def ask_for_reply() -> ResponseReturnValue:
    """Ask for a question and an address for the reply; words of somebody in trouble are met with help first."""
    text = request.values.get("question", "")[:LONGEST].strip()
    found = searches.search(services(), Query(text, size=1)) if text else None
    return submissions.start(Kind.QUESTION, "involve/answers/ask.html", help=found.help if found else None)


@blueprint.get("/questions")
@open_to_all
def questions() -> ResponseReturnValue:
    """List the questions whose answers are published."""
    return render_template("involve/answers/all.html", found=service.shown(services()))


@blueprint.get("/questions.atom")
@open_to_all
def questions_feed() -> ResponseReturnValue:
    """Return the published answers as an Atom feed, the newest first."""
    links = services().links
    entries = [
        feeds.Entry(each.said.question, links.answer(each.id), each.said.answer, each.changed_at)
        for each in service.shown(services())
        if each.said
    ]
    about = gettext("Questions answered"), gettext("What people asked us, and what we answered")
    return Response(feeds.written(services(), about, links.answers_feed(), entries), mimetype="application/atom+xml")


def _found(answer_id: int) -> Published:
    try:
        return service.find(services(), answer_id)
    except service.NoSuchAnswer:
        abort(404)


@blueprint.get("/questions/<id:answer_id>")
@open_to_all
def question(answer_id: int) -> ResponseReturnValue:
    """Show one; of one that was withdrawn, say so with 410."""
    found = _found(answer_id)
    return render_template("involve/answers/one.html", found=found), 200 if found.said else 410


@blueprint.route("/staff/answers/new", methods=["GET", "POST"])
@staff_only
def new_answer() -> ResponseReturnValue:
    """Show a question to answer, and mail the answer."""
    demand(staff(), Action.MODERATE)
    answered = redirect(url_for("submissions.submissions_waiting", done="answered"), 303)
    try:
        sent = moderation.proposed(services(), staff(), request.args.get("submission", 0, int), Kind.QUESTION)
        if request.method != "POST":
            start = {"question": sent.content.get("question"), "publish": sent.content.get("public", False)}
            return _form(start, [], sent=sent)
        words = from_form(ANSWER, request.form)
        faults = service.answer(services(), staff(), words, sent)
    except (moderation.NoSuchSubmission, moderation.Answered):
        return answered
    if faults:
        return _form(words, faults, sent=sent)
    return redirect(url_for("submissions.submissions_waiting", done="mailed"), 303)


def _form(
    words: dict[str, object], faults: list[Fault], sent: Submission | None = None, found: Published | None = None
) -> ResponseReturnValue:
    about = {"schema": ANSWER, "words": words, "faults": faults, "sent": sent, "found": found}
    return render_template("involve/staff/answer.html", **about), 400 if faults else 200


@blueprint.route("/staff/answers/<id:answer_id>", methods=["GET", "POST"])
@staff_only
def edit_answer(answer_id: int) -> ResponseReturnValue:
    """Show a published answer to change, and keep the change or withdraw it."""
    demand(staff(), Action.MODERATE)
    found = _found(answer_id)
    if found.said is None:
        abort(404)
    if request.method != "POST":
        return _form(ANSWER.dump(found.said), [], found=found)
    if request.form.get("action") == "withdraw":
        service.withdraw(services(), staff(), answer_id)
        return redirect(url_for("answers.questions"), 303)
    words = from_form(ANSWER, request.form)
    if faults := service.change(services(), staff(), answer_id, words):
        return _form(words, faults, found=found)
    return redirect(url_for("answers.question", answer_id=answer_id), 303)
