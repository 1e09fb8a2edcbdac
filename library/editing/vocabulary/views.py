"""The vocabulary desk: admins change the words of a term, add one, or merge two, without a developer."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.briefs.vocabulary import service as current_vocabulary
from library.briefs.vocabulary.models import GROUPS, Term
from library.briefs.vocabulary.schemas import TERM_WORDS
from library.editing.vocabulary import service as vocabulary
from library.editing.vocabulary.term_merge import SCHEMES
from library.forms.reading import from_form, told_at
from library.http.context import services, staff
from library.http.guards import staff_only
from library.security.permissions import Action, demand

blueprint = Blueprint("vocabulary", __name__)


@blueprint.get("/staff/vocabulary")
@staff_only
def terms() -> ResponseReturnValue:
    """List all terms."""
    demand(staff(), Action.EDIT_VOCABULARY)
    return render_template("editing/vocabulary/list.html", terms=current_vocabulary.read(services()))


@blueprint.route("/staff/vocabulary/new", methods=["GET", "POST"])
@staff_only
def new_term() -> ResponseReturnValue:
    """Ask for a new term, and add it."""
    demand(staff(), Action.EDIT_VOCABULARY)
    scheme, group = request.values.get("scheme", ""), request.form.get("group", "")
    words, faults = from_form(TERM_WORDS, request.form), []
    if request.method == "POST":
        made = vocabulary.add(services(), staff(), scheme, group, words)
        if isinstance(made, Term):
            return redirect(url_for("vocabulary.terms", _anchor=f"{scheme}-{made.id}"), 303)
        faults = told_at(TERM_WORDS, made)
    about = {"scheme": scheme, "group": group, "words": words, "faults": faults, "schemes": SCHEMES, "GROUPS": GROUPS}
    page = render_template(
        "editing/vocabulary/new_term.html", schema=TERM_WORDS, terms=current_vocabulary.read(services()), **about
    )
    return page, 400 if faults else 200


@blueprint.route("/staff/vocabulary/<scheme>/<term_id>/merge", methods=["GET", "POST"])
@staff_only
def merge_term(scheme: str, term_id: str) -> ResponseReturnValue:
    """Say how many briefs would follow, and merge a term into another."""
    demand(staff(), Action.EDIT_VOCABULARY)
    into, faults = request.form.get("into", ""), []
    if request.method == "POST":
        faults = vocabulary.merge(services(), staff(), scheme, term_id, into)
        if not faults:
            return redirect(url_for("vocabulary.terms", _anchor=f"{scheme}-{into}"), 303)
    terms = current_vocabulary.read(services())
    found = terms.find(scheme, term_id) if scheme in SCHEMES else None
    if found is None:
        abort(404)
    shown, drafts = vocabulary.used_by(services(), staff(), found)
    about = {"term": found, "terms": terms, "shown": shown, "drafts": drafts, "faults": faults}
    return render_template("editing/vocabulary/merge_term.html", **about), 400 if faults else 200


@blueprint.route("/staff/vocabulary/<scheme>/<term_id>", methods=["GET", "POST"])
@staff_only
def term(scheme: str, term_id: str) -> ResponseReturnValue:
    """Show a term, and keep its new words."""
    demand(staff(), Action.EDIT_VOCABULARY)
    found = current_vocabulary.read(services()).find(scheme, term_id) or abort(404)
    if request.method != "POST":
        words = {"label": found.label, "definition": found.definition, "lay_words": list(found.lay_words)}
        return render_template("editing/vocabulary/term.html", schema=TERM_WORDS, term=found, words=words, faults=[])
    words = from_form(TERM_WORDS, request.form)
    faults = told_at(TERM_WORDS, vocabulary.change(services(), staff(), found, words))
    if faults:
        return render_template(
            "editing/vocabulary/term.html", schema=TERM_WORDS, term=found, words=words, faults=faults
        ), 400
    return redirect(url_for("vocabulary.terms", _anchor=f"{scheme}-{term_id}"), 303)
