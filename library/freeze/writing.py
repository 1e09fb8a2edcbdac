"""Writes the frozen copy: pages, papers, data, what is needed to start again, and the list of all of it.

It is written beside the folder and put in its place once it is whole, so that a copy that was there before stays until
then.
"""

import json
import secrets
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from flask import Flask

from library.briefs import repository as briefs
from library.briefs import service as brief_pages
from library.briefs.formats import service as formats
from library.briefs.models import Brief
from library.briefs.schemas.brief import BRIEF, STAFF_ONLY
from library.briefs.service import Page
from library.briefs.states import PublishedBrief
from library.briefs.vocabulary import repository as vocabulary
from library.browse.home import method_words
from library.browse.topics import service as topics
from library.freeze import manifest
from library.freeze.pages import Press
from library.help_lines import service as help_lines
from library.help_lines.models import Group
from library.open_data import service as open_data
from library.search import service as searches
from library.search.models import Query
from library.services import Services
from library.settings import ROOT
from library.text.markdown import unmarked
from library.text.plain import plain
from library.transfer.files import CannotRead
from library.translations.models import IN_ENGLISH

ASSETS = (
    "build/library.css",
    "build/text.woff2",
    "build/text-ext.woff2",
    "build/minisearch.js",
    "js/frozen.js",
    "images/mark.svg",
)
RESTORE = "restore/library.json"
MOST_BRIEFS = 1_000
Tell = Callable[[int, int], None]


def freeze(app: Flask, services: Services, folder: Path, tell: Tell) -> int:
    """Write the copy to a folder that is empty, missing or an older copy; return how many files it holds."""
    if folder.exists() and any(folder.iterdir()) and not (folder / manifest.MANIFEST).exists():
        raise CannotRead(f"{folder} holds other things. Choose an empty folder, or one with an older copy.")
    fresh = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    fresh.mkdir(parents=True)
    try:
        with app.test_request_context():
            _write(app, services, fresh, tell)
        count = manifest.write(fresh)
        _swap(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return count


def _swap(fresh: Path, folder: Path) -> None:
    """Put a whole copy where an older one may be, which goes once the new one is in its place."""
    old = folder.with_name(f"{fresh.name}.old")
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _write(app: Flask, services: Services, folder: Path, tell: Tell) -> None:
    with services.store.reading() as database:
        shown = briefs.everything(database)
    press = Press(app, folder, services.links)
    press.there = {f"{kind}/{found.brief.slug}.{end}" for found in shown for kind, end in PAPERS}
    shelves = topics.shelves(services)
    terms = [term for shelf in shelves for term, _ in shelf.approaches]
    press.there |= {f"topics/{term.id}.html" for term in terms}
    _add_assets(folder)
    _add_data(services, folder, shown)
    about = {"shelves": shelves, "total": len(shown), "frozen_on": services.today()}
    press.write("index.html", "freeze/index.html", **about)
    _add_help(services, press)
    press.write("method.html", "browse/method.html", **method_words())
    for term in terms:
        answer = searches.search(services, Query(filters={"approach": (term.id,)}, size=MOST_BRIEFS))
        shelf = topics.by_kind(answer.results, term.id)
        press.write(f"topics/{term.id}.html", "browse/topics/one.html", term=term, answer=answer, shelf=shelf)
    for number, found in enumerate(shown, 1):
        _add_brief(services, press, found)
        tell(number, len(shown))


PAPERS = (("briefs", "html"), ("pdf", "pdf"))


def _add_brief(services: Services, press: Press, found: PublishedBrief) -> None:
    page = brief_pages.page(services, found.brief.slug)
    if isinstance(page, Page):
        press.write(f"briefs/{found.brief.slug}.html", "briefs/brief.html", page=page, role=None, unknown_role="")
        paper = press.folder / "pdf" / f"{found.brief.slug}.pdf"
        paper.parent.mkdir(exist_ok=True)
        paper.write_bytes(formats.sheet(services, page))


def _add_help(services: Services, press: Press) -> None:
    groups = help_lines.shown(services)
    urgent = {line.id: line for line in groups.pop(Group.EMERGENCY, [])}
    press.write("help-now.html", "help_lines/help_now.html", groups=groups, urgent=urgent, reading=IN_ENGLISH)


def _add_assets(folder: Path) -> None:
    (folder / "assets").mkdir()
    for name in ASSETS:
        shutil.copyfile(ROOT / "static" / name, folder / "assets" / Path(name).name)


def _add_data(services: Services, folder: Path, shown: list[PublishedBrief]) -> None:
    (folder / "data").mkdir()
    for each in open_data.everything(services):
        (folder / "data" / each.file.name).write_bytes(each.content)
    entries = json.dumps([_entry(found) for found in shown], ensure_ascii=False)
    (folder / "assets" / "data.js").write_text(f"window.BRIEFS = {json.dumps(entries, ensure_ascii=False)};\n", "utf-8")
    (folder / "restore").mkdir()
    (folder / RESTORE).write_text(json.dumps(_whole(services, shown), ensure_ascii=False, indent=1), "utf-8")


def _entry(found: PublishedBrief) -> dict[str, Any]:
    """Return what the search of the copy looks through, and shows, of a brief."""
    brief = found.brief
    return {
        "id": brief.slug,
        "title": brief.title,
        "line": unmarked(brief.one_line),
        "asked": "\n".join(brief.asked),
        "answer": unmarked(brief.short_answer),
        "text": plain("\n".join([*brief.key_points, *(text for _, text in brief.sections())])),
        "kind": brief.kind.label,
    }


def _whole(services: Services, shown: list[PublishedBrief]) -> dict[str, Any]:
    """Return what a library needs to start again: what readers can see, and nothing of anybody's."""
    with services.store.reading() as database:
        terms = vocabulary.read(database)
    lines = [line for lines in help_lines.shown(services).values() for line in lines]
    return {
        "terms": [asdict(term) for scheme in terms.schemes for term in terms.terms(scheme)],
        "help_lines": [help_lines.words_of(line) | {"id": line.id} for line in lines],
        "briefs": [
            {"published_at": found.published_at.isoformat(), "content": _content(found.brief)} for found in shown
        ],
    }


def _content(brief: Brief) -> dict[str, Any]:
    """Return a brief as it is kept, without what only staff see."""
    return {name: value for name, value in BRIEF.dump(brief).items() if name not in STAFF_ONLY}
