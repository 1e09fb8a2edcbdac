"""What decides whether a newsletter may go on, and what it lacks before it can be sent."""

from dataclasses import replace

from library.forms.problems import Fault
from library.i18n.messages import marked
from library.newsletters.campaigns.models import Content, Item, Trial

TRIAL = 100
"""How many are sent to before the rest."""
MOST_REFUSED = 5
"""Refusals among the first hundred, which is 5%, at which a newsletter stops itself."""
MOST_ITEMS = 20
REFUSED = marked("It stopped itself: 5 or more of the first 100 were refused. Check the list before you carry on.")
NOTHING_LEFT = marked("It stopped itself: everything in it has been withdrawn or has closed.")


def too_many_refused(trial: Trial) -> bool:
    """Return whether a newsletter stops itself."""
    return trial.refused >= MOST_REFUSED


def may_go_on(trial: Trial) -> bool:
    """Return whether the rest may follow: each of the first was tried, and at least half have an answer.

    Those that are put off hold up nobody, unless most are, as when the mail server is away.
    """
    return trial.untried == 0 and 2 * trial.answered >= trial.queued


def lacking(content: Content, *, corrects: bool) -> list[Fault]:
    """Return what a newsletter lacks before it can be sent."""
    faults = []
    if not content.subject:
        faults.append(Fault("subject", marked("Enter a subject.")))
    if corrects and not content.opening:
        faults.append(Fault("opening", marked("Say what was wrong and what is right.")))
    elif not content.items and not content.opening:
        faults.append(Fault("items", marked("Choose at least one brief or opportunity, or write an opening.")))
    if not content.audiences and not corrects:
        faults.append(Fault("audiences", marked("Select at least one list to send it to.")))
    if content.picture and not content.alt:
        faults.append(Fault("alt", marked("Say what is on the picture, for people who can’t see it.")))
    return faults


def arranged(
    items: tuple[Item, ...], places: dict[str, int], words: dict[str, str], gone: set[str]
) -> tuple[Item, ...]:
    """Return the items in the order of the numbers typed beside them, with the words typed, without those taken out.

    An item that is given another's number goes to that place: behind it on the way down, before it on the way up.
    """
    before = {each.ref: number for number, each in enumerate(items, 1)}
    kept = [replace(each, words=words.get(each.ref, each.words)) for each in items if each.ref not in gone]

    def place(item: Item) -> float:
        old, new = before[item.ref], places.get(item.ref, before[item.ref])
        return new + (0.5 if new > old else -0.5 if new < old else 0)

    return tuple(sorted(kept, key=place))


def with_more(items: tuple[Item, ...], refs: list[str]) -> tuple[Item, ...]:
    """Return the items with more at the end, each once."""
    known = {each.ref for each in items}
    return (*items, *(Item(ref) for ref in dict.fromkeys(refs) if ref not in known))[:MOST_ITEMS]
