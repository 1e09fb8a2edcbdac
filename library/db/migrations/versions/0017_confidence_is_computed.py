"""Ratings say how an outcome was studied, sources have a type, and next steps stand by role."""

import re
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

DESIGNS = ("idea", "accounts", "before_after", "comparison", "review", "reviews")
"""The design whose confidence is the number that was typed before."""
TYPES = ("protocol", "review", "trial", "evaluation", "law", "guidance", "statistics", "news")
ROLES = (
    ("young_person", r"young pe"),
    ("parent", r"parent|carer|famil"),
    ("arts_sports", r"\bart|sport|coach|music|theatre|club"),
    ("school", r"school|head|teacher|college|pupil"),
    ("nhs", r"nhs|gp\b|doctor|nurse|hospital|health"),
    ("police", r"police|officer|probation|justice|prison"),
    ("council", r"council|commission|funder|district"),
    ("youth_worker", r""),
)
"""The role that a line of next steps speaks to, by the words it begins with; the last takes what is left."""


def upgrade() -> None:
    """Rewrite the content of every version; nothing that was written is lost."""
    versions = sa.table("versions", sa.column("id", sa.Integer), sa.column("content", sa.JSON))
    connection = op.get_bind()
    for row in connection.execute(sa.select(versions.c.id, versions.c.content)).all():
        connection.execute(versions.update().where(versions.c.id == row.id).values(content=rewritten(row.content)))


def downgrade() -> None:
    """Keep the content as it is: the earlier program can't read it; restore a backup instead."""


def rewritten(content: dict[str, Any]) -> dict[str, Any]:
    """Return a content in the new shape."""
    new = {name: value for name, value in content.items() if name != "what_to_do_next"}
    new["outcomes"] = [_outcome(each) for each in content.get("outcomes") or []]
    new["sources"] = [_source(each) for each in content.get("sources") or []]
    if steps := content.get("what_to_do_next"):
        new["actions"] = _actions(steps)
    return new


def _outcome(old: dict[str, Any]) -> dict[str, Any]:
    new = {name: value for name, value in old.items() if name != "sureness"}
    number = old.get("sureness")
    if isinstance(number, int) and 0 <= number < len(DESIGNS):
        new["design"] = DESIGNS[number]
    return new


def _source(old: dict[str, Any]) -> dict[str, Any]:
    if "type" in old:
        return old
    kind = str(old.get("kind") or "")
    found = next((each for each in TYPES if each in kind.lower()), "page")
    return {name: value for name, value in old.items() if name != "kind"} | {"type": found, "read": kind}


def _actions(steps: str) -> dict[str, list[str]]:
    """Sort the lines of the next steps by role; a role's lines past the third join it."""
    actions: dict[str, list[str]] = {}
    for line in filter(None, (re.sub(r"^[-*]\s+", "", each.strip()) for each in steps.splitlines())):
        start = line.partition(":")[0].lower()
        role = next(name for name, words in ROLES if re.search(words, start))
        actions.setdefault(role, []).append(line.replace("*", ""))
    return {role: [*lines[:2], " ".join(lines[2:])] if len(lines) > 3 else lines for role, lines in actions.items()}
