"""Create the ratings of people and of drawn days, and what each run changed; note a drawn day's level."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("drawn_days", sa.Column("level", sa.Integer(), nullable=True))
    op.create_table(
        "player_ratings",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("deviation", sa.Double(), nullable=False),
        sa.Column("runs", sa.Integer(), nullable=False),
        sa.Column("played_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_player_ratings_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_player_ratings")),
    )
    op.create_table(
        "day_ratings",
        sa.Column("day_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("deviation", sa.Double(), nullable=False),
        sa.Column("runs", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["day_id"], ["drawn_days.id"], name=op.f("fk_day_ratings_day_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("day_id", name=op.f("pk_day_ratings")),
    )
    op.create_table(
        "rated_runs",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("player_before", sa.Double(), nullable=False),
        sa.Column("player_deviation_before", sa.Double(), nullable=False),
        sa.Column("player_after", sa.Double(), nullable=False),
        sa.Column("player_deviation_after", sa.Double(), nullable=False),
        sa.Column("day_before", sa.Double(), nullable=False),
        sa.Column("day_after", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["runs.id"], name=op.f("fk_rated_runs_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_rated_runs")),
    )


def downgrade() -> None:
    for table in ("rated_runs", "day_ratings", "player_ratings"):
        op.drop_table(table)
    op.drop_column("drawn_days", "level")
