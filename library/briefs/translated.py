"""The first part of a brief, which can be translated: title, answer, caution and what you can do."""

from dataclasses import replace
from typing import Any

from library.briefs.models import Brief
from library.briefs.parts import Actions
from library.translations.models import English, Reading

TEXTS = ("title", "one_line", "short_answer", "main_caution")


def segments(brief: Brief) -> English:
    """Return what is translated of a brief, by the name of each segment."""
    texts = {name: text for name in TEXTS if (text := getattr(brief, name))}
    return texts | {
        f"actions.{role.value}.{number}": line
        for role, lines in brief.actions.by_role()
        for number, line in enumerate(lines)
    }


def in_language(brief: Brief, reading: Reading) -> Brief:
    """Return a brief with its first part as it reads in a language; what isn't translated stays in English."""
    if not reading.words:
        return brief
    texts: dict[str, Any] = {name: reading.say(name, getattr(brief, name)) for name in TEXTS}
    return replace(brief, **texts, actions=_actions(brief.actions, reading))


def _actions(actions: Actions, reading: Reading) -> Actions:
    said = {
        role.value: tuple(reading.say(f"actions.{role.value}.{number}", line) for number, line in enumerate(lines))
        for role, lines in actions.by_role()
    }
    return Actions(**said)
