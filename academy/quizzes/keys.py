"""Reading amendments of keys, and what of a question can be amended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from academy.accounts.models import Membership, Person, Studio
from academy.accounts.queries import studio_ids_trained_by
from academy.content.questions.kinds import FindErrors, MultipleChoice, Question, SingleChoice
from academy.core.errors import NotFoundError
from academy.quizzes.amending import Correction, amended, changes_for, keys_of
from academy.quizzes.asking import question_of
from academy.quizzes.grades import correction_of, standing_amendments
from academy.quizzes.grading import line_text
from academy.quizzes.models import Amendment, Attempt, AttemptQuestion, QuestionVersion, Regrade
from academy.quizzes.vocabulary import Change


@dataclass(frozen=True, slots=True)
class Choice:
    """One change that can be tried, as "change:value", in words."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class AmendmentRow:
    """An amendment with what it is about in words, and whether it stands."""

    amendment: Amendment
    question: Question
    words: str
    stands: bool


def studios_of(session: Session, *, trainer: Person) -> list[Studio]:
    """The studios for which this person may amend keys, by name."""
    statement = select(Studio).where(Studio.id.in_(studio_ids_trained_by(trainer))).order_by(Studio.name)
    return list(session.scalars(statement))


def shared_with(learner: Person, studios: Iterable[Studio]) -> list[Studio]:
    """Those of the studios to which the learner belongs."""
    theirs = {membership.studio_id for membership in learner.memberships}
    return [studio for studio in studios if studio.id in theirs]


def studio_of(session: Session, *, trainer: Person, studio_id: int) -> Studio:
    """That studio, when this person trains there; raises NotFoundError."""
    for studio in studios_of(session, trainer=trainer):
        if studio.id == studio_id:
            return studio
    raise NotFoundError


def version_for(session: Session, *, studio: Studio, digest: str) -> QuestionVersion:
    """A version of a question that people of the studio have been asked; raises NotFoundError."""
    asked = (
        exists()
        .where(AttemptQuestion.digest == QuestionVersion.digest)
        .where(Attempt.id == AttemptQuestion.attempt_id)
        .where(Membership.person_id == Attempt.person_id, Membership.studio_id == studio.id)
    )
    version = session.scalars(
        select(QuestionVersion).where(QuestionVersion.digest == digest, asked)
    ).one_or_none()
    if version is None:
        raise NotFoundError("Nobody of your studio has been asked this version of the question.")
    return version


def amendments_by(session: Session, *, trainer: Person) -> list[AmendmentRow]:
    """The amendments of the studios where this person trains, newest first, with what each changed."""
    revoking = aliased(Amendment)
    rows = session.execute(
        select(Amendment, revoking.id)
        .outerjoin(revoking, revoking.revokes_id == Amendment.id)
        .where(Amendment.studio_id.in_(studio_ids_trained_by(trainer)))
        .options(
            joinedload(Amendment.studio),
            joinedload(Amendment.author),
            selectinload(Amendment.regrades).joinedload(Regrade.attempt).joinedload(Attempt.person),
        )
        .order_by(Amendment.id.desc())
    )
    return [_row(amendment, revoked_by) for amendment, revoked_by in rows]


def amendment_for_trainer(session: Session, *, trainer: Person, amendment_id: int) -> Amendment:
    """That amendment, when this person trains in its studio; raises NotFoundError."""
    amendment = session.scalars(
        select(Amendment).where(
            Amendment.id == amendment_id, Amendment.studio_id.in_(studio_ids_trained_by(trainer))
        )
    ).one_or_none()
    if amendment is None:
        raise NotFoundError
    return amendment


def choices_for(session: Session, *, studio: Studio, version: QuestionVersion) -> list[Choice]:
    """The changes that a studio can make to a question, as its key stands there."""
    standing = [
        correction_of(amendment)
        for amendment in standing_amendments(session, studio_ids=[studio.id], digests=[version.digest])
    ]
    question, _, is_dropped = amended(question_of(version.document), standing)
    if is_dropped:
        return []
    choices = []
    for change in changes_for(question):
        if change in {Change.ACCEPT, Change.DROP}:
            choices.append(Choice(change, words_of_change(question, Correction(change))))
            continue
        for place, is_right in enumerate(keys_of(question)):
            if is_right is (change is Change.NOT_RIGHT):
                correction = Correction(change, str(place))
                choices.append(Choice(f"{change}:{place}", words_of_change(question, correction)))
    return choices


def words_of_change(question: Question, correction: Correction) -> str:
    """A change of a key in words."""
    text = ""
    if correction.change in {Change.RIGHT, Change.NOT_RIGHT}:
        text = _texts(question)[int(correction.value)]
    match correction.change:
        case Change.ACCEPT:
            return (
                f"Accept also “{correction.value}”" if correction.value else "Accept another answer as well"
            )
        case Change.DROP:
            return "Drop the question: it counts for nobody"
        case Change.RIGHT if isinstance(question, FindErrors):
            return f"This line is to be marked: “{text}”"
        case Change.NOT_RIGHT if isinstance(question, FindErrors):
            return f"This line is sound: “{text}”"
        case Change.RIGHT:
            return f"This option is right: “{text}”"
    return f"This option is not right: “{text}”"


def _texts(question: Question) -> Sequence[str]:
    match question:
        case SingleChoice() | MultipleChoice():
            return [option.text for option in question.options]
        case FindErrors():
            return [line_text(question, place) for place in range(len(question.lines))]
    return []


def _row(amendment: Amendment, revoked_by: int | None) -> AmendmentRow:
    question = question_of(amendment.version.document)
    words = words_of_change(question, correction_of(amendment))
    return AmendmentRow(
        amendment=amendment,
        question=question,
        words=f"Taken back: {words}" if amendment.revokes_id else words,
        stands=amendment.revokes_id is None and revoked_by is None,
    )
