"""The values of a funding pack: what was asked for, its paragraphs, and a document that every format can show."""

from dataclasses import dataclass
from datetime import date

from library.i18n.labels import LabelledEnum
from library.i18n.messages import marked


class Size(LabelledEnum):
    """How much money a bid asks for."""

    SMALL = "small", marked("Under £10,000")
    MEDIUM = "medium", marked("£10,000 to £50,000")
    LARGE = "large", marked("Over £50,000")


class Funder(LabelledEnum):
    """What kind of body a bid goes to."""

    LOTTERY = "lottery", marked("National Lottery Community Fund")
    TRUST = "trust", marked("A charitable trust or foundation")
    PUBLIC = "public", marked("A council, police commissioner or NHS body")
    OTHER = "other", marked("Another funder")


AREAS = ("llr", "leicester", "leicestershire", "rutland", "charnwood", "north-west-leicestershire")
"""The places a bid can be for: those of our area, by their terms in the vocabulary."""


@dataclass(frozen=True, slots=True)
class Bid:
    """What a bid is for. `made` is the day the pack was made on; `misread` names what the address gets wrong."""

    age: str = ""
    place: str = ""
    size: Size | None = None
    funder: Funder | None = None
    made: date | None = None
    misread: tuple[str, ...] = ()


class Group(LabelledEnum):
    """What kind of thing a measure shows."""

    WELLBEING = "wellbeing", marked("Wellbeing and confidence")
    BELONGING = "belonging", marked("Belonging and support")
    BEHAVIOUR = "behaviour", marked("Behaviour and offending")
    SAFETY = "safety", marked("Safety and being a victim")
    ATTENDANCE = "attendance", marked("Attendance and school")
    POLICE_HOSPITAL = "police_hospital", marked("Police, hospital and court figures")


class Price(LabelledEnum):
    """What it takes for a small charity to use a measure; the order is the order to read them in."""

    FREE = "free", marked("Free")
    REGISTER = "register", marked("Free after registering")
    PAPER_FREE = "paper_free", marked("Free on paper only")
    ASK = "ask", marked("Ask first")
    NOT_STATED = "not_stated", marked("Cost not stated")


@dataclass(frozen=True, slots=True)
class Measure:
    """A way to see whether something changed. What no source says is ""."""

    slug: str
    name: str
    group: Group
    measures: str
    ages: str
    questions: int | None
    questions_note: str
    minutes: str
    who: str
    cost: Price
    licence: str
    paper: str
    screen: str
    reading_age: str
    uk_norms: str
    change: str
    adult: str
    good_for: str
    not_for: str
    link: str
    source: str
    source_url: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class Need:
    """One figure on the need in an area, true on its own, with the caution that goes with it."""

    slug: str
    place: str
    topic: str
    words: str
    year: int
    source: str
    url: str
    caution: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text of about `target` words to paste, and the slugs of the briefs that it covers, in order."""

    target: int
    blocks: tuple[str, ...]
    covered: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return the whole text, a blank line between its blocks."""
        return "\n\n".join(self.blocks)

    @property
    def words(self) -> int:
        """Return its length as word processors and the boxes of forms count it: what stands between spaces."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or an item of a list; `lead` stands before it in bold, `address` is where it links to."""

    words: str
    lead: str = ""
    item: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. One that may be pasted is a `paragraph`."""

    id: str
    heading: str
    lines: tuple[Line, ...]
    paragraph: Paragraph | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A pack or a meeting paper, ready for a page, Word, PDF or text."""

    title: str
    notices: tuple[str, ...]
    sections: tuple[Section, ...]
    foot: str
    address: str
