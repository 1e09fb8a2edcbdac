"""The evidence at a glance."""

from urllib.parse import urlencode

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from library.actions import evidence_map
from library.domain.evidence_map import LEVELS, PLACES, Place
from library.domain.ratings import SURENESS_WORDS, Effect
from library.http.context import parts
from library.http.guards import open_to_all
from library.http.paging import hold_within
from library.schemas.searches import SEARCH
from library.web.routes import web

COLUMNS = tuple(effect for effect in Effect if effect is not Effect.NOT_MEASURED)


@web.get("/map")
@open_to_all
def evidence_at_a_glance() -> ResponseReturnValue:
    """Draw the findings of all briefs by what happened and how sure we are."""
    drawn = evidence_map.draw(parts(), SEARCH.load(request.args))
    return render_template(
        "evidence_map/map.html",
        drawn=drawn,
        columns=COLUMNS,
        levels=LEVELS,
        sureness_words=SURENESS_WORDS,
        briefs_at=_briefs_at,
    )


@web.get("/map/briefs")
@open_to_all
def evidence_behind() -> ResponseReturnValue:
    """List the briefs behind one count of the map."""
    asked = (request.args.get("effect", ""), request.args.get("sure", ""))
    place = next((place for place in PLACES if _parameters(place) == asked), None) or abort(404)
    found = evidence_map.behind(parts(), SEARCH.load(request.args), place)
    hold_within(found.query.page, found.pages)
    return render_template(
        "evidence_map/briefs.html",
        place=place,
        answer=found,
        sureness_words=SURENESS_WORDS,
        map_address=f"/map?{urlencode(_kept())}",
        page_at=lambda page: f"/map/briefs?{urlencode([*_kept('effect', 'sure', 'approach'), ('page', page)])}",
    )


def _parameters(place: Place) -> tuple[str, str]:
    return place.effect.value, "" if place.sureness is None else str(place.sureness)


def _kept(*others: str) -> list[tuple[str, str]]:
    """Give the parameters of this address that narrow the map, and some others."""
    groups = (*evidence_map.NARROWING, *others)
    return [pair for pair in request.args.items(multi=True) if pair[0] in groups and pair[1]]


def _briefs_at(place: Place, approach: str = "") -> str:
    """Give the address of the briefs at a place of the map, of one approach or all."""
    effect, sure = _parameters(place)
    pairs = [("effect", effect), ("sure", sure), ("approach", approach), *_kept()]
    return f"/map/briefs?{urlencode([pair for pair in pairs if pair[1]])}"
