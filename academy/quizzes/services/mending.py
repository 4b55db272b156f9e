"""Mending a wrong key for a studio: try it, apply it with a reason, revoke it.

The rule: attempts are graded again from the answers that are stored, every change of a score is kept as a
row, and everybody whose score changes is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from academy.accounts.models import Membership, Person, Studio
from academy.core.audit import record_audit
from academy.core.db import take_turns
from academy.core.errors import ConflictError
from academy.notices.services import tell
from academy.quizzes.amending import Correction, fault_of
from academy.quizzes.asking import question_of
from academy.quizzes.errors import CannotMendError
from academy.quizzes.grades import (
    amendments_of,
    correction_of,
    corrections_by_person,
    graded,
    standing_amendments,
)
from academy.quizzes.grading import Graded
from academy.quizzes.models import Amendment, Attempt, AttemptQuestion, QuestionVersion, Regrade
from academy.quizzes.rules import ROUNDING, rules_from_plain


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """What a change of a key does, or did, to one finished attempt."""

    attempt: Attempt
    position: int
    score_before: float
    out_of_before: int
    score_after: float
    out_of_after: int

    @property
    def was_passed(self) -> bool:
        return rules_from_plain(self.attempt.rules).is_passed(self.score_before, self.out_of_before)

    @property
    def is_passed(self) -> bool:
        return rules_from_plain(self.attempt.rules).is_passed(self.score_after, self.out_of_after)


def preview_amendment(
    session: Session, *, studio: Studio, version: QuestionVersion, correction: Correction
) -> list[ScoreChange]:
    """Whose scores the correction would change, and by how much. Nothing is written.

    Raises CannotMendError when the correction makes no sense for the question.
    """
    _check(session, studio, version, correction)
    again = _graded_again(session, studio, version.digest, plus=correction)
    return [change for asked, result in again if (change := _score_change(asked, result))]


def amend(
    session: Session,
    *,
    studio: Studio,
    version: QuestionVersion,
    correction: Correction,
    reason: str,
    key: str,
    author: Person,
    now: datetime,
) -> Amendment:
    """Change the key for a studio from now on, and grade its people's attempts again.

    The same key again is the same amendment. Raises CannotMendError.
    """
    take_turns(session, amendments_of(studio.id))
    known = session.scalars(select(Amendment).filter_by(studio_id=studio.id, key=key)).one_or_none()
    if known is not None:
        return known
    _check(session, studio, version, correction)
    amendment = Amendment(
        studio_id=studio.id,
        author_id=author.id,
        digest=version.digest,
        key=key,
        change=correction.change,
        value=correction.value,
        reason=reason,
        created_at=now,
    )
    _apply(session, amendment, studio, author, now)
    return amendment


def revoke(
    session: Session, *, amendment: Amendment, reason: str, author: Person, now: datetime
) -> Amendment:
    """Undo an amendment by another one. Raises ConflictError when it cannot be undone."""
    take_turns(session, amendments_of(amendment.studio_id))
    undone = session.scalars(select(Amendment.id).filter_by(revokes_id=amendment.id)).one_or_none()
    if undone is not None or amendment.revokes_id is not None:
        raise ConflictError("This amendment is revoked already. Nothing was changed.")
    revoking = Amendment(
        studio_id=amendment.studio_id,
        author_id=author.id,
        digest=amendment.digest,
        key=f"revokes:{amendment.id}",
        change=amendment.change,
        value=amendment.value,
        reason=reason,
        created_at=now,
        revokes_id=amendment.id,
    )
    _apply(session, revoking, amendment.studio, author, now)
    return revoking


def _check(session: Session, studio: Studio, version: QuestionVersion, correction: Correction) -> None:
    standing = standing_amendments(session, studio_ids=[studio.id], digests=[version.digest])
    fault = fault_of(
        question_of(version.document), correction, [correction_of(amendment) for amendment in standing]
    )
    if fault:
        raise CannotMendError(fault)


def _apply(session: Session, amendment: Amendment, studio: Studio, author: Person, now: datetime) -> None:
    session.add(amendment)
    session.flush()  # its rows refer to it, and grading again finds it among those that stand
    for asked, result in _graded_again(session, studio, amendment.digest):
        change = _score_change(asked, result)
        asked.points, asked.is_right = float(result.points), result.is_right
        asked.is_dropped = result.is_dropped
        if change is None:
            continue
        change.attempt.score, change.attempt.out_of = change.score_after, change.out_of_after
        session.add(
            Regrade(
                amendment_id=amendment.id,
                attempt_id=change.attempt.id,
                position=change.position,
                score_before=change.score_before,
                score_after=change.score_after,
                out_of_before=change.out_of_before,
                out_of_after=change.out_of_after,
                created_at=now,
            )
        )
        _tell(session, change, amendment.reason, now)
    subject = f"amendment {amendment.id}, studio {studio.id}"
    record_audit(session, now=now, actor_id=author.id, action="question key amended", subject=subject)


def _graded_again(
    session: Session, studio: Studio, digest: str, *, plus: Correction | None = None
) -> list[tuple[AttemptQuestion, Graded]]:
    """The question graded again wherever people of the studio have answered it. Nothing is changed."""
    answered = _graded_answers(session, studio, digest)
    people = {asked.attempt.person_id for asked in answered}
    standing = corrections_by_person(session, person_ids=people, digest=digest)
    more = [plus] if plus else []
    return [
        (asked, graded(asked, {digest: [*standing.get(asked.attempt.person_id, ()), *more]}))
        for asked in answered
    ]


def _score_change(asked: AttemptQuestion, result: Graded) -> ScoreChange | None:
    """What another grade of one question does to its attempt; None for nothing, or while it goes on."""
    attempt = asked.attempt
    if attempt.submitted_at is None or attempt.score is None:
        return None  # practice that goes on is added up when it is finished
    others = [one for one in attempt.questions if one is not asked and not one.is_dropped]
    points = sum(one.points or 0 for one in others)
    score = round(points + (0 if result.is_dropped else float(result.points)), 6)
    out_of = len(others) + (not result.is_dropped)
    if abs(score - attempt.score) <= ROUNDING and out_of == attempt.out_of:
        return None
    return ScoreChange(attempt, asked.position, attempt.score, attempt.out_of, score, out_of)


def _graded_answers(session: Session, studio: Studio, digest: str) -> Sequence[AttemptQuestion]:
    people = select(Membership.person_id).where(Membership.studio_id == studio.id)
    return session.scalars(
        select(AttemptQuestion)
        .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        .where(
            AttemptQuestion.digest == digest,
            AttemptQuestion.graded_at.is_not(None),
            Attempt.person_id.in_(people),
        )
        .options(
            joinedload(AttemptQuestion.attempt).options(
                joinedload(Attempt.person), selectinload(Attempt.questions)
            )
        )
        .order_by(AttemptQuestion.id)
    ).all()


def _tell(session: Session, change: ScoreChange, reason: str, now: datetime) -> None:
    score, out_of = f"{change.score_after:.4g}", change.out_of_after
    verdict = ""
    if change.was_passed != change.is_passed:
        verdict = " That passes." if change.is_passed else " That no longer passes."
    tell(
        session,
        person=change.attempt.person,
        kind="Score",
        title=f"“{change.attempt.title}” now counts {score} of {out_of} points.{verdict} Why: {reason}",
        url=f"/attempts/{change.attempt.id}/review",
        now=now,
    )
