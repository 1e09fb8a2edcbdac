"""The vocabulary desk: admins change the words of a term without a developer."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.actions import vocabulary
from library.domain.people import Action, demand
from library.http.context import parts, staff
from library.http.guards import staff_only
from library.schemas.forms import from_form, told_at
from library.schemas.vocabulary import TERM_WORDS
from library.web.routes import web


@web.get("/staff/vocabulary")
@staff_only
def terms() -> ResponseReturnValue:
    """List all terms."""
    demand(staff(), Action.EDIT_VOCABULARY)
    return render_template("desk/vocabulary.html", terms=vocabulary.read(parts()))


@web.route("/staff/vocabulary/<scheme>/<term_id>", methods=["GET", "POST"])
@staff_only
def term(scheme: str, term_id: str) -> ResponseReturnValue:
    """Show a term, and keep its new words."""
    demand(staff(), Action.EDIT_VOCABULARY)
    found = vocabulary.read(parts()).find(scheme, term_id) or abort(404)
    if request.method == "GET":
        words = {"label": found.label, "definition": found.definition, "lay_words": list(found.lay_words)}
        return render_template("desk/term.html", schema=TERM_WORDS, term=found, words=words, faults=[])
    words = from_form(TERM_WORDS, request.form)
    faults = told_at(TERM_WORDS, vocabulary.change(parts(), staff(), found, words))
    if faults:
        return render_template("desk/term.html", schema=TERM_WORDS, term=found, words=words, faults=faults), 400
    return redirect(url_for("web.terms", _anchor=f"{scheme}-{term_id}"), 303)
