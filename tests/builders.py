"""Builds what tests need: valid content, briefs, documents, people."""

import secrets
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pyotp
import sqlalchemy as sa

from library.accounts import repository as people_table
from library.accounts import session_repository as sessions
from library.accounts.invitations import service as invitations
from library.accounts.passwords import service as passwords
from library.accounts.two_factor import repository as authenticators_table
from library.accounts.two_factor import service as two_factor
from library.briefs import draft_repository as drafts
from library.briefs.models import Brief
from library.briefs.schemas.brief import BRIEF
from library.briefs.states import DeskLine
from library.db.tables import mails
from library.editing.drafts import service as desk
from library.editing.drafts.service import Published, Saved
from library.search.engine.port import Document
from library.security import tokens
from library.security.permissions import Person, Role
from library.security.sessions import LASTS
from library.services import Services
from library.transfer import seeding

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PASSWORD = "correct horse battery staple"


WRITERS = ("writer@example.org", *(f"{role.value}@example.org" for role in Role))


UNRATED = [
    {"outcome": outcome, "effect": "not_measured", "why": "Nobody counted."}
    for outcome in ("engagement", "any-violence")
]
"""Outcomes of a brief that one person may write and publish."""


FIGURES = {
    "does_it_work": "In a year 55% of those who came were arrested, and 53% of the others [a].",
    "figures": [
        {
            "measure": "Arrested within a year",
            "label": "Those who came",
            "value": 55,
            "other_label": "The others",
            "other_value": 53,
            "unit": "percent",
            "source": "a",
            "note": "The difference could be chance.",
        }
    ],
}
"""Two figures side by side, with the text that gives them too."""


def content(slug: str = "street-games", **changes: Any) -> dict[str, Any]:
    """Give the content of a brief that may be published."""
    source = {
        "key": "a",
        "title": "Street games: what we learned",
        "authors": "Amina Khan, Tom Reed",
        "publisher": "A Council",
        "year": 2024,
        "url": "https://example.org/street-games",
        "checked_on": "2026-11-22",
        "type": "evaluation",
        "independent": True,
        "limitations": "One town.",
    }
    whole = {
        "slug": slug,
        "kind": "good_practice",
        "title": "Street games on summer evenings",
        "one_line": "Young people came. Whether it cut violence was not measured.",
        "short_answer": "Games in the street brought young people out on summer evenings. Nobody measured violence.",
        "key_points": ["Many came.", "Neighbours liked it.", "Violence was not counted."],
        "what_it_is": "Youth workers close a street and run games.",
        "main_caution": "Nobody has measured violence.",
        "actions": {
            "young_person": ["Ask your youth worker when the next games are."],
            "parent": ["Walk over with your child the first time."],
            "council": ["Close the street for an evening."],
        },
        "cautions": "Do not say that it cuts violence.",
        "outcomes": [
            {
                "outcome": "engagement",
                "effect": "some_benefit",
                "design": "before_after",
                "why": "Counts at the gate.",
                "sources": ["a"],
            },
            {
                "outcome": "any-violence",
                "effect": "not_measured",
                "why": "Nobody counted.",
            },
        ],
        "nearness": "uk",
        "approaches": ["youth-work"],
        "settings": ["street"],
        "ages": ["10-13", "14-17"],
        "prevention_levels": ["primary"],
        "place": "england",
        "violence_types": ["any-violence"],
        "sources": [source],
        "checked_on": "2026-11-22",
        "check_by": "2027-11-22",
    }
    return BRIEF.dump(BRIEF.load(whole | changes))


def brief(slug: str = "street-games", **changes: Any) -> Brief:
    """Give a brief that may be published."""
    loaded: Brief = BRIEF.load(content(slug))
    return replace(loaded, **changes)


def document(id: int, text: str, *, change: str = "1", title: str = "", **facets: tuple[str, ...]) -> Document:
    """Give what a search engine holds of a brief."""
    return Document(id, change, title or text, text, NOW, facets)


@cache
def _hash() -> str:
    """Return what is kept of PASSWORD: it is slow by design, so it is worked out once."""
    return passwords.hashed(PASSWORD)


SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""What the authenticator apps of people in tests make their codes from."""


def person(services: Services, role: Role = Role.REVIEWER, email: str = "") -> Person:
    """Return a person with this role, PASSWORD and an authenticator with SECRET, who is added if nobody has the address."""
    email, now = email or f"{role.value}@example.org", services.clock()
    with services.store.writing() as database:
        known = people_table.find(database, email)
        person_id = known[0].id if known else people_table.add(database, email, f"{role.label} Example", role, now)
        if known and known[0].role != role:
            invitations.give_role(database, None, known[0], role, now)
        if not known or not known[1]:
            people_table.set_password(database, person_id, _hash())
        if authenticators_table.find(database, person_id) is None:
            authenticators_table.keep(database, person_id, two_factor.sealed(services, SECRET), 0, now)
        found = people_table.find(database, email)
    assert found is not None
    return found[0]


def code(services: Services, email: str = "reviewer@example.org", secret: str = SECRET) -> str:
    """Give a code that the person's app shows and that is not used yet; apps may be half a minute ahead."""
    with services.store.reading() as database:
        known = people_table.find(database, email)
        assert known is not None
        kept = authenticators_table.find(database, known[0].id)
    present = int(services.clock().timestamp()) // 30
    return pyotp.TOTP(secret).generate_otp(max(present, (kept[1] if kept else 0) + 1))


def session(services: Services, person: Person, *, whole: bool = True) -> str:
    """Open a session without its password, which is slow by design, and give its token; not `whole`: one step is left."""
    token, now = secrets.token_urlsafe(), services.clock()
    with services.store.writing() as database:
        sessions.open(database, person.id, tokens.token_hash(token), now, now + LASTS, whole=whole)
    return token


def vocabulary(services: Services) -> None:
    """Load the vocabulary and nothing else."""
    seeding.load_vocabulary(services)


def published(services: Services, editor: Person, slug: str = "street-games", **changes: Any) -> int:
    """Publish a brief as staff would, written by one person and published by another; give its id."""
    typed = content(slug, **changes)
    saved = desk.start(services, person(services, Role.CONTRIBUTOR, "writer@example.org"), typed, f"form-{slug}")
    assert isinstance(saved, Saved)
    lock = desk.open_draft(services, editor, saved.brief_id).lock
    done = desk.publish(services, editor, saved.brief_id, typed, lock)
    assert isinstance(done, Published), done
    drop_handovers(services)
    return saved.brief_id


def started(services: Services, typed: dict[str, Any], form: str) -> int:
    """Start a draft as its writer would; give its id."""
    saved = desk.start(services, person(services, Role.CONTRIBUTOR, "writer@example.org"), typed, form)
    assert isinstance(saved, Saved)
    return saved.brief_id


def changed(services: Services, editor: Person, brief_id: int, typed: dict[str, Any], note: str = "") -> None:
    """Publish other words of a brief as staff would: changed by the one who wrote it, published by another."""
    writer = person(services, Role.CONTRIBUTOR, "writer@example.org")
    desk.save(services, writer, brief_id, typed, desk.open_draft(services, writer, brief_id).lock, note)
    lock = desk.open_draft(services, editor, brief_id).lock
    done = desk.publish(services, editor, brief_id, typed, lock, note)
    assert isinstance(done, Published), done
    drop_handovers(services)


def drop_handovers(services: Services) -> None:
    """Drop the mails that tell staff what became of a draft, which few tests are about."""
    with services.store.writing() as database:
        database.execute(sa.delete(mails).where(mails.c.address.in_(WRITERS)))


def at_the_desk(services: Services) -> tuple[int, list[DeskLine]]:
    """Give how many briefs staff see at the desk, and those on its first page."""
    with services.store.reading() as database:
        return drafts.desk(database)
