"""Whose run it is: everything for its player, the debrief for their trainers, nothing for anybody else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from academy.accounts.models import Membership, Person, Role
from academy.simulations.services import starting
from tests.browsers import Browser
from tests.clock import MONDAY_MORNING
from tests.integration.simulations.players import SEED, Player, fresh_key, start, store_day
from tests.people import Cast, sign_in

READING = ("", "desk", "state", "debrief", "decisions/1")
WRITING = ("decisions", "steps", "pauses", "resumptions", "contacts", "end")


@pytest.fixture
def player(client: Browser, people: Cast, session: Session, monkeypatch: pytest.MonkeyPatch) -> Player:
    monkeypatch.setattr(starting, "SEEDS", range(SEED, SEED + 1))
    store_day(session)
    return start(sign_in(client, people.ada))


@pytest.fixture
def as_person(player: Player, people: Cast, new_client: Callable[[], Browser]) -> Callable[[str], Player]:
    """Somebody else in front of Ada's run."""
    return lambda name: Player(sign_in(new_client(), people.by_name()[name]), player.run_id)


def write(player: Player, what: str) -> int:
    """The status of a well-formed write."""
    fields = {
        "decisions": {"op": "ask", "request": "R03"},
        "steps": {"by": "next"},
        "contacts": {},
    }.get(what, {})
    if what != "contacts":
        fields |= {"key": fresh_key(), "position": 1}
    headers = {"X-CSRFToken": player.token}
    return player.client.post(player.path(what), json=fields, headers=headers).status_code


@pytest.mark.parametrize("name", ["ben", "tom", "eve", "adm"])
def test_an_unfinished_run_is_its_player_s_alone(
    as_person: Callable[[str], Player], player: Player, name: str
) -> None:
    other = as_person(name)
    assert {other.client.get(other.path(what)).status_code for what in READING} == {404}
    assert {write(other, what) for what in WRITING} == {404}
    assert player.state()["position"] == 1


@pytest.mark.parametrize(("name", "status"), [("ben", 404), ("tom", 200), ("eve", 404), ("adm", 404)])
def test_a_finished_run_opens_for_trainers_of_the_player_s_studio(
    as_person: Callable[[str], Player], player: Player, name: str, status: int
) -> None:
    player.send("end")
    other = as_person(name)
    assert other.client.get(other.path("debrief")).status_code == status
    assert {other.client.get(other.path(what)).status_code for what in ("", "desk", "state")} == {404}
    assert {write(other, what) for what in WRITING} == {404}


def test_a_trainer_reads_the_decisions_but_cannot_play_again_for_somebody(
    as_person: Callable[[str], Player], player: Player
) -> None:
    player.send("end")
    tom = as_person("tom")
    page = tom.client.get(tom.path("debrief")).text
    assert 'id="decisions"' in page
    assert "Ada" in page
    assert "Play the day again" not in page


def test_a_learner_who_has_left_the_studio_is_out_of_sight(
    as_person: Callable[[str], Player], player: Player, people: Cast, session: Session
) -> None:
    player.send("end")
    session.query(Membership).filter_by(person_id=people.ada.id).delete()
    session.commit()
    tom = as_person("tom")
    assert tom.client.get(tom.path("debrief")).status_code == 404


def test_a_disabled_learner_is_out_of_sight(
    as_person: Callable[[str], Player], player: Player, people: Cast, session: Session
) -> None:
    player.send("end")
    session.get_one(Person, people.ada.id).disabled_at = MONDAY_MORNING
    session.commit()
    tom = as_person("tom")
    assert tom.client.get(tom.path("debrief")).status_code == 404


def test_another_trainer_s_run_is_not_a_learner_s(
    as_person: Callable[[str], Player], player: Player, people: Cast, session: Session
) -> None:
    player.send("end")
    session.query(Membership).filter_by(person_id=people.ada.id).one().role = Role.TRAINER
    session.commit()
    tom = as_person("tom")
    assert tom.client.get(tom.path("debrief")).status_code == 404


def test_learning_in_the_same_studio_is_not_training_there(
    as_person: Callable[[str], Player], player: Player, people: Cast, session: Session
) -> None:
    player.send("end")
    session.add(
        Membership(person_id=people.eve.id, studio=people.studio, role=Role.LEARNER, joined_at=MONDAY_MORNING)
    )
    session.commit()
    eve = as_person("eve")
    assert eve.client.get(eve.path("debrief")).status_code == 404


@pytest.mark.parametrize("run_id", ["0", "01", "999999", "9" * 18, "9" * 30, "-1", "1.0", "one"])
def test_numbers_that_name_no_run_are_404(player: Player, run_id: str) -> None:
    assert player.client.get(f"/runs/{run_id}/debrief").status_code == 404


@pytest.mark.parametrize("what", WRITING)
def test_writes_need_the_token(player: Player, what: str) -> None:
    response = player.client.post(player.path(what), json={"key": fresh_key(), "position": 1})
    assert response.status_code == 400
    assert player.state()["position"] == 1


@pytest.mark.parametrize("what", WRITING)
def test_writes_by_get_do_not_exist(player: Player, what: str) -> None:
    assert player.client.get(player.path(what)).status_code == 405
