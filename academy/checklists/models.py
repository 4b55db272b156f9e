"""Checklists that people work with. The rule: what happened on a list is only ever added to."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.accounts.models import Person, Studio
from academy.core.db import Base, UtcDateTime


class EventKind(StrEnum):
    """What can happen on a list: to one of its items, or (due_changed) to the list."""

    TICKED = "ticked"
    UNTICKED = "unticked"
    NOT_APPLICABLE = "not_applicable"
    APPLICABLE = "applicable"
    NOTED = "noted"
    LINK_REMOVED = "link_removed"
    GATE_ACCEPTED = "gate_accepted"
    ACCEPTANCE_WITHDRAWN = "acceptance_withdrawn"
    OWNER_CHANGED = "owner_changed"
    DUE_CHANGED = "due_changed"


class Verdict(StrEnum):
    """What a trainer says about an item or about the whole list; the last row counts."""

    SIGNED_OFF = "signed_off"
    NOT_YET = "not_yet"
    WITHDRAWN = "withdrawn"


class Worklist(Base):
    """A checklist started for a production. Its items are frozen: an edited file never changes them."""

    __tablename__ = "worklists"
    __table_args__ = (UniqueConstraint("owner_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    #: Whose trainers may see it and whose people may join in; None: nobody's but the owner's.
    studio_id: Mapped[int | None] = mapped_column(ForeignKey("studios.id", ondelete="SET NULL"), index=True)
    code: Mapped[str] = mapped_column(String(3))
    title: Mapped[str] = mapped_column(String(240))
    digest: Mapped[str] = mapped_column(String(64))
    #: `state.Item` as plain dictionaries, in the order of the work.
    items: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    #: What may begin once the gate items are done.
    gate: Mapped[str] = mapped_column(String(240))
    production: Mapped[str] = mapped_column(String(120))
    episode: Mapped[str] = mapped_column(String(60))
    #: As it was at the start; events move it.
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    archived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    key: Mapped[str] = mapped_column(String(64))

    owner: Mapped[Person] = relationship(lazy="joined")
    studio: Mapped[Studio | None] = relationship(lazy="joined")

    @property
    def name(self) -> str:
        """What people call it: "Animatic, Lantern Lane 104"."""
        return f"{self.title}, {self.production}{' ' if self.episode else ''}{self.episode}"

    @property
    def path(self) -> str:
        """The address of its page."""
        return f"/worklists/{self.id}"


class WorklistMember(Base):
    """Somebody who works on another's list; leaving is recorded, not deleted."""

    __tablename__ = "worklist_members"
    __table_args__ = (UniqueConstraint("worklist_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    worklist_id: Mapped[int] = mapped_column(ForeignKey("worklists.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    joined_at: Mapped[datetime] = mapped_column(UtcDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    person: Mapped[Person] = relationship(lazy="joined")


class WorklistEvent(Base):
    """One thing that happened on a list. `key` is the client's: sent twice, stored once."""

    __tablename__ = "worklist_events"
    __table_args__ = (
        UniqueConstraint("worklist_id", "key"),
        Index("ix_worklist_events_person_id_kind", "person_id", "kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    worklist_id: Mapped[int] = mapped_column(ForeignKey("worklists.id", ondelete="CASCADE"))
    #: None: the list as a whole.
    item_id: Mapped[str | None] = mapped_column(String(12))
    kind: Mapped[EventKind] = mapped_column(String(30))
    payload: Mapped[dict[str, str]] = mapped_column(JSON)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    key: Mapped[str] = mapped_column(String(64))


class ShareLink(Base):
    """A link by which anybody may read a list. Only the hash of its token is kept; one at a time counts."""

    __tablename__ = "worklist_share_links"
    __table_args__ = (
        UniqueConstraint("worklist_id", "key"),
        Index(
            "uq_worklist_share_links_open",
            "worklist_id",
            unique=True,
            sqlite_where=text("revoked_at is null"),
            postgresql_where=text("revoked_at is null"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    worklist_id: Mapped[int] = mapped_column(ForeignKey("worklists.id", ondelete="CASCADE"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    key: Mapped[str] = mapped_column(String(64))


class SignOff(Base):
    """What a trainer said about an item, or about the whole list (no item). Rows are only ever added."""

    __tablename__ = "sign_offs"
    __table_args__ = (UniqueConstraint("worklist_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    worklist_id: Mapped[int] = mapped_column(ForeignKey("worklists.id", ondelete="CASCADE"))
    item_id: Mapped[str | None] = mapped_column(String(12))
    trainer_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    verdict: Mapped[Verdict] = mapped_column(String(20))
    comment: Mapped[str] = mapped_column(String(1000))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: The last event that the trainer had before them: what came later is not signed off.
    seen_event_id: Mapped[int]
    key: Mapped[str] = mapped_column(String(64))

    trainer: Mapped[Person | None] = relationship(lazy="joined")
