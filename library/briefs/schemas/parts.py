"""The schemas of what a brief is made of: sources, outcomes, figures, actions, contacts, open questions."""

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from library.briefs.figure_pairs import Figure, Unit
from library.briefs.parts import Actions, Contact, Lenses, OpenQuestion, Outcome, Reading, Source, SourceRating
from library.briefs.ratings import Design, Effect, Grade, Reader, Role, SourceType
from library.forms.fields import address, amount, choice, clean, day, line, lines, number, one_term, prose, yes_no
from library.forms.strict import Strict
from library.i18n.messages import Message, marked

_UNREADABLE = object()
"""Stands for a value that was given but cannot be read: it is not missing."""


def source_key(label: str = marked("Letter"), hint: str = marked("Cite it in the text as [a]")) -> fields.String:
    """Return the field for the letter that stands for a source in the text."""
    only = validate.Regexp(r"^[a-z]{1,2}(?!\n)$", error=marked("Use one or two small letters, such as a."))
    return fields.String(
        required=True,
        validate=only,
        error_messages={"required": Message("%(label)s: this is needed.", label=label)},
        metadata={"label": label, "hint": hint, "widget": "line", "most": 2},
    )


class SourceSchema(Strict):
    """One source."""

    makes = Source
    key = source_key()
    title = line(marked("Title"), most=300, required=True)
    authors = line(marked("Authors"), most=300, hint=marked("As the document names them"))
    publisher = line(marked("Publisher"), most=200, required=True)
    year = number(marked("Year"), 1900, 2100)
    url = address(marked("Web address"), hint=marked("The publisher's own page or a DOI; leave it empty for a copy"))
    checked_on = day(marked("Checked on"), hint=marked("The day it was last read"), required=True)
    type = choice(marked("Type"), SourceType, hint=marked("A protocol is a plan: it has no results"), required=True)
    independent = yes_no(marked("Independent of those who run the project?"), unknown=True)
    limitations = line(marked("Limits"), most=300)
    read = line(marked("How much was read"), most=200, hint=marked("Such as: abstract, whole report, first page"))
    on_request = yes_no(
        marked("It isn’t published, and readers can ask us for it"), hint=marked("Only where it has no web address")
    )


class OutcomeSchema(Strict):
    """One outcome: what happened and how it was studied. Confidence is computed from that."""

    makes = Outcome
    outcome = one_term(marked("Outcome"), "outcome")
    label = line(marked("What was measured"), most=60, hint=marked("Such as: Arrests within a year"))
    effect = choice(marked("Impact"), Effect, required=True)
    design = choice(marked("How it was studied"), Design, hint=marked("Leave it empty where nothing was measured"))
    directly = yes_no(marked("Counted directly?"), hint=marked("No where it was estimated or worked out"), unknown=True)
    grade = choice(marked("The source's own grade of its evidence"), Grade, hint=marked("Only if you have read it"))
    grade_unread = yes_no(marked("The source grades its evidence, but nobody has read the grade"))
    precise = yes_no(marked("Precise?"), hint=marked("Yes if the result rules out a change that matters"), unknown=True)
    why = line(marked("Why we say so"), most=300, hint=marked("One line"), required=True)
    sources = lines(
        marked("Sources"), source_key(), hint=marked("Their letters, such as a, c"), most=26, widget="letters"
    )
    override = number(
        marked("Confidence, if the computed one is wrong"), 0, 5, hint=marked("0 to 5; readers see the reason")
    )
    override_reason = line(marked("Why the computed confidence is wrong"), most=200)

    @validates_schema(skip_on_field_errors=False)
    def studied_when_measured(self, data: dict[str, Any], **_: Any) -> None:
        """Check that what was measured says how, and that an override has its reason."""
        effect, override = data.get("effect"), data.get("override")
        wrong = {}
        if effect is Effect.NOT_MEASURED and (data.get("design") or data.get("grade") or override is not None):
            wrong["design"] = marked("Leave this empty: nothing was measured.")
        if effect not in {None, Effect.NOT_MEASURED} and data.get("design", _UNREADABLE) is None:
            wrong["design"] = marked("Choose how it was studied.")
        if override is not None and data.get("override_reason", _UNREADABLE) == "":
            wrong["override_reason"] = marked("Say why the computed confidence is wrong.")
        if wrong:
            raise ValidationError(wrong)


class SourceRatingSchema(Strict):
    """Another body's own rating, word for word."""

    makes = SourceRating
    scheme = line(marked("Whose scale"), most=120, required=True)
    value = line(marked("Its rating, word for word"), most=300, required=True)
    meaning = line(marked("What that means"), most=300)
    dated = line(marked("When it was given"), most=60)
    address = address(marked("Web address"))


class FigureSchema(Strict):
    """Two figures side by side."""

    makes = Figure
    measure = line(marked("What was counted"), most=80, hint=marked("Such as: Arrested within a year"), required=True)
    label = line(
        marked("First group"), most=60, hint=marked("Those who got it, such as: With the project"), required=True
    )
    value = amount(marked("Its figure"), hint=marked("As the text says it, without a sign"))
    other_label = line(
        marked("Second group"), most=60, hint=marked("What it is compared with, such as: Without it"), required=True
    )
    other_value = amount(marked("The second figure"), hint=marked("As the text says it, without a sign"))
    unit = choice(marked("Counted in"), Unit, required=True)
    source = source_key(marked("Source"), marked("Its letter, such as a"))
    note = line(
        marked("The caution that goes with it"),
        most=200,
        hint=marked("Such as: The difference could be chance"),
        required=True,
    )

    @validates_schema(skip_on_field_errors=False)
    def within_the_whole(self, data: dict[str, Any], **_: Any) -> None:
        """Check that no figure is more than the whole it is counted in."""
        whole = data["unit"].whole if "unit" in data else 0
        names = [name for name in ("value", "other_value") if whole and data.get(name, 0) > whole]
        if names:
            said = Message("Use %(whole)s or less: it is counted in %(whole)s.", whole=f"{whole:,}")
            raise ValidationError(dict.fromkeys(names, said))


class LensesSchema(Strict):
    """What the brief means for each kind of reader."""

    makes = Lenses
    small_charity, school, nhs, council, police = (prose(reader.label, words=60) for reader in Reader)


def _action_lines(role: Role) -> Any:
    each = fields.String(validate=[clean, validate.Length(min=1, max=240, error=marked("Use 1 to 240 characters."))])
    return lines(role.label, each, hint=marked("One to three, one to a line"), most=3)


class ActionsSchema(Strict):
    """What each role can do this week."""

    makes = Actions
    young_person, parent, youth_worker, arts_sports, school, nhs, council, police = map(_action_lines, Role)


class ContactSchema(Strict):
    """Whom to contact about a project."""

    makes = Contact
    what = line(
        marked("What for"), most=40, hint=marked("Such as: Who runs this, How to refer, More about it"), required=True
    )
    name = line(marked("Name of the organisation"), most=120, required=True)
    url = address(marked("Web address"))
    phone = line(marked("Phone"), most=30)
    email = line(marked("E-mail"), most=120)
    checked_on = day(marked("Checked on"))


class OpenQuestionSchema(Strict):
    """What only the VRN can answer."""

    makes = OpenQuestion
    question = line(marked("Question"), most=300, required=True)
    owner = line(marked("Who will find out"), most=120, hint=marked("A role, not a name"))
    due = day(marked("By when"))


class ReadingSchema(Strict):
    """A second reading against the sources."""

    makes = Reading
    by = line(marked("Read a second time by"), most=120, hint=marked("A role, not a name"), required=True)
    on = day(marked("On"), required=True)
