"""Trainers sign off. The rule: a sign-off is a row for ever, and says only what its trainer had seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.checklists import queries
from academy.checklists.models import SignOff, Verdict, Worklist
from academy.checklists.sign_offs import has_changed_since, last_words
from academy.checklists.state import ListState, Word
from academy.core.db import take_turns
from academy.core.errors import AcademyError, ConflictError, NotFoundError
from academy.notices.services import tell

SAID = {
    Verdict.SIGNED_OFF: "signed off",
    Verdict.NOT_YET: "says not yet to",
    Verdict.WITHDRAWN: "withdrew what was said about",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a trainer says of an item, or (no item) of the list. `seen`: the last event they had seen."""

    item_id: str | None
    verdict: Verdict
    comment: str
    seen: int


def sign_off(
    session: Session, *, worklist: Worklist, trainer: Person, judgement: Judgement, key: str, now: datetime
) -> SignOff:
    """Store what the trainer says and tell the learner; sent twice, stored once.

    Raises NotFoundError for an unknown item, ConflictError when the item has changed since the trainer
    looked, AcademyError for what is not done or not said yet.
    """
    if earlier := _stored(session, worklist, judgement, key):
        return earlier
    take_turns(session, f"list {worklist.id}")
    state = queries.state_of(session, worklist=worklist)
    _check(session, worklist, state, judgement)
    row = SignOff(
        worklist_id=worklist.id,
        item_id=judgement.item_id,
        trainer_id=trainer.id,
        verdict=judgement.verdict,
        comment=judgement.comment,
        at=now,
        seen_event_id=judgement.seen,
        key=key,
    )
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()  # the same key may have come twice at once
    except IntegrityError:
        if earlier := _stored(session, worklist, judgement, key):
            return earlier
        raise
    what = f"{judgement.item_id} of " if judgement.item_id else ""
    title = f"{trainer.name} {SAID[judgement.verdict]} {what}{worklist.name}"
    anchor = f"#{judgement.item_id.lower()}" if judgement.item_id else ""
    tell(session, person=worklist.owner, kind="Sign-off", title=title, url=worklist.path + anchor, now=now)
    return row


def _check(session: Session, worklist: Worklist, state: ListState, judgement: Judgement) -> None:
    items = [state.item(judgement.item_id)] if judgement.item_id else list(state.items)
    found = [one for one in items if one is not None]
    if not found:
        raise NotFoundError(f"This list has no item {(judgement.item_id or '')[:12]}. Nothing was stored.")
    if judgement.verdict is Verdict.WITHDRAWN:
        said = queries.sign_offs_of(session, worklists=[worklist])[worklist.id]
        if judgement.item_id not in last_words(said):
            raise AcademyError("There is nothing to withdraw. Nothing was stored.")
        return
    if judgement.seen > state.last_event or any(has_changed_since(one, judgement.seen) for one in found):
        raise ConflictError(
            "Somebody has changed this since you opened the page. Nothing was stored: "
            "look again, then sign off. Your comment stands in the form if you go back."
        )
    if judgement.verdict is Verdict.SIGNED_OFF and judgement.item_id and found[0].word is not Word.DONE:
        raise AcademyError(f"{judgement.item_id} is not ticked, so it cannot be signed off. Say “not yet”.")
    if judgement.verdict is Verdict.SIGNED_OFF and not state.done:
        raise AcademyError("Nothing is ticked yet, so there is nothing to sign off.")


def _stored(session: Session, worklist: Worklist, judgement: Judgement, key: str) -> SignOff | None:
    row = session.scalars(select(SignOff).filter_by(worklist_id=worklist.id, key=key)).one_or_none()
    if row is not None and (row.item_id, row.verdict) != (judgement.item_id, judgement.verdict):
        raise ConflictError("This page has sent something else before. Load it again; what you said is kept.")
    return row
