"""The brake on guessing: tries are counted in the database, so that it holds across processes and restarts.

The rule it keeps: a pause grows with the tries but not beyond LONGEST_PAUSE, and a try that was refused does
not count, so nobody can lock somebody else out for good.
"""

from __future__ import annotations

import hashlib
import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from academy.accounts.models import Try
from academy.core.db import take_turns
from academy.core.errors import LimitError

LONGEST_PAUSE = timedelta(minutes=10)
KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """So many free tries within a window; each further one has to wait twice as long as the one before it."""

    name: str
    free: int
    window: timedelta
    first_pause: timedelta = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Bound:
    """A limit for one subject: an account, a network address, or an account from one network address."""

    limit: Limit
    subjects: tuple[str, ...]

    @property
    def key(self) -> str:
        return ":".join((self.limit.name, *map(_digest, self.subjects)))


SIGN_IN_HERE = Limit("sign-in-here", free=5, window=timedelta(days=1))
SIGN_IN_ACCOUNT = Limit("sign-in-account", free=30, window=timedelta(days=1))
SIGN_IN_NETWORK = Limit("sign-in-network", free=30, window=timedelta(hours=1))
SIGN_UP_ACCOUNT = Limit("sign-up-account", free=5, window=timedelta(hours=1), first_pause=LONGEST_PAUSE)
SIGN_UP_NETWORK = Limit("sign-up-network", free=100, window=timedelta(hours=1))
RESET_ACCOUNT = Limit("reset-account", free=5, window=timedelta(minutes=10), first_pause=LONGEST_PAUSE)
RESET_NETWORK = Limit("reset-network", free=30, window=timedelta(hours=1))
LINK_NETWORK = Limit("link-network", free=30, window=timedelta(hours=1))
VERIFY_NETWORK = Limit("verify-network", free=60, window=timedelta(hours=1))
OWN_PASSWORD = Limit("own-password", free=5, window=timedelta(days=1))
NEW_ADDRESS = Limit("new-address", free=5, window=timedelta(hours=1), first_pause=LONGEST_PAUSE)


def bound(limit: Limit, *subjects: object) -> Bound:
    """The limit for these subjects."""
    return Bound(limit, tuple(map(str, subjects)))


def network_of(address: str) -> str:
    """What one subscriber holds: an IPv4 address, or the /64 of an IPv6 address."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if parsed.version == 4:
        return str(parsed)
    mapped = parsed.ipv4_mapped
    return str(mapped) if mapped else str(ipaddress.ip_network((parsed, 64), strict=False))


def count_try(session: Session, *, now: datetime, bounds: Sequence[Bound]) -> list[Try]:
    """Count one try against each bound; raises LimitError, and counts nothing, when one of them has to wait.

    The caller commits before it looks at the password, so that tries side by side cannot all slip through.
    """
    take_turns(session, *(bound.key for bound in bounds))
    pause = max(_pause_left(session, now=now, bound=bound) for bound in bounds)
    if pause > timedelta(0):
        seconds = max(1, round(pause.total_seconds()))
        raise LimitError(f"Too many tries. Wait {_in_words(seconds)}, then try again.", retry_after=seconds)
    session.execute(delete(Try).where(Try.at < now - KEPT_FOR))
    tries = [Try(key=bound.key, at=now) for bound in bounds]
    session.add_all(tries)
    return tries


def forgive(session: Session, *, tries: Sequence[Try]) -> None:
    """Take back tries that turned out right."""
    session.execute(delete(Try).where(Try.id.in_([one.id for one in tries])))


def forget(session: Session, *, limit: Limit, subject: object) -> None:
    """Forget every try against a limit whose first subject is this one."""
    key = bound(limit, subject).key
    session.execute(delete(Try).where((Try.key == key) | Try.key.startswith(f"{key}:", autoescape=True)))


def _pause_left(session: Session, *, now: datetime, bound: Bound) -> timedelta:
    limit = bound.limit
    recent = select(func.count(), func.max(Try.at)).where(Try.key == bound.key, Try.at > now - limit.window)
    count, latest = session.execute(recent).one()
    if count < limit.free:
        return timedelta(0)
    doublings = min(count - limit.free, 20)  # far beyond the longest pause, and no overflow
    pause: timedelta = min(limit.first_pause * 2**doublings, LONGEST_PAUSE)
    until: datetime = latest + pause
    return until - now


def _in_words(seconds: int) -> str:
    if seconds < 60:
        return f"{seconds} second{'s' if seconds > 1 else ''}"
    minutes = -(-seconds // 60)
    return f"{minutes} minute{'s' if minutes > 1 else ''}"


def _digest(subject: str) -> str:
    return hashlib.sha256(subject.encode()).hexdigest()[:32]
