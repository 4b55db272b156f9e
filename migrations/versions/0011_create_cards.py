"""Create cards for review, their ratings, and what people set about them."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

WAITING = sa.text("suspended_at is null and pulled_at is null")
PULLED = sa.text("pulled_at is not null")
FLAGGED = sa.text("flagged_at is not null and settled_at is null")


def upgrade() -> None:
    _create_cards()
    _create_reviews()
    op.create_table(
        "review_settings",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reviews_a_day", sa.Integer(), nullable=False),
        sa.Column("new_a_day", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        _person("review_settings"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_review_settings")),
    )
    op.create_table(
        "review_pauses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        _person("review_pauses"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_pauses")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_review_pauses_person_id_key")),
    )


def downgrade() -> None:
    for table in ("review_pauses", "review_settings", "reviews", "cards"):
        op.drop_table(table)


def _create_cards() -> None:
    op.create_table(
        "cards",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("face", sa.JSON(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("missed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pulled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("stability", sa.Double(), nullable=True),
        sa.Column("difficulty", sa.Double(), nullable=True),
        sa.Column("last_review_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("suspended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("suspended_because", sa.String(length=10), nullable=True),
        sa.Column("suspended_note", sa.String(length=500), nullable=False),
        sa.Column("flagged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        _person("cards"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cards")),
        sa.UniqueConstraint("person_id", "kind", "key", name=op.f("uq_cards_person_id_kind_key")),
    )
    op.create_index(
        "ix_cards_waiting",
        "cards",
        ["person_id", "state", "due_at", "last_review_at", "stability"],
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
    op.create_index("ix_cards_pulled", "cards", ["person_id"], sqlite_where=PULLED, postgresql_where=PULLED)
    op.create_index(
        "ix_cards_flagged", "cards", ["person_id"], sqlite_where=FLAGGED, postgresql_where=FLAGGED
    )


def _create_reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("duration_milliseconds", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state_before", sa.String(length=10), nullable=False),
        sa.Column("due_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("step_before", sa.Integer(), nullable=True),
        sa.Column("stability_before", sa.Double(), nullable=True),
        sa.Column("difficulty_before", sa.Double(), nullable=True),
        sa.Column("last_review_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pulled_before", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["card_id"], ["cards.id"], name=op.f("fk_reviews_card_id"), ondelete="CASCADE"
        ),
        _person("reviews"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
        sa.UniqueConstraint("card_id", "turn", name=op.f("uq_reviews_card_id_turn")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_reviews_person_id_key")),
    )
    op.create_index("ix_reviews_person_id_at", "reviews", ["person_id", "at"])


def _person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["person_id"], ["people.id"], name=op.f(f"fk_{table}_person_id"), ondelete="CASCADE"
    )
