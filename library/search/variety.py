"""Where it is not clear what somebody asked, the first three results are of different kinds, not three siblings."""

from collections.abc import Iterator
from dataclasses import replace

from library.briefs.ratings import Kind
from library.search.engine.port import IndexState
from library.search.models import Found, Hit, Match, Query, Sort

KINDS = (
    (Kind.WHAT_WORKS, Kind.GOOD_PRACTICE, Kind.EARLY_LEARNING, Kind.NOT_KNOWN_YET, Kind.FACTS_AND_FIGURES),
    (Kind.LOCAL_PROGRAMME, Kind.SIGNPOST, Kind.WHO_MUST_ACT),
    (Kind.DOES_NOT_WORK,),
)
"""An approach, something local, and what to avoid."""
CLOSE_ENOUGH = 0.3
"""How close in meaning a brief has to be, where that is known, before it is put among the first three."""


def varied(engine: IndexState, query: Query, found: Found) -> Found:
    """Return what was found, with the best of each kind first where the match is weak and all else is left open."""
    if (
        found.match is not Match.WEAK
        or not found.hits
        or query.page > 1
        or query.filters
        or query.sort is not Sort.BEST
    ):
        return found
    first, *others = found.hits
    best = [hit for hit in _best_of_each(engine, query) if hit.id != first.id]
    return replace(found, hits=(first, *best, *(hit for hit in others if hit not in best))[: len(found.hits)])


def _best_of_each(engine: IndexState, query: Query) -> Iterator[Hit]:
    for kinds in KINDS:
        asked = replace(query, filters={"kind": tuple(kind.value for kind in kinds)}, size=1)
        yield from (hit for hit in engine.search(asked).hits if not query.meant or hit.closeness >= CLOSE_ENOUGH)
