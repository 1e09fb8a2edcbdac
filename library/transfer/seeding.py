"""Stocking the library with its seed briefs and vocabulary. Seeding again never overwrites what staff have changed."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Any

from library.briefs import draft_repository as drafts
from library.briefs import repository as briefs
from library.briefs import seed_files
from library.briefs.schemas.brief import BRIEF
from library.briefs.states import Moved, PublishedBrief, Withdrawn
from library.briefs.vocabulary import repository as vocabulary
from library.briefs.vocabulary.models import Term
from library.db import audit_log as audit
from library.db.store import Database
from library.easy_read import repository as easy_reads
from library.easy_read.models import Content, EasyRead
from library.editing.vocabulary.term_merge import settled
from library.help_lines import repository as help_lines
from library.help_lines.models import Group, HelpLine
from library.search.outside_topics import repository as outside_topics
from library.search.outside_topics.models import OutsideTopic
from library.services import Services
from library.translations import repository as translations
from library.translations.models import Item, Kind, Maker, Segment

Progress = Callable[[int, int], None]
"""Called with how many are done, of how many."""


def seed(services: Services, progress: Progress = lambda done, total: None) -> int:
    """Load vocabulary and seed briefs not there yet, and newer text of untouched ones; return how many changed.

    In an empty library each brief is dated by the day it was checked. One that is added later is news, and dated now.
    """
    files = seed_files.brief_files()
    with services.store.writing() as database:
        _add_terms(database)
        _add_help_lines(database)
        _add_outside_topics(database)
        changed, shown, terms = 0, briefs.contents(database), vocabulary.read(database)
        empty = not shown
        for number, file in enumerate(files, 1):
            content = settled(json.loads(file.read_text("utf-8")), terms)
            changed += shown.get(file.stem) != content and _seed_one(database, services, content, by_check=empty)
            progress(number, len(files))
        _add_translations(database)
        _add_easy_reads(database)
    return changed


def load_easy_reads(services: Services) -> None:
    """Load the easy read drafts that the library comes with, leaving what staff have changed or had tested."""
    with services.store.writing() as database:
        _add_easy_reads(database)


def _add_easy_reads(database: Database) -> None:
    files, found = seed_files.easy_reads(), briefs.everything(database)
    wanted = {
        each.id: EasyRead(Content.load(raw), raw["made_from"]) for each in found if (raw := files.get(each.brief.slug))
    }
    easy_reads.bring_up_to_date(database, wanted)


def load_translations(services: Services) -> None:
    """Load the translations that the library comes with, leaving what staff have changed or checked."""
    with services.store.writing() as database:
        _add_translations(database)


def _add_translations(database: Database) -> None:
    ids = {found.brief.slug: str(found.id) for found in briefs.everything(database)}
    for language in seed_files.languages():
        for kind in Kind:
            for item, segments in seed_files.translations(language, kind).items():
                if id := ids.get(item) if kind is Kind.BRIEF else item:
                    wanted = {
                        name: Segment(english, words, Maker.MACHINE) for name, (english, words) in segments.items()
                    }
                    translations.bring_up_to_date(database, Item(kind, id, language), wanted)


def load_vocabulary(services: Services) -> int:
    """Load the terms that are not there yet, leaving the others as staff have them; return how many."""
    with services.store.writing() as database:
        return _add_terms(database)


def load_help_lines(services: Services) -> None:
    """Load the services that help people in trouble."""
    with services.store.writing() as database:
        _add_help_lines(database)


def load_outside_topics(services: Services) -> None:
    """Load what the library is not about."""
    with services.store.writing() as database:
        _add_outside_topics(database)


def _add_outside_topics(database: Database) -> None:
    outside_topics.bring_up_to_date(database, map(outside_topic, seed_files.outside_topics()))


def outside_topic(raw: dict[str, Any]) -> OutsideTopic:
    """Return a topic as its record has it."""
    return OutsideTopic(**raw | {"lines": tuple(raw["lines"])})


def _add_help_lines(database: Database) -> None:
    help_lines.bring_up_to_date(database, [_help_line(raw) for raw in seed_files.help_lines()])


def _help_line(raw: dict[str, Any]) -> HelpLine:
    group = Group(raw["group"])  # type: ignore[call-arg]
    return HelpLine(**raw | {"group": group})


def _add_terms(database: Database) -> int:
    return vocabulary.add_missing(
        database, [_term(scheme, raw) for scheme, terms in seed_files.vocabulary().items() for raw in terms]
    )


def _term(scheme: str, raw: dict[str, Any]) -> Term:
    return Term(scheme, raw["id"], raw["label"], raw["definition"], raw.get("group"), tuple(raw["lay_words"]))


def _seed_one(database: Database, services: Services, content: dict[str, Any], *, by_check: bool) -> bool:
    brief, now = BRIEF.load(content), services.clock()
    found = briefs.find(database, brief.slug)
    if isinstance(found, Withdrawn | Moved) or (isinstance(found, PublishedBrief) and found.brief == brief):
        return False
    if found is None:
        if drafts.slug_taken(database, brief.slug, 0):
            return False
        brief_id: int | None = drafts.create(database, content, None, now, origin="seed")
    else:
        brief_id = drafts.untouched_by_staff(database, brief.slug)
        if brief_id is None:
            return False
        draft = drafts.read(database, brief_id)
        drafts.save(database, brief_id, content, draft.lock if draft else 0, None, now, "seed")
    assert brief_id is not None
    note = "" if found is None else "Updated from the briefs supplied with the library."
    checked = datetime.combine(brief.checked_on, time(12), UTC)
    drafts.publish(database, brief_id, brief, now, note, min(checked, now) if by_check else now)
    audit.note(database, None, "seed", f"brief {brief_id}", now, after=content)
    return True
