"""What a reader in trouble is shown before any evidence: what to do now, and the two or three services to turn to.

Nothing is kept of the words: they aren't counted, not noted for staff, and no alert is offered on them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, zip_longest

from library.briefs import seed_files
from library.help_lines.models import Group, HelpLine
from library.i18n.messages import gettext, marked
from library.search.engine.embeddings import Meaning
from library.search.urgency.other_languages import OtherLanguages
from library.search.urgency.recogniser import Recogniser

MOST_SERVICES, MOST_STEPS = 3, 2
STEPS = {
    "suicide": marked(
        "If someone has taken something, is badly hurt or may be about to end their life, call 999 or go to A&E."
    ),
    "danger": marked("Get somewhere safe first if you can. If someone is hurt, or about to be, call 999."),
    "abuse": marked("It isn't your fault. If it's safe to talk, these services can help you plan what to do next."),
    "sexual": marked("It isn't your fault. You can get help without deciding anything about the police."),
    "images": marked("It isn't your fault. Don't pay, and don't send anything more. Keep the messages."),
    "exploited": marked("Being made to do this is abuse. You can get help whatever you've done or owe."),
    "missing": marked("If someone is missing, tell the police now: 999 if they may be in danger, 101 if not."),
    "forced": marked("If you may be taken abroad soon, call 999, or tell airport staff or the police."),
    "child": marked("If a child is in danger now, call 999. You don't have to be sure to ask for advice."),
    "bereaved": marked("We're sorry. You and your family can get help, whether or not anyone has been charged."),
    "after": marked("You can get help whether or not you tell the police."),
}
"""What to do first, by need; the page starts with the emergency number in any case."""


@dataclass(frozen=True, slots=True)
class Help:
    """What to do now, and the services to turn to; the emergency number is not among them."""

    steps: tuple[str, ...]
    services: tuple[HelpLine, ...]
    emergency: HelpLine | None


@cache
def recogniser() -> Recogniser:
    """Return what recognises somebody in trouble, made once."""
    others = OtherLanguages(seed_files.urgent_languages(), seed_files.urgent_beginnings())
    return Recogniser(seed_files.urgent_words(), seed_files.urgent_meaning(), others)


def help_for(text: str, lines: Callable[[], Iterable[HelpLine]], model: Meaning | None) -> Help | None:
    """Return the help that a text calls for; None where nobody seems to be in trouble, and no lines are read."""
    needs = recogniser().needs(text, model)
    if not needs:
        return None
    shown = {line.id: line for line in lines() if line.shown}
    steps = tuple(gettext(STEPS[need]) for need in needs if need in STEPS)[:MOST_STEPS]
    services = tuple(dict.fromkeys(_services(needs, shown)))[:MOST_SERVICES]
    emergency = next((line for line in shown.values() if line.group is Group.EMERGENCY), None)
    return Help(steps, services, emergency)


def _services(needs: tuple[str, ...], shown: Mapping[str, HelpLine]) -> Iterator[HelpLine]:
    """Return the services for each need, the first of every need before the second of any."""
    words = seed_files.urgent_words()
    by_need = words["services"] | (words["services_for_the_young"] if "young" in needs else {})
    each = [[shown[id] for id in by_need[need] if id in shown] for need in needs if need != "young"]
    return (line for line in chain.from_iterable(zip_longest(*each)) if line)
