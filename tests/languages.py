"""Made-up languages: each message of the interface accented and wrapped, so that what went round the catalogues shows."""

import re
from functools import cache
from pathlib import Path

from babel.messages.pofile import write_po

from library.i18n.catalogues import template

HELD = re.compile(r"(%\(\w+\)[sd]|%%|\{\w+\}|<[^>]+>|&\w+;)")
LATIN = str.maketrans("aeiounyAEIOU", "àéîöûñýÀÉÎÖÛ")
ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابجدهوزحطيكلمنسعفصقرشتثخذض")


def wrapped(message: str, letters: dict[int, int]) -> str:
    """Say a message in a made-up language: other letters, a third longer, in brackets; markup and values stay."""
    said = [part if HELD.fullmatch(part) else part.lower().translate(letters) for part in HELD.split(message)]
    longer = " ".join(["~" * 4] * (len(message) // 12))
    return f"⟦{''.join(said)}{' ' + longer if longer else ''}⟧"


every_message = cache(template)
"""Gathers the messages once for all made-up languages of a process, each of which says all of them: it takes seconds."""


def write_two(folder: Path) -> None:
    """Write the catalogues of two made-up languages: one of our letters, one from right to left."""
    write(folder, "cy", LATIN)
    write(folder, "ar", ARABIC)


def write(folder: Path, code: str, letters: dict[int, int]) -> None:
    """Write the catalogue of a made-up language, from the template of all messages."""
    made = every_message()
    made.locale = code
    for message in made:
        if not message.id:
            continue
        ids = message.id if message.pluralizable else (message.id,)
        said = tuple(wrapped(one, letters) for one in ids)
        message.string = (
            (*said, *said[1:] * (made.num_plurals - 2))[: made.num_plurals] if message.pluralizable else said[0]
        )
    path = folder / code / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_po(file, made)
