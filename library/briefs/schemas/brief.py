"""The one schema of a brief: for the form, the API, a spreadsheet row, the seed files, export and import.

Dumping and loading again gives the same brief; loading what was dumped gives the same data.
"""

from typing import Any

from marshmallow import ValidationError, fields, validate

from library.briefs.models import Brief
from library.briefs.ratings import CostBand, Kind, Nearness, ProjectStatus
from library.briefs.schemas.parts import (
    ActionsSchema,
    ContactSchema,
    FigureSchema,
    LensesSchema,
    OpenQuestionSchema,
    OutcomeSchema,
    ReadingSchema,
    SourceRatingSchema,
    SourceSchema,
)
from library.forms.fields import choice, clean, day, group, line, lines, one_term, prose, rows, tags, term, yes_no
from library.forms.strict import Strict
from library.i18n.messages import marked


def section(label: str, hint: str = "", *, required: bool = False) -> fields.String:
    """Return the field for one Markdown section."""
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
    main_caution = prose(marked("Before you use this"), words=30, hint=marked("The one caution that matters most"))
    actions = group(marked("What you can do"), ActionsSchema, hint=marked("This week, without asking permission"))
    claim = prose(
        marked("What a group may say in a bid"), words=60, hint=marked("True on its own, with figure, place and limit")
    )
    dont_claim = prose(marked("What nobody may claim from this"), words=60)
    measures = lines(
        marked("Measures"),
        fields.String(validate=term),
        hint=marked("Short names in small letters and hyphens, one to a line"),
        most=8,
    )
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
    cautions = section(marked("Cautions"), marked("What must never be left out when this is passed on"))
    what_we_dont_know = section(marked("What we don't know"))
    what_has_changed = section(marked("What has changed since"), marked("Law and money: one dated line each"))
    how_to_refer = section(marked("How to refer or join"), marked("Only where a source says so"))
    lenses = group(marked("What it means for you"), LensesSchema)
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
    status = choice(marked("Does the project still run?"), ProjectStatus, hint=marked("Local projects only"))
    contacts = rows(marked("Contacts"), ContactSchema, one=marked("contact"), most=4)
    lead_for = tags(marked("Main answer on"), "approach", most=4)
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
    open_questions = rows(
        marked("Only we can answer this"),
        OpenQuestionSchema,
        one=marked("question"),
        hint=marked("Staff see these; readers don't"),
        most=12,
    )
    read_by = rows(marked("Second readings"), ReadingSchema, one=marked("reading"), most=6)
    thin = yes_no(marked("Thin: little is known"), hint=marked("The page says so"))
    checked_on = day(marked("Checked on"), required=True)
    check_by = day(marked("Check again by"), required=True)
    owner_role = line(marked("Who looks after it"), most=120, hint=marked("A role, not a name"))
    language = line(marked("Language"), most=12, hint=marked("en for English"))
    translation_of = line(marked("Translation of"), most=80, hint=marked("The address of the brief it translates"))
    licence = line(marked("Licence"), most=120)


BRIEF = BriefSchema()
"""The schema, ready to use: it keeps nothing between uses."""

STAFF_ONLY = ("open_questions",)
"""Fields that readers never get, in any form."""


class PublicOutcomeSchema(OutcomeSchema):
    """An outcome as readers get it: with its computed confidence."""

    confidence = fields.Integer(dump_only=True, allow_none=True, load_default=None)


class PublicBriefSchema(BriefSchema):
    """A brief as readers get it as data: without what only staff see."""

    class Meta:
        """Leave out what only staff see."""

        exclude = STAFF_ONLY

    outcomes = fields.List(fields.Nested(PublicOutcomeSchema), load_default=())


PUBLIC = PublicBriefSchema()


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Return whether two contents say the same: what was left out is empty, and tags stand in any order."""
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
