"""Create scenario versions, drawn days, runs and their events."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "scenario_versions",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("staging", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_scenario_versions")),
    )
    op.create_index(op.f("ix_scenario_versions_slug"), "scenario_versions", ["slug"], unique=False)
    op.create_table(
        "drawn_days",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scenario_digest", sa.String(length=64), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("engine", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("references", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scenario_digest"], ["scenario_versions.digest"], name=op.f("fk_drawn_days_scenario_digest")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drawn_days")),
        sa.UniqueConstraint("scenario_digest", "seed", name=op.f("uq_drawn_days_scenario_digest_seed")),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("start_key", sa.String(length=64), nullable=False),
        sa.Column("nonce", sa.String(length=32), nullable=False),
        sa.Column("scenario_slug", sa.String(length=80), nullable=False),
        sa.Column("day_id", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(length=10), nullable=False),
        sa.Column("minute_milliseconds", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("contact_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("decisions", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Double(), nullable=True),
        sa.Column("cost", sa.Integer(), nullable=True),
        sa.Column("scoring_version", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["day_id"], ["drawn_days.id"], name=op.f("fk_runs_day_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_runs_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
        sa.UniqueConstraint("person_id", "start_key", name=op.f("uq_runs_person_id_start_key")),
    )
    op.create_index("ix_runs_person_id_started_at", "runs", ["person_id", "started_at"], unique=False)
    op.create_index(op.f("ix_runs_scenario_slug"), "runs", ["scenario_slug"], unique=False)
    op.create_index(
        "uq_runs_open",
        "runs",
        ["person_id", "scenario_slug"],
        unique=True,
        sqlite_where=sa.text("finished_at is null"),
        postgresql_where=sa.text("finished_at is null"),
    )
    op.create_table(
        "run_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minute", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["runs.id"], name=op.f("fk_run_events_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run_events")),
        sa.UniqueConstraint("run_id", "key", name=op.f("uq_run_events_run_id_key")),
        sa.UniqueConstraint("run_id", "position", name=op.f("uq_run_events_run_id_position")),
    )


def downgrade() -> None:
    for table in ("run_events", "runs", "drawn_days", "scenario_versions"):
        op.drop_table(table)
