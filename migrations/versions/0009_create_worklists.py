"""Create checklists that people work with, and the sign-offs of trainers."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

OPEN = sa.text("revoked_at is null")


def upgrade() -> None:
    op.create_table(
        "worklists",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=3), nullable=False),
        sa.Column("title", sa.String(length=240), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("gate", sa.String(length=240), nullable=False),
        sa.Column("production", sa.String(length=120), nullable=False),
        sa.Column("episode", sa.String(length=60), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["people.id"], name=op.f("fk_worklists_owner_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studios.id"], name=op.f("fk_worklists_studio_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worklists")),
        sa.UniqueConstraint("owner_id", "key", name=op.f("uq_worklists_owner_id_key")),
    )
    op.create_index(op.f("ix_worklists_studio_id"), "worklists", ["studio_id"])
    op.create_table(
        "worklist_members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("worklist_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        _to_worklist("worklist_members"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_worklist_members_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worklist_members")),
        sa.UniqueConstraint(
            "worklist_id", "person_id", name=op.f("uq_worklist_members_worklist_id_person_id")
        ),
    )
    op.create_index(op.f("ix_worklist_members_person_id"), "worklist_members", ["person_id"])
    op.create_table(
        "worklist_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("worklist_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.String(length=12), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        _to_worklist("worklist_events"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_worklist_events_person_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worklist_events")),
        sa.UniqueConstraint("worklist_id", "key", name=op.f("uq_worklist_events_worklist_id_key")),
    )
    op.create_index("ix_worklist_events_person_id_kind", "worklist_events", ["person_id", "kind"])
    op.create_table(
        "worklist_share_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("worklist_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("key", sa.String(length=64), nullable=False),
        _to_worklist("worklist_share_links"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worklist_share_links")),
        sa.UniqueConstraint("worklist_id", "key", name=op.f("uq_worklist_share_links_worklist_id_key")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_worklist_share_links_token_hash")),
    )
    op.create_index(
        "uq_worklist_share_links_open",
        "worklist_share_links",
        ["worklist_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_table(
        "sign_offs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("worklist_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.String(length=12), nullable=True),
        sa.Column("trainer_id", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("comment", sa.String(length=1000), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_event_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        _to_worklist("sign_offs"),
        sa.ForeignKeyConstraint(
            ["trainer_id"], ["people.id"], name=op.f("fk_sign_offs_trainer_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_offs")),
        sa.UniqueConstraint("worklist_id", "key", name=op.f("uq_sign_offs_worklist_id_key")),
    )


def downgrade() -> None:
    for table in (
        "sign_offs",
        "worklist_share_links",
        "worklist_events",
        "worklist_members",
        "worklists",
    ):
        op.drop_table(table)


def _to_worklist(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["worklist_id"], ["worklists.id"], name=op.f(f"fk_{table}_worklist_id"), ondelete="CASCADE"
    )
