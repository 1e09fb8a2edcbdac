"""The audit log names the request, and the database refuses to change it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WORDS = "the audit log is only added to"
ON_SQLITE = "CREATE TRIGGER audit_no_{0} BEFORE {0} ON audit BEGIN SELECT RAISE(ABORT, '{1}'); END"
REFUSING = """
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{0}'; END $$
"""
ON_POSTGRES = "CREATE TRIGGER audit_no_{0} BEFORE {0} ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"


def upgrade() -> None:
    """Make the change."""
    request = sa.Column(
        "request", sa.String(length=32), server_default="", nullable=False, comment="of the site; empty for commands"
    )
    op.add_column("audit", request)
    op.create_index("ix_audit_object", "audit", ["object"])
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(ON_SQLITE.format(verb, WORDS))
        return
    op.execute(REFUSING.format(WORDS))
    for verb in ("UPDATE", "DELETE", "TRUNCATE"):
        op.execute(ON_POSTGRES.format(verb))


def downgrade() -> None:
    """Take the change back."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for verb in ("UPDATE", "DELETE") if sqlite else ("UPDATE", "DELETE", "TRUNCATE"):
        op.execute(f"DROP TRIGGER audit_no_{verb}" + ("" if sqlite else " ON audit"))
    op.drop_index("ix_audit_object", "audit")
    op.drop_column("audit", "request")
