"""What a brief is made of besides its texts: sources, rated outcomes, what each role can do, whom to contact."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date

from library.briefs.confidence import computed
from library.briefs.ratings import Design, Effect, Grade, Role, SourceType


@dataclass(frozen=True, slots=True)
class Source:
    """One document a brief draws on. `key` is the letter that the text cites, as in "fewer arrests [a]"."""

    key: str
    title: str
    publisher: str
    checked_on: date
    url: str = ""
    year: int | None = None
    type: SourceType = SourceType.PAGE
    independent: bool | None = None
    limitations: str = ""
    authors: str = ""
    read: str = ""
    on_request: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened to one outcome, how it was studied, and why it is rated so. Not measured has no design."""

    outcome: str
    effect: Effect
    why: str
    design: Design | None = None
    directly: bool | None = None
    grade: Grade | None = None
    grade_unread: bool = False
    precise: bool | None = None
    label: str = ""
    sources: tuple[str, ...] = ()
    override: int | None = None
    override_reason: str = ""

    @property
    def confidence(self) -> int | None:
        """Return the confidence, 0 to 5, or None where nothing was measured."""
        if self.effect is Effect.NOT_MEASURED or self.design is None:
            return None
        if self.override is not None:
            return self.override
        return computed(
            self.design, directly=self.directly is not False, grade=self.grade, grade_unread=self.grade_unread
        )


@dataclass(frozen=True, slots=True)
class SourceRating:
    """Another body's own rating, word for word; never converted, never merged with ours."""

    scheme: str
    value: str
    meaning: str = ""
    dated: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Lenses:
    """What the brief means for one kind of reader, where the facts support it."""

    small_charity: str = ""
    school: str = ""
    nhs: str = ""
    council: str = ""
    police: str = ""

    def filled(self) -> Iterator[tuple[str, str]]:
        """Yield (lens, text) for each lens that has a text."""
        for field in fields(self):
            if text := getattr(self, field.name):
                yield field.name, text


@dataclass(frozen=True, slots=True)
class Actions:
    """What each role can do this week, one to three lines each."""

    young_person: tuple[str, ...] = ()
    parent: tuple[str, ...] = ()
    youth_worker: tuple[str, ...] = ()
    arts_sports: tuple[str, ...] = ()
    school: tuple[str, ...] = ()
    nhs: tuple[str, ...] = ()
    council: tuple[str, ...] = ()
    police: tuple[str, ...] = ()

    def by_role(self) -> Iterator[tuple[Role, tuple[str, ...]]]:
        """Yield (role, lines) for each role that can do something."""
        for role in Role:
            if lines := getattr(self, role.value):
                yield role, lines


NO_LENSES, NO_ACTIONS = Lenses(), Actions()


@dataclass(frozen=True, slots=True)
class Contact:
    """Where to turn about a project: who runs it, how to refer, or where to read more."""

    what: str
    name: str
    url: str = ""
    phone: str = ""
    email: str = ""
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What only the VRN can answer. Staff see it; readers never do."""

    question: str
    owner: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A second reading of a brief against its sources: by whom (a role) and when."""

    by: str
    on: date
