"""A field note: the one schema for the public form, the staff form and the API."""

from library.forms.fields import choice, line, prose, tags
from library.forms.strict import Strict
from library.i18n.messages import marked
from library.involve.brief_fields import briefs_field
from library.involve.field_notes.models import Basis, FieldNote, Upshot


class FieldNoteSchema(Strict):
    """What a group did and learned, question by question."""

    makes = FieldNote
    title = line(
        marked("What would you call it?"),
        most=100,
        hint=marked("Such as: A boxing club with homework time"),
        required=True,
        needed=marked("Enter a name for it, in a few words."),
    )
    group = line(
        marked("Name of your group"), most=100, hint=marked("Only if you want it shown. You can leave this blank")
    )
    area = line(marked("Where was it?"), most=80, hint=marked("A town or part of the city. Don’t give an address"))
    dates = line(marked("When was it?"), most=60, hint=marked("Such as: since March 2025"))
    problem = prose(
        marked("What was the problem?"),
        words=150,
        hint=marked("What was happening, to whom, and how did you know? Don’t name anyone or describe one person"),
        required=True,
        needed=marked("Say what the problem was."),
    )
    did = prose(
        marked("What did you do about it?"),
        words=150,
        hint=marked("The idea, in a few sentences"),
        required=True,
        needed=marked("Say what you did about it."),
    )
    steps = prose(
        marked("How did you do it, step by step?"),
        words=300,
        hint=marked("So that another group could try. Such as: first we asked the parents, then we found a room"),
        required=True,
        needed=marked("Say how you did it, step by step."),
    )
    partners = prose(
        marked("Who did you do it with?"), words=100, hint=marked("Kinds of people and organisations, not names")
    )
    upshot = choice(
        marked("How did it go?"),
        Upshot,
        hint=marked("“It didn’t work” helps other groups as much as “it did”"),
        required=True,
        needed=marked("Select how it went."),
    )
    changed = prose(
        marked("What changed, and how do you know?"),
        words=200,
        hint=marked("Such as: 12 of the 20 who started were still coming after six months. We kept a register"),
        required=True,
        needed=marked("Say what changed and how you know. If you don’t know, say so."),
    )
    basis = choice(
        marked("What is that based on?"),
        Basis,
        hint=marked("The strongest that applies"),
        required=True,
        needed=marked("Select what that is based on."),
    )
    cost = prose(marked("What did it cost?"), words=80, hint=marked("Money, hours and rooms. A rough figure is fine"))
    differently = prose(marked("What would you do differently?"), words=120)
    advice = prose(marked("What would you tell a group that wants to try it?"), words=120)
    approaches = tags(marked("Topics"), "approach", most=8)
    briefs = briefs_field(marked("Briefs it belongs to"), most=8)


FIELD_NOTE = FieldNoteSchema()
"""The schema as staff use it."""
ACCOUNT = FieldNoteSchema(exclude=("approaches", "briefs"))
"""The schema as the public uses it: where it belongs in the library is for staff to say."""
SHOWN = ("problem", "did", "steps", "partners", "changed", "cost", "differently", "advice")
"""The answers that a page shows under their questions, in order."""
