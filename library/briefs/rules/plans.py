"""The plan of a brief: the cautions it must keep and the disagreements it must show, each with where it does so.

A person marks the words of the brief that carry a caution; a machine checks that those words are still there.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from library.briefs import texts
from library.briefs.models import Brief
from library.forms.problems import Fault
from library.i18n.messages import Message
from library.text import plain

Plan = Mapping[str, Any]


def faults(brief: Brief, plan: Plan, conflicts: Iterable[Plan]) -> Iterator[Fault]:
    """Yield each caution of the plan, and each side of a conflict, that the brief does not carry."""
    said = _flat(" ".join(text for _, text in texts.whole(brief)))
    for caution in plan.get("cautions_must_keep", ()):
        yield from _caution(caution, said)
    shown = {each["id"]: each for each in plan.get("conflicts_shown", ())}
    for conflict in conflicts:
        if brief.slug in conflict["slugs"]:
            yield from _conflict(conflict, shown.get(conflict["id"]), said)


def _caution(caution: Any, said: str) -> Iterator[Fault]:
    if not isinstance(caution, Mapping):
        yield Fault("cautions", Message("The plan does not say which sentence carries “%(caution)s”", caution=caution))
    elif not (caution.get("obeyed") or caution.get("dropped")) and not _carries(said, caution.get("carried_by", "")):
        yield Fault(
            "cautions", Message("The brief no longer says what carries “%(caution)s”", caution=caution["caution"])
        )


def _conflict(conflict: Plan, shown: Plan | None, said: str) -> Iterator[Fault]:
    if shown is None:
        yield Fault("does_it_work", Message("The plan does not say where conflict %(id)s is shown", id=conflict["id"]))
    elif not shown.get("dropped") and not all(_carries(said, words) for words in shown.get("carried_by", [""])):
        yield Fault(
            "does_it_work", Message("The brief no longer shows both sides of conflict %(id)s", id=conflict["id"])
        )


def _carries(said: str, words: str) -> bool:
    return bool(words) and _flat(words) in said


def _flat(text: str) -> str:
    return " ".join(plain.plain(text).split()).lower()
