"""The one schema of a brief: for the form, the API, a spreadsheet row, the seed files, export and import.

Dumping and loading again gives the same brief; loading what was dumped gives the same data.
"""

from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, post_load, validate, validates_schema

from library.domain.bars import Figure, Unit
from library.domain.briefs import Brief, Lenses, Outcome, Source, SourceRating
from library.domain.ratings import CostBand, Effect, Kind, Nearness, Reader
from library.schemas.fields import (
    address,
    amount,
    choice,
    clean,
    day,
    line,
    lines,
    number,
    one_term,
    prose,
    rows,
    tags,
    term,
    yes_no,
)
from library.wording import Message, marked


class Strict(Schema):
    """A schema that names what it does not know instead of losing it, and keeps its fields in order."""

    makes: type

    class Meta:
        """Refuse unknown names."""

        unknown = RAISE

    error_messages = {  # noqa: RUF012 (as marshmallow declares it)
        "unknown": marked("This field is not known here. Check its spelling."),
        "type": marked("This must be a set of named values."),
    }

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Any:
        """Turn checked data into the domain's value."""
        return self.makes(**data)


def source_key(label: str = marked("Letter"), hint: str = marked("Cite it in the text as [a]")) -> fields.String:
    """Give the field for the letter that stands for a source in the text."""
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
    url = address(marked("Web address"), required=True)
    checked_on = day(marked("Checked on"), hint=marked("The day somebody last read it"), required=True)
    kind = line(
        marked("Kind of document"), most=60, hint=marked("Review, trial, evaluation, guidance, law, web page …")
    )
    independent = yes_no(marked("Independent of those who run the project?"), unknown=True)
    limitations = line(marked("Limits"), most=300)


class OutcomeSchema(Strict):
    """One outcome and how it is rated."""

    makes = Outcome
    outcome = one_term(marked("Outcome"), "outcome")
    effect = choice(marked("What happened"), Effect, required=True)
    sureness = number(
        marked("How sure we are"), 0, 5, hint=marked("0 an idea to 5 several reviews agree; empty when not measured")
    )
    why = line(marked("Why we say so"), most=300, hint=marked("One line"), required=True)
    sources = lines(
        marked("Sources"), source_key(), hint=marked("Their letters, such as a, c"), most=26, widget="letters"
    )

    @validates_schema
    def rated_when_measured(self, data: dict[str, Any], **_: Any) -> None:
        """Hold that what was measured has a sureness and what was not has none."""
        measured = data["effect"] is not Effect.NOT_MEASURED
        if measured and data["sureness"] is None:
            raise ValidationError(marked("Say how sure we are, from 0 to 5."), "sureness")
        if not measured and data["sureness"] is not None:
            raise ValidationError(marked("Leave this empty: what was not measured has no sureness."), "sureness")


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

    @validates_schema
    def within_the_whole(self, data: dict[str, Any], **_: Any) -> None:
        """Hold that no figure is more than the whole it is counted in."""
        whole = data["unit"].whole
        for name in ("value", "other_value"):
            if whole and data[name] > whole:
                raise ValidationError(
                    Message("Use %(whole)s or less: it is counted in %(whole)s.", whole=f"{whole:,}"), name
                )


class LensesSchema(Strict):
    """What the brief means for each kind of reader."""

    makes = Lenses
    small_charity, school, nhs, council, police = (prose(reader.label, words=60) for reader in Reader)


def section(label: str, hint: str = "", *, required: bool = False) -> fields.String:
    """Give the field for one Markdown section."""
    return prose(label, words=120, hint=hint, required=required)


class BriefSchema(Strict):
    """A brief. The order here is the order of the form and of the files."""

    makes = Brief
    slug = fields.String(
        required=True,
        validate=term,
        error_messages={"required": marked("Address: this is needed.")},
        metadata={
            "label": marked("Address"),
            "hint": marked("Small letters and hyphens; made from the title if you leave it empty"),
            "widget": "line",
            "most": 80,
        },
    )
    kind = choice(marked("Kind of answer"), Kind, required=True)
    title = line(marked("Title"), most=80, required=True)
    one_line = line(
        marked("The answer in one line"), most=140, hint=marked("Also the subject of the e-mail"), required=True
    )
    short_answer = prose(marked("Short answer"), words=60, required=True)
    key_points = lines(
        marked("Key points"),
        fields.String(validate=[clean, validate.Length(min=1, max=400, error=marked("Use 1 to 400 characters."))]),
        hint=marked("Three to five. End one that has a figure with the letter of its source, such as [a]"),
        least=3,
        most=5,
        boxes=5,
    )
    what_it_is = section(marked("What it is"), required=True)
    does_it_work = section(marked("Does it work?"))
    why_it_works = section(marked("Why it works"))
    who_for = section(marked("Who it is for"))
    how_to_do_it = section(marked("How to do it well"))
    costs = section(marked("What it costs"))
    cautions = section(marked("Take care"), marked("What must never be left out when this is passed on"))
    what_we_dont_know = section(marked("What we don't know"))
    what_to_do_next = section(marked("What to do next"))
    how_to_refer = section(marked("How to refer or join"), marked("Only where a source says so"))
    lenses = fields.Nested(
        LensesSchema,
        load_default=Lenses(),
        metadata={"label": marked("What it means for you"), "hint": "", "widget": "group"},
    )
    outcomes = rows(marked("What happened, outcome by outcome"), OutcomeSchema, one=marked("outcome"))
    figures = rows(
        marked("Two figures side by side"),
        FigureSchema,
        one=marked("figure"),
        hint=marked("Drawn as two bars beside the words. Only figures that the text gives too, up to three pairs"),
        most=3,
    )
    source_ratings = rows(marked("Others' ratings, word for word"), SourceRatingSchema, one=marked("rating"))
    cost_band = choice(marked("Cost"), CostBand, hint=marked("Only where a source gives it"))
    cost_note = line(marked("Cost, in a line"), most=300)
    nearness = choice(marked("How near to us"), Nearness, required=True)
    approaches = tags(marked("Approaches"), "approach", least=1, most=4)
    settings = tags(marked("Settings"), "setting")
    ages = tags(marked("Ages"), "age")
    prevention_levels = tags(marked("Prevention levels"), "prevention_level")
    place = one_term(marked("Main place"), "place")
    places = tags(marked("Other places"), "place")
    violence_types = tags(marked("Kinds of violence"), "violence_type")
    artforms = tags(marked("Art forms"), "artform")
    asked = lines(
        marked("How people ask for it"),
        fields.String(
            validate=[clean, validate.Length(min=1, max=140, error=marked("Use 1 to 140 characters a line."))]
        ),
        hint=marked(
            "One to a line: other names, short forms, and questions in people's own words. Search uses them; the page "
            "does not show them"
        ),
        most=40,
    )
    sources = rows(marked("Sources"), SourceSchema, one=marked("source"), least=1)
    facts = lines(
        marked("Fact records"), fields.String(validate=[clean, validate.Length(1, 200)]), hint=marked("One to a line")
    )
    related = lines(
        marked("Related briefs"), fields.String(validate=term), hint=marked("Their addresses, one to a line"), most=12
    )
    thin = yes_no(marked("Thin: little is known"), hint=marked("The page says so"))
    checked_on = day(marked("Checked on"), required=True)
    check_by = day(marked("Check again by"), required=True)
    owner_role = line(marked("Who looks after it"), most=120, hint=marked("A role, not a name"))
    language = line(marked("Language"), most=12, hint=marked("en for English"))
    translation_of = line(marked("Translation of"), most=80, hint=marked("The address of the brief it translates"))
    licence = line(marked("Licence"), most=120)


BRIEF = BriefSchema()
"""The schema, ready to use: it keeps nothing between uses."""


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Tell whether two contents say the same: what was left out is empty, and tags stand in any order."""
    return one == other or _settled(one) == _settled(other)


def _settled(content: dict[str, Any]) -> dict[str, Any]:
    try:
        whole: dict[str, Any] = BRIEF.dump(BRIEF.load(content))
    except ValidationError:
        whole = {name: value for name, value in content.items() if value not in (None, "", [], {}, False)}
    tagged = {name for name, field in BRIEF.fields.items() if field.metadata["widget"] == "tags"}
    return {
        name: sorted(map(str, value)) if name in tagged and isinstance(value, list) else value
        for name, value in whole.items()
    }


def flat_messages(messages: Any, field: str = "") -> list[tuple[str, str]]:
    """Turn marshmallow's nested messages into (field name as in the form, sentence)."""
    if isinstance(messages, dict):
        return [
            pair
            for name, inner in messages.items()
            for pair in flat_messages(inner, field if name == "_schema" else f"{field}-{name}" if field else str(name))
        ]
    if isinstance(messages, list):
        return [pair for message in messages for pair in flat_messages(message, field)]
    return [(field, str(messages))]
