"""Two figures side by side, as two bars from zero: what was counted, in whom, and the scale they are drawn on."""

import math
from dataclasses import dataclass

from library.i18n.labels import LabelledEnum
from library.i18n.messages import marked


class Unit(LabelledEnum):
    """What a figure counts in."""

    PERCENT = "percent", marked("Percent")
    PER_HUNDRED = "per_hundred", marked("In every 100")
    PER_THOUSAND = "per_thousand", marked("In every 1,000")
    PER_HUNDRED_THOUSAND = "per_hundred_thousand", marked("In every 100,000")
    COUNT = "count", marked("Number of people, places or times")

    @property
    def whole(self) -> int:
        """Return how many make up the whole; 0 where there is no whole."""
        return WHOLE[self]


WHOLE = {
    Unit.PERCENT: 100,
    Unit.PER_HUNDRED: 100,
    Unit.PER_THOUSAND: 1_000,
    Unit.PER_HUNDRED_THOUSAND: 100_000,
    Unit.COUNT: 0,
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure in two groups. `source` is the letter of a source; `note` is the caution that goes with it."""

    measure: str
    label: str
    value: float
    other_label: str
    other_value: float
    unit: Unit
    source: str
    note: str

    def values(self) -> tuple[tuple[str, float], tuple[str, float]]:
        """Return (group, value) for the two bars, in the order to read them."""
        return (self.label, self.value), (self.other_label, self.other_value)

    def full(self) -> float:
        """Return the value that a bar of full width stands for: 100 of 100, or else a round number that holds both."""
        if self.unit.whole == 100:
            return 100
        most = max(self.value, self.other_value)
        if most <= 0:
            return 1
        step: float = 10 ** math.floor(math.log10(most))
        return next((step * times for times in (1, 2, 5, 10) if step * times >= most), most)

    def share(self, value: float) -> float:
        """Return how much of the full width a bar takes, in percent."""
        return min(100, round(100 * value / self.full(), 2))
