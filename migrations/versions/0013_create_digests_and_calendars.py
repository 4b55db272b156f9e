"""Create muted kinds, digests and calendar addresses; let a mail say where it is stopped."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "muted_kinds",
        _person_id(),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "kind", name=op.f("pk_muted_kinds")),
        _belongs_to_person("muted_kinds"),
    )
    op.create_table(
        "digest_choices",
        _person_id(),
        sa.Column("rhythm", sa.String(length=10), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_digest_choices")),
        _belongs_to_person("digest_choices"),
    )
    op.create_table(
        "digests",
        sa.Column("id", sa.Integer(), nullable=False),
        _person_id(),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digests")),
        sa.UniqueConstraint("person_id", "day", name=op.f("uq_digests_person_id_day")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_digests_token_hash")),
        _belongs_to_person("digests"),
    )
    op.create_table(
        "calendar_feeds",
        _person_id(),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_calendar_feeds")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_feeds_token_hash")),
        _belongs_to_person("calendar_feeds"),
    )
    op.add_column("outgoing_mails", sa.Column("unsubscribe_url", sa.String(length=300), nullable=True))


def downgrade() -> None:
    op.drop_column("outgoing_mails", "unsubscribe_url")
    for table in ("calendar_feeds", "digests", "digest_choices", "muted_kinds"):
        op.drop_table(table)


def _person_id() -> sa.Column[int]:
    return sa.Column("person_id", sa.Integer(), nullable=False)


def _belongs_to_person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["person_id"], ["people.id"], name=op.f(f"fk_{table}_person_id"), ondelete="CASCADE"
    )
