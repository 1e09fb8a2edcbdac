"""Searching."""

from flask import Blueprint, jsonify, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.briefs.usage import counting as usage
from library.briefs.usage.models import Happening, Way
from library.contributions import TRANSLATED
from library.http import context, contributions
from library.http.cache import page_cache
from library.http.context import services
from library.http.guards import open_to_all
from library.http.paging import hold_within
from library.search import kinds
from library.search import service as searches
from library.search import suggest as suggestions
from library.search.models import Match
from library.search.schemas import as_far_as_known
from library.search.unanswered import service as unanswered

blueprint = Blueprint("searches", __name__)

LONGEST_START = 100
"""Characters of what is being typed that suggestions look at."""


@blueprint.get("/search")
@open_to_all
def search() -> ResponseReturnValue:
    """Show what a search finds."""
    query, ignored = as_far_as_known(request.args)
    page_cache.while_same(services().index.state)
    found = searches.search(services(), query)
    hold_within(found.query.page, found.pages)
    other = besides(found)
    nothing = found.match is Match.NONE and not kinds.in_your_language(other)
    if nothing and not found.query.pairs() and not found.urgent:
        page_cache.each_time(lambda: _note(found.asked))
    if found.asked and not found.urgent:
        usage.count(Way.FOUND, [result.found.id for result in found.results])
        if found.query.page == 1:
            usage.note(Happening.SEARCH, *([Happening.NOTHING_FOUND] if nothing else []))
    page = make_response(
        render_template(
            "search/results.html",
            answer=found,
            ignored=ignored,
            other=other,
            yours=kinds.in_your_language(other),
            show=(show := shown_alone(other)),
            alone=kinds.named(other, show),
            most_beside=kinds.BESIDE,
        )
    )
    if found.urgent:
        page.cache_control.no_store = True
    return page


def besides(found: searches.Answer) -> list[kinds.Kind]:
    """Return what a question finds besides briefs; for somebody in trouble only briefs that they can read."""
    if not found.asked:
        return []
    first = next((result.found.brief.slug for result in found.results), "") if found.match is Match.GOOD else ""
    text, meant = found.query.text, found.query.meant
    every = contributions.search_kinds()
    looked_for = [kind for kind in every if kind.name == TRANSLATED] if found.urgent else every
    return kinds.found(services(), looked_for, text, meant, first, found.asked)


def shown_alone(other: list[kinds.Kind]) -> str:
    """Return the one kind that the address asks to show, "" for all."""
    asked = request.args.get("show", "")
    return asked if asked == kinds.EVIDENCE or kinds.named(other, asked) else ""


def _note(asked: str) -> None:
    """Note a question without an answer, once somebody reads that there is none."""
    if not context.only_looks():
        unanswered.note(services(), asked)


@blueprint.get("/suggest")
@open_to_all
def suggest() -> ResponseReturnValue:
    """Suggest where to go while somebody types."""
    found = suggestions.suggest(services(), request.args.get("q", "")[:LONGEST_START])
    return jsonify([{"text": each.text, "url": _address(each)} for each in found])


def _address(suggestion: suggestions.Suggestion) -> str:
    if suggestion.is_approach:
        return url_for("approaches.approach", term=suggestion.name)
    return url_for("briefs.brief", slug=suggestion.name)
