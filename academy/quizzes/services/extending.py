"""More time for a running attempt. The rule: it is added to the end that the trainer saw, and no other."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.core.audit import record_audit
from academy.core.db import rows_changed
from academy.core.errors import ConflictError
from academy.notices.services import tell
from academy.quizzes.deadline import is_running
from academy.quizzes.models import Attempt, AttemptExtension


def extend_attempt(
    session: Session,
    *,
    attempt: Attempt,
    trainer: Person,
    minutes: int,
    reason: str,
    seen_end: datetime,
    key: str,
    now: datetime,
) -> AttemptExtension:
    """Give a running attempt more minutes, and tell its person. The same key again is the same extension.

    Raises ConflictError when the attempt has no deadline, is over, or ends at another time than `seen_end`.
    """
    known = session.scalars(select(AttemptExtension).filter_by(attempt_id=attempt.id, key=key)).one_or_none()
    if known is not None:
        return known
    if attempt.ends_at is None:
        raise ConflictError("This attempt has no deadline, so there is nothing to extend.")
    if not is_running(attempt, now):
        raise ConflictError("This attempt is over, so it got no more time. A new attempt can be started.")
    changed = session.execute(
        update(Attempt)
        .where(Attempt.id == attempt.id, Attempt.submitted_at.is_(None), Attempt.ends_at == seen_end)
        .values(ends_at=seen_end + timedelta(minutes=minutes))
        .execution_options(synchronize_session=False)
    )
    session.refresh(attempt)
    if not rows_changed(changed):
        raise ConflictError(
            "The attempt ends at another time than this page showed, or is submitted. It got no more time. "
            "Reload the page and look again."
        )
    extension = AttemptExtension(
        attempt_id=attempt.id, trainer_id=trainer.id, key=key, minutes=minutes, reason=reason, created_at=now
    )
    session.add(extension)
    tell(
        session,
        person=attempt.person,
        kind="More time",
        title=f"{trainer.name} gave you {minutes} more minutes for “{attempt.title}”: {reason}",
        url=f"/attempts/{attempt.id}",
        now=now,
    )
    subject = f"attempt {attempt.id}, {minutes} minutes"
    record_audit(session, now=now, actor_id=trainer.id, action="attempt extended", subject=subject)
    return extension
