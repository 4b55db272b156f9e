"""People, studios, roles, and what proves who somebody is: sign-ins, single-use links, tries."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.core.access import Access
from academy.core.db import Base, UtcDateTime


class Role(StrEnum):
    """What somebody may do in one studio."""

    LEARNER = "learner"
    TRAINER = "trainer"
    ADMIN = "admin"


class Rung(StrEnum):
    """Where on the ladder a person stands."""

    STUDENT = "student"
    RUNNER = "runner"
    ASSISTANT = "assistant"
    COORDINATOR = "coordinator"
    OTHER = "other"


class TimeFactor(StrEnum):
    """How much longer than usual a person has for timed work."""

    STANDARD = "1.0"
    QUARTER_MORE = "1.25"
    HALF_MORE = "1.5"
    DOUBLE = "2.0"
    UNTIMED = "untimed"


class Theme(StrEnum):
    """Colours of the pages."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class LinkPurpose(StrEnum):
    """What a mailed single-use link is for."""

    RESET_PASSWORD = "reset_password"  # noqa: S105
    CONFIRM_ADDRESS = "confirm_address"
    CHANGE_ADDRESS = "change_address"


class Studio(Base):
    """A studio: the wall between one tenant's people and another's."""

    __tablename__ = "studios"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Person(Base):
    """Somebody with an account. `email_key` is the folded form of the address by which it is unique."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    email_key: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    password_hash: Mapped[str] = mapped_column(String(200))
    time_zone: Mapped[str] = mapped_column(String(60), default="Europe/London")
    rung: Mapped[Rung] = mapped_column(String(20), default=Rung.RUNNER)
    time_factor: Mapped[TimeFactor] = mapped_column(String(10), default=TimeFactor.STANDARD)
    theme: Mapped[Theme] = mapped_column(String(10), default=Theme.SYSTEM)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    site_admin_since: Mapped[datetime | None] = mapped_column(UtcDateTime)

    memberships: Mapped[list[Membership]] = relationship(
        back_populates="person", lazy="selectin", cascade="all, delete-orphan", passive_deletes=True
    )

    def roles(self) -> set[str]:
        """The roles this person has in any studio."""
        return {str(membership.role) for membership in self.memberships}

    def may(self, access: Access) -> bool:
        """Whether the person's roles include this kind of access; loading decides which objects."""
        if access is Access.TRAINER:
            return bool(self.roles() & {Role.TRAINER, Role.ADMIN})
        if access is Access.ADMIN:
            return Role.ADMIN in self.roles()
        if access is Access.SITE_ADMIN:
            return self.site_admin_since is not None
        return access in {Access.PUBLIC, Access.SIGNED_IN}


class Membership(Base):
    """A person's role in one studio."""

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("person_id", "studio_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    studio_id: Mapped[int] = mapped_column(ForeignKey("studios.id", ondelete="CASCADE"), index=True)
    role: Mapped[Role] = mapped_column(String(20))
    joined_at: Mapped[datetime] = mapped_column(UtcDateTime)

    person: Mapped[Person] = relationship(back_populates="memberships")
    studio: Mapped[Studio] = relationship(lazy="joined")


class SignIn(Base):
    """One signed-in browser. Only the hash of its token is kept; ending the row ends the session."""

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_remembered: Mapped[bool]
    browser: Mapped[str] = mapped_column(String(200), default="")
    address: Mapped[str] = mapped_column(String(60), default="")

    person: Mapped[Person] = relationship(lazy="joined")


class MailedLink(Base):
    """A single-use link sent by mail. Only the hash of its token is kept; a newer link ends the older ones.

    `email` is the address it was sent to: for a change of address, the one to change to.
    """

    __tablename__ = "mailed_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[LinkPurpose] = mapped_column(String(20))
    email: Mapped[str] = mapped_column(String(254))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    person: Mapped[Person] = relationship(lazy="joined")


class Try(Base):
    """One try at something that is braked, such as a sign-in. `key` names the limit and whom it holds for."""

    __tablename__ = "tries"
    __table_args__ = (Index("ix_tries_key_at", "key", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
