"""Choosing what one is told, and how often the digest comes."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.notices.kinds import KINDS
from academy.notices.models import DigestChoice, MutedKind
from tests.browsers import Browser
from tests.clock import FakeClock
from tests.people import Cast, sign_in

PATH = "/account/notices"


def muted(session: Session) -> set[tuple[int, str]]:
    session.expire_all()
    return {(one.person_id, one.kind) for one in session.scalars(select(MutedKind))}


def rhythms(session: Session) -> list[str]:
    session.expire_all()
    return [str(one) for one in session.scalars(select(DigestChoice.rhythm))]


def test_everything_is_told_and_the_digest_is_weekly_until_somebody_chooses(ada: Browser) -> None:
    page = ada.get(PATH).text
    assert page.count("checked") == len(KINDS) + 1
    assert 'checked id="rhythm-1"' in page
    assert 'value="weekly"' in page


def test_what_is_left_out_is_muted_and_can_be_taken_back(
    ada: Browser, people: Cast, session: Session
) -> None:
    session.add(MutedKind(person_id=people.ben.id, kind="Cohort"))
    session.add(MutedKind(person_id=people.ada.id, kind="A kind of another time"))
    wanted = [kind for kind in KINDS if kind != "Cohort"]
    assert ada.submit(PATH, kinds=wanted, rhythm="daily").location == PATH
    kept = {(people.ben.id, "Cohort"), (people.ada.id, "A kind of another time")}
    assert muted(session) == kept | {(people.ada.id, "Cohort")}
    assert rhythms(session) == ["daily"]
    ada.submit(PATH, kinds=list(KINDS), rhythm="off")
    assert muted(session) == kept
    assert rhythms(session) == ["off"]


def test_nothing_at_all_may_be_wanted(ada: Browser, session: Session) -> None:
    assert ada.submit(PATH, rhythm="off").status_code == 303
    assert len(muted(session)) == len(KINDS)


def test_saved_again_nothing_changes_not_even_since_when(
    ada: Browser, session: Session, clock: FakeClock
) -> None:
    first = clock.now()
    for _ in range(2):
        assert ada.submit(PATH, kinds=["Cohort"], rhythm="daily").status_code == 303
        clock.advance(hours=1)
    assert session.scalars(select(DigestChoice.chosen_at)).one() == first
    assert len(muted(session)) == len(KINDS) - 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kinds": ["Cohort"]}, "Choose how often."),
        ({"kinds": ["Cohort"], "rhythm": "hourly"}, "Not a valid choice"),
        ({"kinds": ["Gossip"], "rhythm": "daily"}, "is not a valid choice"),
    ],
)
def test_a_wrong_answer_is_said_beside_the_field_and_changes_nothing(
    ada: Browser, session: Session, fields: dict[str, object], said: str
) -> None:
    answer = ada.submit(PATH, **fields)
    assert answer.status_code == 422
    assert said in answer.text
    assert (muted(session), rhythms(session)) == (set(), [])


def test_a_field_that_the_form_has_not_is_refused(ada: Browser, session: Session) -> None:
    assert ada.submit(PATH, rhythm="daily", person_id="1").status_code == 400
    assert rhythms(session) == []


def test_one_chooses_for_oneself(ada: Browser, people: Cast, session: Session, new_client) -> None:  # type: ignore[no-untyped-def]
    ada.submit(PATH, kinds=[], rhythm="off")
    ben = sign_in(new_client(), people.ben).get(PATH).text
    assert ben.count("checked") == len(KINDS) + 1
