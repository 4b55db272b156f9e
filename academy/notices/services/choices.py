"""What a person chooses: the kinds of notices they want, and how often the digest."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from academy.core.db import rows_changed, take_turns
from academy.notices.models import DigestChoice, MutedKind
from academy.notices.schedule import Rhythm


def choose(
    session: Session,
    *,
    person_id: int,
    offered: Collection[str],
    wanted: Collection[str],
    rhythm: Rhythm,
    now: datetime,
) -> None:
    """Keep what was chosen: of the kinds `offered` those `wanted`, and the rhythm. Other kinds stay."""
    take_turns(session, f"notices of person {person_id}")
    session.execute(
        delete(MutedKind).where(MutedKind.person_id == person_id, MutedKind.kind.in_(list(offered)))
    )
    session.add_all(MutedKind(person_id=person_id, kind=kind) for kind in offered if kind not in wanted)
    set_rhythm(session, person_id=person_id, rhythm=rhythm, now=now)


def set_rhythm(session: Session, *, person_id: int, rhythm: Rhythm, now: datetime) -> None:
    """Set how often the digest comes. Said again it changes nothing, not even since when."""
    take_turns(session, f"digest of person {person_id}")
    theirs = DigestChoice.person_id == person_id
    changed = session.execute(
        update(DigestChoice).where(theirs, DigestChoice.rhythm != rhythm).values(rhythm=rhythm, chosen_at=now)
    )
    if rows_changed(changed) or session.scalars(select(DigestChoice.person_id).where(theirs)).first():
        return
    session.add(DigestChoice(person_id=person_id, rhythm=rhythm, chosen_at=now))
    session.flush()  # the next one in this transaction finds it
