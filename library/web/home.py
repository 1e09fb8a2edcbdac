"""The front page and the pages that say what this is."""

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from library.actions import approaches, briefs, evidence_map, help_lines
from library.domain.ratings import CONFIDENCE_WORDS
from library.domain.searches import Query
from library.http.context import parts, staff
from library.http.guards import open_to_all, staff_only
from library.web.routes import web

QUESTIONS = (
    "what stops teenagers carrying knives?",
    "does mentoring work?",
    "police officers in schools",
    "help for young people in A&E after a stabbing",
    "do arts projects prevent violence?",
    "who has to act on serious violence?",
)
"""Questions to start from, as partners ask them."""


@web.get("/")
@open_to_all
def home() -> ResponseReturnValue:
    """Show the front page."""
    return render_template(
        "pages/home.html",
        front=briefs.front(parts()),
        drawn=evidence_map.draw(parts(), Query()),
        shelves=approaches.shelves(parts()),
        questions=QUESTIONS,
    )


@web.get("/about")
@open_to_all
def about() -> ResponseReturnValue:
    """Say what the library is."""
    return render_template("pages/about.html")


@web.get("/about/method")
@open_to_all
def method() -> ResponseReturnValue:
    """Explain how briefs are made and rated."""
    return render_template("pages/method.html", confidence_words=CONFIDENCE_WORDS)


@web.get("/help-now")
@open_to_all
def help_now() -> ResponseReturnValue:
    """Show where to turn in an emergency."""
    return render_template("pages/help_now.html", help_lines=help_lines.read(parts()))


@web.post("/staff/help-lines/<line_id>")
@staff_only
def confirm_number(line_id: str) -> ResponseReturnValue:
    """Keep that an admin has checked a number."""
    if not help_lines.confirm(parts(), staff(), line_id):
        abort(404)
    return redirect(url_for("web.help_now"), 303)
