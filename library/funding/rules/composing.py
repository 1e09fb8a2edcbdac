"""Paragraphs of a wanted length, put together from sentences that people reviewed.

A paragraph holds as many briefs as fit, in the reader's order, each with its claim and its caution, all that is said
of one brief in one place. What else is said is chosen so that the text fits the box of a form and fills it to within
five per cent. The words are English whatever language the page is in, as the briefs are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from library.funding.models import Paragraph
from library.funding.rules.sentences import Extra, Material

WITHIN = 0.05
TARGETS = (100, 250, 500)
CAUTION_LEADS = (
    "The library adds a caution: “%(caution)s”",
    "A warning goes with this: “%(caution)s”",
    "The caution here is: “%(caution)s”",
    "The library also warns: “%(caution)s”",
    "Its caution: “%(caution)s”",
    "One caution belongs to this: “%(caution)s”",
)
"""One for each brief, so that six cautions do not start alike."""
FIRST_LEAD = "We start from what is known about %(topic)s."
ALSO_LEADS = (
    "We also draw on what is known about %(topic)s.",
    "Another part of the picture is %(topic)s.",
    "We have looked at %(topic)s too.",
    "There is also what is known about %(topic)s.",
    "The last part is %(topic)s.",
)
NOT_LOCAL = (
    "None of this is a result from our area.",
    "None of this is a result from Leicester, Leicestershire or Rutland, so we do not offer it as a forecast of what "
    "will happen here.",
)
PARTLY_LOCAL = (
    "Only what names Leicester, Leicestershire or Rutland is from our area.",
    "Only what names Leicester, Leicestershire or Rutland is from our area. We do not offer the rest as a forecast of "
    "what will happen here.",
)
SOURCE = "The evidence below is from the What Works Library, which says what is known and what is not."
PROMISES = (
    "We will measure our own results and report them, whatever they show.",
    "We do not claim more than this.",
    "If anyone is worse off, we will stop and look again.",
    "We will say what we changed along the way and why.",
)


@dataclass(frozen=True, slots=True)
class Topic:
    """What there is to say from one brief, what its subject is called, and the number of its reference.

    `local` tells whether its evidence is from our area.
    """

    material: Material
    name: str
    local: bool
    number: int


@dataclass(frozen=True, slots=True)
class Frame:
    """What the reader's own answers add: a line on whom the work is for, and one on how it will be measured."""

    opening: str = ""
    measuring: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Choice:
    """One way to fill a place in a paragraph."""

    text: str = ""
    worth: int = 0

    @property
    def words(self) -> int:
        return len(self.text.split())


_Place = tuple[str, str, tuple[_Choice, ...]]
"""Whose place it is (a slug, or "" for the frame), which part it is, and the ways to fill it."""
NOTHING = _Choice()


def compose(topics: Sequence[Topic], frame: Frame, target: int) -> Paragraph:
    """Return a paragraph of about `target` words on as many of the topics as fit, the first ones first."""
    for count in range(len(topics), 0, -1):
        places = list(_places(topics[:count], frame))
        chosen = _choose([choices for _, _, choices in places], target)
        if chosen:
            covered = tuple(topic.material.slug for topic in topics[:count])
            return Paragraph(target, tuple(_blocks(places, chosen)), covered)
    return Paragraph(target, (), ())


def _places(topics: Sequence[Topic], frame: Frame) -> Iterator[_Place]:
    if frame.opening:
        yield "", "opening", (NOTHING, _Choice(frame.opening, 8))
    yield "", "opening", (NOTHING, _Choice(SOURCE, 1))
    names: set[str] = set()
    for number, topic in enumerate(topics):
        yield from _about(topic, number, topic.name in names or number == 0)
        names.add(topic.name)
    yield "", "closing", _locality(topics)
    if frame.measuring:
        yield "", "closing", (NOTHING, *(_Choice(line, 2) for line in frame.measuring))
    for promise in PROMISES:
        yield "", "closing", (NOTHING, _Choice(promise, 1))


ORDER = ("lead", "what", "claim", "point", "why", "unknown", "care", "caution", "how")
"""The order in which things are said of one brief."""


def _about(topic: Topic, number: int, named: bool) -> Iterator[_Place]:
    """Yield the places of one brief, in order: its claim and caution have one way to be filled."""
    material = topic.material
    first = FIRST_LEAD % {"topic": topic.name} if number == 0 else ""
    places = [(extra.part, _ways(extra, first if extra.part == "what" else "")) for extra in material.extras]
    places.append(("claim", (_Choice(_numbered(material.claim, topic.number)),)))
    if not named:
        lead = ALSO_LEADS[(number - 1) % len(ALSO_LEADS)] % {"topic": topic.name}
        places.append(("lead", (NOTHING, _Choice(lead, 5))))
    if material.caution:
        caution = CAUTION_LEADS[number % len(CAUTION_LEADS)] % {"caution": _inner_quotes(material.caution)}
        places.append(("caution", (_Choice(caution),)))
    for part, ways in sorted(places, key=lambda place: ORDER.index(place[0])):
        yield material.slug, part, ways


def _ways(extra: Extra, lead: str) -> tuple[_Choice, ...]:
    return (NOTHING, *(_Choice(f"{lead} {text}".strip(), extra.worth) for text in extra.choices))


def _locality(topics: Sequence[Topic]) -> tuple[_Choice, ...]:
    """Return the ways to say that evidence is not from here; nothing where all of it is."""
    if all(topic.local for topic in topics):
        return (NOTHING,)
    lines = PARTLY_LOCAL if any(topic.local for topic in topics) else NOT_LOCAL
    return tuple(_Choice(line, 1) for line in lines)


def _numbered(claim: str, number: int) -> str:
    """Return a claim with the number of its reference before its last full stop."""
    body, stop = (claim[:-1], claim[-1]) if claim.endswith((".", "!")) else (claim, "")
    return f"{body} [{number}]{stop}"


def _inner_quotes(text: str) -> str:
    """Return a text for quoting, its own double quotes made single."""
    pairs = text.split('"')
    text = "".join(part if place == 0 else ("‘" if place % 2 else "’") + part for place, part in enumerate(pairs))
    return text.replace("“", "‘").replace("”", "’")


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to fill the first places: what it is worth, the choice in the last of them, and the way before."""

    worth: float = 0
    choice: _Choice = NOTHING
    before: "_Way | None" = None

    def choices(self) -> list[_Choice]:
        way, found = self, list[_Choice]()
        while way.before is not None:
            found.append(way.choice)
            way = way.before
        return found[::-1]


def _choose(places: Sequence[tuple[_Choice, ...]], target: int) -> list[_Choice]:
    """Return a way to fill every place with the most worth within the wanted length; none if all are too long.

    A text that fits the box of a form comes before one that is a little longer. Where there is not enough to say,
    return the longest way.
    """
    low, high = ceil(target * (1 - WITHIN)), int(target * (1 + WITHIN))
    least = sum(min(choice.words for choice in choices) for choices in places)
    if least > high:
        return []
    high = max(target, least)
    best = {0: _Way()}
    for choices in places:
        further: dict[int, _Way] = {}
        counted = [(choice, choice.words) for choice in choices]
        for length, way in best.items():
            for choice, words in counted:
                total, worth = length + words, way.worth + choice.worth * words
                if total <= high and (total not in further or further[total].worth < worth):
                    further[total] = _Way(worth, choice, way)
        best = further
    fitting = [length for length in best if length >= low] or [max(best)]
    return best[max(fitting, key=lambda length: best[length].worth - abs(length - target))].choices()


def _blocks(places: Sequence[_Place], chosen: Sequence[_Choice]) -> Iterator[str]:
    """Yield the paragraphs: the opening goes with the first brief, the closing stands by itself if there is room."""
    blocks: dict[str, list[str]] = {}
    opening: list[str] = []
    for (slug, part, _), choice in zip(places, chosen, strict=True):
        if choice.text:
            (opening if part == "opening" else blocks.setdefault(slug, [])).append(choice.text)
    whole = [" ".join(block) for block in blocks.values()]
    if opening and whole:
        whole[0] = " ".join([*opening, whole[0]])
    yield from [" ".join(whole)] if sum(len(each.split()) for each in whole) <= SHORT else whole


SHORT = 120
"""Words up to which a text is one paragraph."""
