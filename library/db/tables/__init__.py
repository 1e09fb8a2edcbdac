"""The tables, each beside those it belongs with."""

from library.db.tables.evidence import (
    briefs,
    changes,
    comments,
    editors,
    form_ids,
    meanings,
    mistakes,
    old_slugs,
    questions,
    reviews,
    versions,
    withdrawals,
    writers,
)
from library.db.tables.involve import (
    answers,
    challenges,
    field_notes,
    open_subjects,
    opportunities,
    public_meetings,
    site_details,
    submission_files,
    submissions,
)
from library.db.tables.mailing import digests, subscriptions, told
from library.db.tables.metadata import Moment, metadata
from library.db.tables.post import mails, suppressions
from library.db.tables.staff import attempts, authenticators, invitations, people, recovery_codes, sessions
from library.db.tables.translations import segments, translations
from library.db.tables.upkeep import audit, brief_use, duties, imports, merged_terms, reminders, source_links
from library.db.tables.uploads import brief_uploads, uploads
from library.db.tables.wording import help_lines, marks, outside_topics, terms

__all__ = [
    "Moment",
    "answers",
    "attempts",
    "audit",
    "authenticators",
    "brief_uploads",
    "brief_use",
    "briefs",
    "challenges",
    "changes",
    "comments",
    "digests",
    "duties",
    "editors",
    "field_notes",
    "form_ids",
    "help_lines",
    "imports",
    "invitations",
    "mails",
    "marks",
    "meanings",
    "merged_terms",
    "metadata",
    "mistakes",
    "old_slugs",
    "open_subjects",
    "opportunities",
    "outside_topics",
    "people",
    "public_meetings",
    "questions",
    "recovery_codes",
    "reminders",
    "reviews",
    "segments",
    "sessions",
    "site_details",
    "source_links",
    "submission_files",
    "submissions",
    "subscriptions",
    "suppressions",
    "terms",
    "told",
    "translations",
    "uploads",
    "versions",
    "withdrawals",
    "writers",
]
