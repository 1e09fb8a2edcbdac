"""The front page and the pages that say what this is."""

from flask import render_template
from flask.typing import ResponseReturnValue

from library.actions import approaches, briefs
from library.domain.ratings import SURENESS_WORDS
from library.http.context import parts
from library.http.guards import open_to_all
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
        "pages/home.html", front=briefs.front(parts()), shelves=approaches.shelves(parts()), questions=QUESTIONS
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
    return render_template("pages/method.html", sureness_words=SURENESS_WORDS)


@web.get("/help-now")
@open_to_all
def help_now() -> ResponseReturnValue:
    """Show where to turn in an emergency."""
    return render_template("pages/help_now.html")
