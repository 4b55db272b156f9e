"""Notices, and what each person wants to be told: in the app, by mail, in their calendar.

The rule it keeps: of the secret in an address only the hash is stored.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from academy.core.db import Base, UtcDateTime
from academy.notices.schedule import Rhythm


class Notice(Base):
    """One thing that one person was told; `url` is a path of this site."""

    __tablename__ = "notices"
    __table_args__ = (Index("ix_notices_person_id_created_at", "person_id", "created_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(300))
    url: Mapped[str] = mapped_column(String(300))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class MutedKind(Base):
    """A kind of notice that a person does not want. Without a row they are told."""

    __tablename__ = "muted_kinds"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)


class DigestChoice(Base):
    """How often a person wants the digest. Without a row it is weekly."""

    __tablename__ = "digest_choices"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    rhythm: Mapped[Rhythm] = mapped_column(String(10))
    chosen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Digest(Base):
    """A person's digest of one day of theirs: there is one at most, even when it had nothing to say.

    `token_hash` is that of the unsubscribe address in its mail; None when no mail was sent.
    """

    __tablename__ = "digests"
    __table_args__ = (UniqueConstraint("person_id", "day"), UniqueConstraint("token_hash"))

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    day: Mapped[date]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    token_hash: Mapped[str | None] = mapped_column(String(64))


class CalendarFeed(Base):
    """The address at which a person's calendar fetches their due times; no hash, no address.

    `revision` counts the changes: a form says which one it has seen.
    """

    __tablename__ = "calendar_feeds"
    __table_args__ = (UniqueConstraint("token_hash"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    token_hash: Mapped[str | None] = mapped_column(String(64))
    revision: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
