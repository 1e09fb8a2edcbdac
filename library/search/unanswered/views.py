"""Putting a question to the people behind the library, and answering those that wait."""

import atexit
from dataclasses import replace

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.forms.problems import Fault
from library.http import context
from library.http.context import services, staff
from library.http.guards import open_to_all, staff_only
from library.http.paging import asked_page, hold_within
from library.i18n.messages import marked
from library.paging import pages
from library.search import service as searches
from library.search.models import Match, Query
from library.search.questions.models import LONGEST
from library.search.unanswered import service as unanswered
from library.security.rate_limit.service import TooManyTries

blueprint = Blueprint("questions", __name__)

PAGE_SIZE = 25
NEAREST = 3
FLOODED = Fault(
    "question",
    marked("We've had a lot of questions from your network. Wait an hour, then send yours again. It's still below."),
)


def set_up(app: Flask) -> None:
    """Write what was noted when the process ends."""
    atexit.register(unanswered.write, app.extensions["services"])


@blueprint.route("/ask", methods=["GET", "POST"])
@open_to_all
def ask() -> ResponseReturnValue:
    """Show what is nearest to a question, and keep the question for staff."""
    if request.method != "POST":
        return _form(request.args.get("q", "").strip()[:LONGEST])
    text = request.form.get("question", "")
    try:
        faults, status = unanswered.put(services(), text, context.caller()), 400
    except TooManyTries:
        faults, status = [FLOODED], 429
    return _form(text, faults, status) if faults else redirect(url_for("questions.asked"), 303)


def _form(text: str, faults: list[Fault] | None = None, status: int = 200) -> ResponseReturnValue:
    found = searches.search(services(), Query(text, size=NEAREST)) if text.strip() else None
    near = found if found and found.match is not Match.NONE else None
    about = {"near": near, "help": found.help if found else None, "faults": faults or [], "longest": LONGEST}
    return render_template("search/unanswered/ask.html", text=text, **about), status


@blueprint.get("/ask/thanks")
@open_to_all
def asked() -> ResponseReturnValue:
    """Say what happens with a question."""
    return render_template("search/unanswered/asked.html")


@blueprint.get("/staff/questions")
@staff_only
def questions_waiting() -> ResponseReturnValue:
    """List the questions that wait for an answer, each with the nearest briefs."""
    return _waiting()


def _waiting(faults: list[Fault] | None = None, about: int = 0) -> ResponseReturnValue:
    page = asked_page()
    total, found = unanswered.waiting(services(), staff(), page, PAGE_SIZE)
    hold_within(page, pages(total, PAGE_SIZE))
    place = f"slug-{about}" if about in {each.id for each in found} else ""
    near = {each.id: searches.search(services(), Query(each.words, size=NEAREST)).results for each in found}
    return (
        render_template(
            "search/unanswered/waiting.html",
            total=total,
            waiting=found,
            near=near,
            page=page,
            pages=pages(total, PAGE_SIZE),
            faults=[replace(fault, field=place) for fault in faults or []],
            about=about,
            typed=request.form.get("slug", ""),
        ),
        400 if faults else 200,
    )


@blueprint.post("/staff/questions/<id:question_id>")
@staff_only
def settle_question(question_id: int) -> ResponseReturnValue:
    """Answer a question with a brief, or drop it."""
    if request.form.get("action") == "drop":
        unanswered.drop(services(), staff(), question_id)
    elif faults := unanswered.answer(services(), staff(), question_id, request.form.get("slug", "")):
        return _waiting(faults, question_id)
    left = pages(unanswered.waiting(services(), staff(), 1, 1)[0], PAGE_SIZE)
    page = min(asked_page(), left)
    return redirect(url_for("questions.questions_waiting", page=page if page > 1 else None), 303)
