"""Short ways to put briefs and people into a store."""

from datetime import timedelta
from typing import Any

from library.accounts import repository as people
from library.briefs import draft_repository as drafts
from library.db.store import Store
from library.security.permissions import Role
from tests import builders

NOW = builders.NOW
LATER = NOW + timedelta(days=1)


def draft(store: Store, slug: str = "street-games", **changes: Any) -> int:
    """Make a brief with a working draft; give its id."""
    with store.writing() as database:
        return drafts.create(database, builders.content(slug, **changes), None, NOW)


def published(store: Store, slug: str = "street-games", **changes: Any) -> int:
    """Make a brief that readers see; give its id."""
    brief_id = draft(store, slug, **changes)
    publish(store, brief_id, slug, **changes)
    return brief_id


def publish(store: Store, brief_id: int, slug: str = "street-games", **changes: Any) -> None:
    """Publish the working draft of a brief with this content."""
    with store.writing() as database:
        drafts.publish(database, brief_id, builders.brief(slug, **changes), changes.pop("now", NOW), "")


def republished(store: Store, brief_id: int, slug: str = "street-games", **changes: Any) -> None:
    """Edit a published brief and publish the edit, a day later."""
    save(store, brief_id, slug, **changes)
    with store.writing() as database:
        drafts.publish(database, brief_id, builders.brief(slug, **changes), LATER, "Changed.")


def save(store: Store, brief_id: int, slug: str = "street-games", **changes: Any) -> None:
    """Save an edit on the newest save."""
    with store.writing() as database:
        current = drafts.read(database, brief_id)
        assert current is not None
        assert drafts.save(database, brief_id, builders.content(slug, **changes), current.lock, None, NOW)


def withdraw(store: Store, brief_id: int) -> bool:
    """Take a brief down."""
    with store.writing() as database:
        return drafts.withdraw(database, brief_id, "It was wrong.", LATER)


def person(store: Store, email: str = "a@example.org", role: Role = Role.REVIEWER) -> int:
    """Add a person; give their id."""
    with store.writing() as database:
        return people.add(database, email, "A Person", role, NOW)
