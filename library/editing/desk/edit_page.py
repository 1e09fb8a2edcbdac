"""Reading and drawing the form of a brief: with what was typed, what is wrong, and how it stands with its review."""

import secrets
from collections.abc import Iterable
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from library.briefs.schemas.as_text import label, plainly
from library.briefs.schemas.brief import BRIEF
from library.briefs.schemas.form_sections import FOLDED, NEEDED
from library.briefs.schemas.parts import SourceSchema
from library.briefs.states import Draft
from library.briefs.vocabulary import service as current_vocabulary
from library.editing.desk.checklist import lines, to_do
from library.editing.documents import suggestions
from library.editing.documents.suggestions import Offer
from library.editing.documents.uploads import OF_BRIEF, TITLE, Mark
from library.editing.drafts import merging
from library.editing.drafts import review as reviews
from library.editing.drafts import service as desk
from library.editing.drafts.changes import since_shown
from library.editing.drafts.models import Comment, Review
from library.editing.drafts.prompts import prompts_for
from library.editing.drafts.review import others_editing
from library.editing.drafts.service import Conflict, Saved
from library.forms.problems import Fault
from library.forms.reading import from_form
from library.http.context import services, staff
from library.i18n.formats import LONDON
from library.i18n.messages import Message, gettext, marked

Content = dict[str, Any]
ROWS = {
    str(field.metadata["one"]): name for name, field in BRIEF.fields.items() if field.metadata.get("widget") == "rows"
}
"""What one row is called -> the field it is a row of, as in action=add-outcome."""

TALK = "talk"
"""The button that opens a box for a comment at a field, as in talk-costs."""
UNFOLD = "unfold"
"""The button that opens all sections."""
LONGEST_WANTED = 200
MARK_LABELS = (
    {OF_BRIEF + name: str(field.metadata["label"]) for name, field in BRIEF.fields.items()}
    | {TITLE: marked("Title of the brief")}
    | {
        name: Message("Source: %(label)s", label=str(field.metadata["label"]).lower())
        for name, field in SourceSchema().fields.items()
    }
)
"""What a suggestion is for -> what it is called."""


def typed(action: str) -> Content:
    """Read what was typed, without the row that a button takes out."""
    verb, _, row = action.partition("-")
    kept = [pair for pair in request.form.items(multi=True) if verb != "remove" or not pair[0].startswith(f"{row}-")]
    return from_form(BRIEF, MultiDict(kept))


def rearranged(content: Content, action: str) -> bool:
    """Add a row, as a button asks; tell whether a button added or took out one."""
    verb, _, what = action.partition("-")
    if verb == "add" and what in ROWS:
        content.setdefault(ROWS[what], []).append({})
    return (verb == "add" and what in ROWS) or (verb == "remove" and what.rpartition("-")[0] in ROWS.values())


def refused(saved: Saved, content: Content, heading: str) -> ResponseReturnValue:
    """Show what stopped a button, beside its fields too; the draft itself is saved."""
    draft = desk.open_draft(services(), staff(), saved.brief_id)
    return draw(content, draft=draft, faults=saved.faults, refused=heading), 400


def conflict(found: Conflict, content: Content) -> ResponseReturnValue:
    """Show both texts where they differ, and keep what was typed in the form."""
    theirs, terms, names = found.theirs, current_vocabulary.read(services()), found.fields or BRIEF.fields
    rows = [(label(name), plainly(name, theirs.content, terms), plainly(name, content, terms)) for name in names]
    return draw(content, draft=theirs, differing=[each for each in rows if each[1] != each[2]]), 409


def others(brief_id: int) -> str:
    """Say who else is editing a brief now, or nothing."""
    words = gettext("%(name)s is editing this now, and last saved at %(time)s.")
    found = others_editing(services(), staff(), brief_id)
    return " ".join(words % {"name": each.name, "time": f"{each.at.astimezone(LONDON):%H:%M}"} for each in found)


def _unfolded(shown: Iterable[Fault | Comment | Mark]) -> set[str]:
    """Return the sections that are drawn open: those in which something is to be seen, and that of a button pressed."""
    action = request.form.get("action", "")
    if action == UNFOLD:
        return {section.id for section in FOLDED}
    verb, _, what = action.partition("-")
    pressed = ROWS.get(what, "") if verb == "add" else what.partition("-")[0] if verb in {"remove", TALK} else ""
    touched = {each.field.partition("-")[0] for each in shown} | {pressed}
    return {section.id for section in FOLDED if touched.intersection(section.fields)}


def _suggested(draft: Draft | None, content: Content, wanted: str) -> tuple[list[Offer], list[Mark]]:
    """Return what documents offer a draft, and all that they filled in and nobody has accepted yet."""
    if draft is None:
        return [], []
    offers = suggestions.offers(services(), draft.brief_id, content, wanted)
    left = suggestions.left_over(services(), draft.brief_id, content)
    return offers, [*left, *(mark for offer in offers for mark in offer.marks)]


def _together(draft: Draft | None, content: Content) -> dict[str, Any]:
    """Return what the page says of others at work on a draft, of its readers, and of copies of it."""
    merged, joined = (
        [(name, label(name)) for name in request.args.get(which, "").split(".") if name in BRIEF.fields]
        for which in ("merged", "joined")
    )
    return {
        "others": others(draft.brief_id) if draft else "",
        "merged": merged,
        "joined": joined,
        "changes": since_shown(services(), draft.brief_id, content) if draft and draft.working else None,
        "ever_shown": bool(draft and draft.slug),
        "copy_id": secrets.token_urlsafe(16),
    }


def draw(
    content: Content,
    *,
    draft: Draft | None = None,
    lock: int | None = None,
    faults: list[Fault] | None = None,
    refused: str = "",
    differing: list[tuple[str, str, str]] | None = None,
    form_id: str = "",
    marks: str | None = None,
) -> str:
    """Draw the form of a brief with whatever was typed, and with everything that is still to do to it."""
    wanted = request.values.get("find", "")[:LONGEST_WANTED].strip()
    review, comments = reviews.talk(services(), staff(), draft.brief_id) if draft else (Review(), [])
    verb, _, talking = request.form.get("action", "").partition("-")
    note = request.form.get("change_note", draft.note if draft else "")
    offers, to_check = _suggested(draft, content, wanted)
    return render_template(
        "editing/desk/edit.html",
        schema=BRIEF,
        needed=NEEDED,
        folded=FOLDED,
        unfolded=_unfolded([*(faults or []), *comments, *to_check]),
        content=content,
        draft=draft,
        lock=lock if lock is not None else draft.lock if draft else 0,
        faults=faults or [],
        summary=[Fault(line.field, line.whole) for line in lines(faults or [])],
        refused=refused,
        differing=differing or [],
        form_id=form_id,
        change_note=note,
        prompts=prompts_for(content.get("kind")),
        terms=current_vocabulary.read(services()),
        review=review,
        comments=comments,
        talking=talking if verb == TALK else "",
        **_together(draft, content),
        marks=marks if marks is not None else merging.written(draft.content if draft else {}),
        offers=offers,
        to_check=to_check,
        wanted=wanted,
        mark_labels=MARK_LABELS,
        to_do=to_do(content, draft.brief_id if draft else 0, note),
    )
