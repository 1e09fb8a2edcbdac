"""Browsing by approach."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from library.browse.topics import service as topics
from library.http.context import services
from library.http.guards import open_to_all
from library.search import service as searches
from library.search.models import Query

blueprint = Blueprint("approaches", __name__)

MOST_BRIEFS = 100


@blueprint.get("/approaches")
@open_to_all
def all_approaches() -> ResponseReturnValue:
    """List all approaches."""
    return render_template("browse/topics/all.html", shelves=topics.shelves(services()))


@blueprint.get("/approaches/<term>")
@open_to_all
def approach(term: str) -> ResponseReturnValue:
    """Show the briefs of one approach."""
    found = topics.find(services(), term) or abort(404)
    if found.id != term:
        return redirect(url_for("approaches.approach", term=found.id), 301)
    answer = searches.search(services(), Query(filters={"approach": (term,)}, size=MOST_BRIEFS))
    shelf = topics.by_kind(answer.results, term)
    return render_template("browse/topics/one.html", term=found, answer=answer, shelf=shelf)
