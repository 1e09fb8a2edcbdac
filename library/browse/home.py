"""The front page and the pages that say what this is."""

from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from library.briefs import service as briefs
from library.briefs.confidence import computed
from library.briefs.models import Brief
from library.briefs.ratings import CONFIDENCE_WORDS, Design, Effect, Role
from library.browse.what_works import service as what_works
from library.browse.what_works.rules import Column, Narrowing, Row, ordered
from library.http.context import services
from library.http.guards import open_to_all
from library.i18n.messages import gettext
from library.newsletters.subscriptions.service import CONSENT

blueprint = Blueprint("home", __name__)

QUESTIONS = {
    "Does mentoring prevent violence?": "mentoring",
    "What stops teenagers carrying knives?": "knife-carrying-who-and-why",
    "Do they have to listen to us?": "do-they-have-to-listen",
    "How can our group get involved?": "work-with-the-vrn",
}
"""Questions to start from, as partners ask them, each with the brief whose title asks it in other languages."""
BEST = (Effect.LARGE_BENEFIT, Effect.SOME_BENEFIT)
MOST_BEST, MOST_HARM, LEAST_CONFIDENCE = 4, 4, 3
"""How many approaches the front page names, and how confident we are of the best of them."""


def _strip() -> tuple[list[Row], tuple[Brief, ...]]:
    """Return the best supported approaches, and the briefs on what harms."""
    table = what_works.table(services(), Narrowing(), Column.CONFIDENCE)
    best = [row for row in table.rows if row.effect in BEST and (row.confidence or 0) >= LEAST_CONFIDENCE]
    return ordered(best[:MOST_BEST], Column.IMPACT), table.harmful[:MOST_HARM]


@blueprint.get("/")
@open_to_all
def home() -> ResponseReturnValue:
    """Show the front page."""
    best, harmful = _strip()
    return render_template(
        "browse/home.html",
        front=briefs.front(services(), 3),
        best=best,
        harmful=harmful,
        roles=Role,
        consent=gettext(CONSENT),
        questions=QUESTIONS,
    )


@blueprint.get("/about")
@open_to_all
def about() -> ResponseReturnValue:
    """Say what the library is."""
    return render_template("browse/about.html")


@blueprint.get("/about/method")
@open_to_all
def method() -> ResponseReturnValue:
    """Explain how briefs are made and rated."""
    return render_template("browse/method.html", **method_words())


def method_words() -> dict[str, Any]:
    """Return what the page on ratings shows: the words for confidence, and what each design of a study gives."""
    designs = [
        (design, *(computed(design, directly=directly, grade=None, grade_unread=False) for directly in (True, False)))
        for design in Design
    ]
    return {"confidence_words": CONFIDENCE_WORDS, "designs": designs}
