"""Two to four briefs side by side, question by question; never a total."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from library.briefs.models import HEADLINES, Brief
from library.briefs.parts import Outcome
from library.briefs.vocabulary.models import Vocabulary
from library.browse.selection import Picked
from library.i18n import formats
from library.i18n.messages import marked
from library.text import plain

FEWEST, MOST = 2, 4


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """What each brief says of one outcome; None where it does not speak of it, which is not “not measured”."""

    label: str
    cells: tuple[Outcome | None, ...]

    @property
    def same(self) -> bool:
        """Return whether all briefs say the same."""
        first = self.cells[0]
        return first is not None and all(
            cell is not None and (cell.effect, cell.confidence) == (first.effect, first.confidence)
            for cell in self.cells
        )


@dataclass(frozen=True, slots=True)
class Row:
    """What each brief says to one question, in Markdown; "" where it says nothing, and then `nothing` is shown."""

    question: str
    cells: tuple[str, ...]
    nothing: str = marked("The brief doesn't say.")

    @property
    def same(self) -> bool:
        """Return whether all briefs say the same."""
        return len(set(self.cells)) == 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """What stands side by side: names, outcomes that two briefs or more speak of, those of one alone, other questions.

    `alone` has, for each brief, its outcomes with their labels.
    """

    names: tuple[str, ...]
    outcomes: tuple[OutcomeRow, ...]
    alone: tuple[tuple[tuple[str, Outcome], ...], ...]
    rows: tuple[Row, ...]


def compare(picked: Picked) -> Comparison:
    """Lay briefs side by side."""
    briefs, terms = [found.brief for found in picked.found], picked.terms
    measured = [{outcome.outcome: outcome for outcome in brief.outcomes} for brief in briefs]
    shared = _shared(measured)
    rows = (OutcomeRow(terms.label("outcome", name), tuple(each.get(name) for each in measured)) for name in shared)
    alone = (
        tuple((terms.label("outcome", name), outcome) for name, outcome in each.items() if name not in shared)
        for each in measured
    )
    return Comparison(tuple(_names(briefs)), tuple(rows), tuple(alone), tuple(_rows(briefs, terms)))


def _names(briefs: list[Brief]) -> list[str]:
    """Return what each is called in a few words: its title up to the colon, unless two would be called the same."""
    short = [brief.title.partition(":")[0].strip() for brief in briefs]
    return short if len(set(short)) == len(short) else [brief.title for brief in briefs]


def _shared(measured: list[dict[str, Outcome]]) -> list[str]:
    """Return the outcomes that two briefs or more share: those of most briefs first, violence before all else."""
    count = Counter(name for each in measured for name in each)
    order = {name: place for place, name in enumerate(HEADLINES)}
    several = [name for name, times in count.items() if times > 1]
    return sorted(several, key=lambda name: (-count[name], order.get(name, len(order))))


def _rows(briefs: list[Brief], terms: Vocabulary) -> Iterable[Row]:
    def labels(scheme: str, ids: Iterable[str]) -> str:
        return ", ".join(terms.label(scheme, id) for id in ids)

    def texts(section: str) -> tuple[str, ...]:
        return tuple(plain.without_citations(getattr(brief, section)) for brief in briefs)

    yield Row(marked("What kind of page is it?"), tuple(brief.kind.label for brief in briefs))
    yield Row(
        marked("What does it cost?"), tuple(_cost(brief) for brief in briefs), marked("The sources give no cost.")
    )
    yield Row(marked("Who is it for?"), texts("who_for"))
    yield Row(marked("What ages?"), tuple(labels("age", brief.ages) for brief in briefs), marked("No age is given."))
    yield Row(marked("Where does it happen?"), tuple(labels("setting", brief.settings) for brief in briefs))
    yield Row(marked("Where is the evidence from?"), tuple(brief.nearness.label for brief in briefs))
    yield Row(
        marked("What should you know before you use this?"), texts("cautions"), marked("The brief has no caution.")
    )
    yield Row(marked("What don't we know?"), texts("what_we_dont_know"))
    yield Row(marked("When was it checked?"), tuple(formats.day(brief.checked_on) for brief in briefs))


def _cost(brief: Brief) -> str:
    band = f"**{brief.cost_band.label}.** " if brief.cost_band else ""
    return plain.without_citations(f"{band}{brief.cost_note}").strip()
