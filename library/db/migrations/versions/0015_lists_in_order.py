"""Indexes for the lists of what was published last, checked last, and is due, so that they are not sorted whole.

SQLite walks along the dates only because it knows that a version is published by one brief at most.
"""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

DATES = ("published_at", "checked_on", "check_by")


def upgrade() -> None:
    """Make the change."""
    op.create_index(op.f("ix_briefs_published_version"), "briefs", ["published_version"], unique=True)
    for column in DATES:
        op.create_index(op.f(f"ix_versions_{column}"), "versions", [column])
