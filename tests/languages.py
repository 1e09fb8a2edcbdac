"""Made-up languages: each message of the interface accented and wrapped, so that what went round the catalogues shows."""

import pickle
import re
import shutil
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from library.i18n.catalogues import template
from tests.shared import made_once

HELD = re.compile(r"(%\(\w+\)[sd]|%%|\{\w+\}|<[^>]+>|&\w+;)")
LATIN = str.maketrans("aeiounyAEIOU", "àéîöûñýÀÉÎÖÛ")
ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابجدهوزحطيكلمنسعفصقرشتثخذض")

KEPT = "messages.pickle"
LETTERS = {"cy": LATIN, "ar": ARABIC}


def wrapped(message: str, letters: dict[int, int]) -> str:
    """Say a message in a made-up language: other letters, a third longer, in brackets; markup and values stay."""
    said = [part if HELD.fullmatch(part) else part.lower().translate(letters) for part in HELD.split(message)]
    longer = " ".join(["~" * 4] * (len(message) // 12))
    return f"⟦{''.join(said)}{' ' + longer if longer else ''}⟧"


def messages(factory: pytest.TempPathFactory) -> Catalog:
    """Return all messages of the interface, gathered once for all workers: all code and all templates are read for them."""
    read: Catalog = pickle.loads((made_once(factory, "messages", _gather) / KEPT).read_bytes())
    return read


def _gather(folder: Path) -> None:
    (folder / KEPT).write_bytes(pickle.dumps(template()))


def shared(factory: pytest.TempPathFactory, *codes: str) -> Path:
    """Return a folder with the catalogues of one language or more ("cy", "ar"), made once for all workers."""
    return made_once(factory, "-".join(("languages", *codes)), lambda folder: _write_all(factory, folder, codes))


def _write_all(factory: pytest.TempPathFactory, folder: Path, codes: tuple[str, ...]) -> None:
    if len(codes) == 1:
        write(folder, codes[0], messages(factory))
        return
    for code in codes:
        shutil.copytree(shared(factory, code), folder, dirs_exist_ok=True)


def write(folder: Path, code: str, made: Catalog) -> None:
    """Write the catalogue of a made-up language, from all messages."""
    made.locale, letters = code, LETTERS[code]
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
