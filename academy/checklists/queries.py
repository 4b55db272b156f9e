"""Reading lists that people work with, as each person may see them.

The rule it keeps: owners and the people who joined in work on a list while they belong to its studio;
trainers see the lists of the learners of their studios; anybody else finds nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Exists, Select, and_, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from academy.accounts.addresses import fold_address
from academy.accounts.models import Membership, Person, Studio
from academy.accounts.queries import present_learners, studio_ids_trained_by, token_hash
from academy.checklists.frozen import items_from
from academy.checklists.models import (
    EventKind,
    ShareLink,
    SignOff,
    Verdict,
    Worklist,
    WorklistEvent,
    WorklistMember,
)
from academy.checklists.sign_offs import Said, standing
from academy.checklists.state import Event, ListState, fold
from academy.core.errors import NotFoundError

SOMEBODY = "Somebody who has left"
NO_SUCH_LIST = "There is no such list, or it is not shared with you. Ask whoever started it to add you."
NO_SUCH_LINK = "This link has been withdrawn or never existed. Ask whoever sent it for the present one."


@dataclass(frozen=True, slots=True)
class Summary:
    """A list with how far it is."""

    worklist: Worklist
    state: ListState
    signed_off: int = 0


@dataclass(frozen=True, slots=True)
class SignedOffItem:
    """An item that a trainer signed off, as evidence of a skill; `taught` is "course/module"."""

    item_id: str
    code: str
    taught: str
    at: datetime
    by: str
    worklist_id: int


def worklists_of(session: Session, *, person: Person) -> list[Worklist]:
    """The lists a person works on, the newest first, archived ones too."""
    return list(session.scalars(_worked_on_by(person).order_by(Worklist.id.desc())))


def worklist_of(session: Session, *, person: Person, worklist_id: int) -> Worklist:
    """That list, when this person works on it; raises NotFoundError."""
    return _one(session, _worked_on_by(person).where(Worklist.id == worklist_id))


def own_worklist(session: Session, *, person: Person, worklist_id: int) -> Worklist:
    """That list, when this person started it; raises NotFoundError."""
    return _one(session, select(Worklist).where(Worklist.id == worklist_id, Worklist.owner_id == person.id))


def worklist_trained_by(session: Session, *, trainer: Person, worklist_id: int) -> Worklist:
    """That list, when a learner of a studio in which this person trains started it; or NotFoundError."""
    statement = _of_learners().where(
        Worklist.id == worklist_id, Worklist.studio_id.in_(studio_ids_trained_by(trainer))
    )
    return _one(session, statement)


def lists_of_learner(session: Session, *, learner: Person, studio_id: int) -> list[Summary]:
    """The lists that a learner of this studio has started there, the newest first."""
    statement = _of_learners().where(Worklist.owner_id == learner.id, Worklist.studio_id == studio_id)
    return summaries_of(session, worklists=list(session.scalars(statement.order_by(Worklist.id.desc()))))


def studios_of(session: Session, *, person: Person) -> list[Studio]:
    """The studios a person belongs to, by name."""
    statement = select(Studio).join(Membership, Membership.studio_id == Studio.id)
    return list(session.scalars(statement.where(Membership.person_id == person.id).order_by(Studio.name)))


def state_of(session: Session, *, worklist: Worklist) -> ListState:
    """A list at present."""
    return states_of(session, worklists=[worklist])[worklist.id]


def states_of(session: Session, *, worklists: Sequence[Worklist]) -> dict[int, ListState]:
    """Lists at present, by their ids; one query however many there are."""
    events: dict[int, list[Event]] = defaultdict(list)
    rows = session.execute(
        select(WorklistEvent, Person.name)
        .outerjoin(Person, Person.id == WorklistEvent.person_id)
        .where(WorklistEvent.worklist_id.in_([one.id for one in worklists]))
    )
    for row, name in rows:
        kind = EventKind(row.kind)
        event = Event(row.id, row.item_id, kind, row.payload, row.person_id, name or SOMEBODY, row.at)
        events[row.worklist_id].append(event)
    return {one.id: fold(items_from(one.items), events[one.id], due_at=one.due_at) for one in worklists}


def sign_offs_of(session: Session, *, worklists: Sequence[Worklist]) -> dict[int, list[Said]]:
    """What trainers said about these lists, by list, the oldest first."""
    said: dict[int, list[Said]] = {one.id: [] for one in worklists}
    statement = select(SignOff).where(SignOff.worklist_id.in_(said)).order_by(SignOff.id)
    for row in session.scalars(statement):
        name = row.trainer.name if row.trainer else SOMEBODY
        said[row.worklist_id].append(
            Said(row.id, row.item_id, Verdict(row.verdict), row.comment, name, row.at, row.seen_event_id)
        )
    return said


def summaries_of(session: Session, *, worklists: Sequence[Worklist]) -> list[Summary]:
    """The lists with how far each is, in the same order."""
    states = states_of(session, worklists=worklists)
    said = sign_offs_of(session, worklists=worklists)
    return [Summary(one, states[one.id], len(standing(states[one.id], said[one.id]))) for one in worklists]


def signed_off_items(session: Session, *, person: Person) -> list[SignedOffItem]:
    """The items that this person ticked and a trainer signed off, while both stand; the newest first."""
    ticked = select(WorklistEvent.worklist_id).where(
        WorklistEvent.person_id == person.id, WorklistEvent.kind == EventKind.TICKED
    )
    signed = Worklist.id.in_(select(SignOff.worklist_id))
    worklists = list(session.scalars(select(Worklist).where(Worklist.id.in_(ticked), signed)))
    states, said = states_of(session, worklists=worklists), sign_offs_of(session, worklists=worklists)
    found = []
    for worklist in worklists:
        state = states[worklist.id]
        for item_id, row in standing(state, said[worklist.id]).items():
            one = state.item(item_id)
            if one is not None and one.said is not None and one.said.person_id == person.id:
                found.append(
                    SignedOffItem(item_id, worklist.code, one.item.taught, row.at, row.who, worklist.id)
                )
    return sorted(found, key=lambda one: (one.at, one.item_id), reverse=True)


def members_of(session: Session, *, worklist: Worklist) -> list[WorklistMember]:
    """Who works on the list besides its owner, by name."""
    statement = (
        select(WorklistMember)
        .join(Person, Person.id == WorklistMember.person_id)
        .where(WorklistMember.worklist_id == worklist.id, WorklistMember.left_at.is_(None))
        .where(_belongs_to(WorklistMember.person_id, worklist.studio_id))
    )
    return list(session.scalars(statement.order_by(Person.name, Person.id)))


def open_share_link(session: Session, *, worklist: Worklist) -> ShareLink | None:
    """The link by which the list can be read at present."""
    statement = select(ShareLink).where(ShareLink.worklist_id == worklist.id, ShareLink.revoked_at.is_(None))
    return session.scalars(statement).one_or_none()


def worklist_of_token(session: Session, *, token: str) -> Worklist:
    """The list that a link with this token shows; raises NotFoundError once the link is withdrawn."""
    statement = (
        select(Worklist)
        .join(ShareLink, ShareLink.worklist_id == Worklist.id)
        .where(ShareLink.token_hash == token_hash(token), ShareLink.revoked_at.is_(None))
        .join(Worklist.owner)
        .where(Person.disabled_at.is_(None))
    )
    worklist = session.scalars(statement).one_or_none()
    if worklist is None:
        raise NotFoundError(NO_SUCH_LINK)
    return worklist


def colleague_of_address(session: Session, *, worklist: Worklist, email: str) -> Person | None:
    """The person of the list's studio with this address, however it is spelled."""
    statement = _colleagues(worklist).where(Person.email_key == fold_address(email))
    return session.scalars(statement).one_or_none()


def is_colleague(session: Session, *, worklist: Worklist, person: Person) -> bool:
    """Whether this person belongs to the list's studio."""
    return session.scalars(_colleagues(worklist).where(Person.id == person.id)).first() is not None


def colleagues_among(session: Session, *, worklist: Worklist, person_ids: Iterable[int]) -> list[Person]:
    """Those of these people who belong to the list's studio and do not work on the list yet, by name."""
    working = {worklist.owner_id, *(one.person_id for one in members_of(session, worklist=worklist))}
    wanted = [person_id for person_id in person_ids if person_id not in working]
    statement = _colleagues(worklist).where(Person.id.in_(wanted)).order_by(Person.name, Person.id)
    return list(session.scalars(statement))


def _worked_on_by(person: Person) -> Select[Worklist]:
    joined = exists().where(
        WorklistMember.worklist_id == Worklist.id,
        WorklistMember.person_id == person.id,
        WorklistMember.left_at.is_(None),
        Membership.person_id == person.id,
        Membership.studio_id == Worklist.studio_id,
    )
    return select(Worklist).where(or_(Worklist.owner_id == person.id, joined))


def _of_learners() -> Select[Worklist]:
    """Lists whose owner is a present learner of the list's studio."""
    return (
        present_learners()
        .join(
            Worklist,
            and_(Worklist.owner_id == Membership.person_id, Worklist.studio_id == Membership.studio_id),
        )
        .with_only_columns(Worklist)
    )


def _colleagues(worklist: Worklist) -> Select[Person]:
    return select(Person).where(Person.disabled_at.is_(None), _belongs_to(Person.id, worklist.studio_id))


def _belongs_to(person_id: InstrumentedAttribute[int], studio_id: int | None) -> Exists:
    return exists().where(Membership.person_id == person_id, Membership.studio_id == studio_id)


def _one(session: Session, statement: Select[Worklist]) -> Worklist:
    worklist = session.scalars(statement).one_or_none()
    if worklist is None:
        raise NotFoundError(NO_SUCH_LIST)
    return worklist
