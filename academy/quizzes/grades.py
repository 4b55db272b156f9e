"""Grading what was asked in an attempt, with what the person's studios have mended since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from academy.accounts.models import Membership, Person
from academy.core.db import take_turns
from academy.quizzes.amending import Correction
from academy.quizzes.asking import question_of, values_of
from academy.quizzes.grading import Graded, grade
from academy.quizzes.models import Amendment, Attempt, AttemptQuestion
from academy.quizzes.vocabulary import Change

Corrections = Mapping[str, Sequence[Correction]]


def corrections_for(session: Session, *, person: Person, digests: Collection[str]) -> Corrections:
    """What the studios of a person have mended in these versions of questions, by digest, oldest first."""
    studios = select(Membership.studio_id).where(Membership.person_id == person.id)
    return _corrections(standing_amendments(session, studio_ids=studios, digests=digests))


def standing_amendments(session: Session, *, studio_ids: object, digests: Collection[str]) -> list[Amendment]:
    """The amendments of studios (ids, or a selection of them) that nobody has revoked, oldest first."""
    revoking = aliased(Amendment)
    statement = (
        select(Amendment)
        .outerjoin(revoking, revoking.revokes_id == Amendment.id)
        .where(
            Amendment.studio_id.in_(studio_ids),  # type: ignore[arg-type]
            Amendment.digest.in_(digests),
            Amendment.revokes_id.is_(None),
            revoking.id.is_(None),
        )
        .order_by(Amendment.id)
    )
    return list(session.scalars(statement))


def corrections_by_person(
    session: Session, *, person_ids: Collection[int], digest: str
) -> dict[int, list[Correction]]:
    """What the studios of each of these people have mended in one version of a question; one query."""
    revoking = aliased(Amendment)
    rows = session.execute(
        select(Membership.person_id, Amendment)
        .join(Amendment, Amendment.studio_id == Membership.studio_id)
        .outerjoin(revoking, revoking.revokes_id == Amendment.id)
        .where(
            Membership.person_id.in_(person_ids),
            Amendment.digest == digest,
            Amendment.revokes_id.is_(None),
            revoking.id.is_(None),
        )
        .order_by(Amendment.id)
    )
    by_person: dict[int, list[Correction]] = defaultdict(list)
    for person_id, amendment in rows:
        by_person[person_id].append(correction_of(amendment))
    return by_person


def wait_for_amendments(session: Session, attempt: Attempt) -> None:
    """Let changes of keys come first, or wait: an answer is graded with all that stand."""
    take_turns(session, *(amendments_of(one.studio_id) for one in attempt.person.memberships))


def amendments_of(studio_id: int) -> str:
    """The name by which changes of a studio's keys take turns."""
    return f"amendments of studio {studio_id}"


def correction_of(amendment: Amendment) -> Correction:
    """The change that an amendment makes."""
    return Correction(Change(amendment.change), amendment.value)


def graded(asked: AttemptQuestion, corrections: Corrections) -> Graded:
    """The grade of a question with the answer that is stored."""
    question = question_of(asked.version.document)
    return grade(question, asked.response, values_of(asked.drawn), corrections.get(asked.digest, ()))


def grade_asked(asked: AttemptQuestion, corrections: Corrections, now: datetime) -> None:
    """Store the grade of a question; it was graded when it first was."""
    result = graded(asked, corrections)
    asked.points = float(result.points)
    asked.is_right = result.is_right
    asked.is_dropped = result.is_dropped
    asked.graded_at = asked.graded_at or now


def score_of(attempt: Attempt) -> tuple[float, int]:
    """The sum of points and of how many questions, without those that are dropped."""
    counted = [asked for asked in attempt.questions if not asked.is_dropped]
    return round(sum(asked.points or 0 for asked in counted), 6), len(counted)


def _corrections(amendments: Sequence[Amendment]) -> Corrections:
    by_digest: dict[str, list[Correction]] = defaultdict(list)
    for amendment in amendments:
        by_digest[amendment.digest].append(correction_of(amendment))
    return by_digest
