"""Time in a live run: the server's clock alone, the time factor, pauses, and lost contact."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.accounts.models import TimeFactor
from academy.simulations.models import EventKind, Run, RunEvent
from tests.browsers import Browser
from tests.clock import FakeClock
from tests.integration.simulations.players import Player, start
from tests.people import Cast, sign_in


def play_on(player: Player, clock: FakeClock, *, seconds: float) -> None:
    """Let real time pass with the desk open."""
    while seconds > 0:
        clock.advance(seconds=min(8, seconds))
        assert player.send("contacts").json == {"is_running": True}
        seconds -= 8


def kinds(session: Session) -> list[str]:
    session.expire_all()
    return list(session.scalars(select(RunEvent.kind).order_by(RunEvent.position)))


def test_a_minute_takes_a_second_and_a_half(live: Player, clock: FakeClock) -> None:
    play_on(live, clock, seconds=60)
    assert live.view()["minute"] == 40


@pytest.mark.parametrize(
    ("factor", "minute"),
    [(TimeFactor.QUARTER_MORE, 32), (TimeFactor.HALF_MORE, 26), (TimeFactor.DOUBLE, 20)],
)
def test_the_time_factor_slows_the_day(
    ada: Browser, day: None, people: Cast, clock: FakeClock, factor: TimeFactor, minute: int
) -> None:
    people.ada.time_factor = factor
    live = start(ada, mode="live")
    play_on(live, clock, seconds=60)
    assert live.view()["minute"] == minute


def test_a_decision_counts_at_the_server_s_minute(live: Player, clock: FakeClock) -> None:
    live_wait(live, clock)
    request = live.view()["requests"][0]["id"]
    clock.advance(seconds=3)
    minute = live.view()["minute"]
    assert live.decide("ask", request).json["minute"] == minute


def live_wait(live: Player, clock: FakeClock) -> None:
    while not live.view()["requests"]:
        play_on(live, clock, seconds=8)


def test_the_client_is_told_when_to_ask_again(live: Player, clock: FakeClock) -> None:
    state = live.state()
    assert 0 < state["next_minute_in_ms"] <= 1500
    assert 0 < state["next_change_in_ms"] <= 5000
    clock.advance(milliseconds=400)
    assert live.state()["next_minute_in_ms"] == state["next_minute_in_ms"] - 400


def test_a_clock_set_back_moves_no_minute_back(live: Player, clock: FakeClock, people: Cast) -> None:
    live_wait(live, clock)
    minute = live.view()["minute"]
    live.decide("ask", live.view()["requests"][0]["id"])
    clock.advance(hours=-1)
    sign_in(live.client, people.ada)  # a cookie from the future is not believed
    assert live.view()["minute"] == minute


def test_a_pause_stops_the_day_and_is_in_the_log(live: Player, clock: FakeClock, session: Session) -> None:
    play_on(live, clock, seconds=30)
    assert live.send("pauses").status_code == 200
    clock.advance(hours=2)
    state = live.state()
    assert (state["view"]["minute"], state["is_running"]) == (20, False)
    assert live.send("resumptions").status_code == 200
    play_on(live, clock, seconds=15)
    assert live.view()["minute"] == 30
    assert kinds(session) == [EventKind.RUN_STARTED, EventKind.RUN_PAUSED, EventKind.RUN_RESUMED]


def test_pausing_twice_and_resuming_a_running_day_change_nothing(live: Player, session: Session) -> None:
    assert live.send("resumptions").status_code == 200
    assert [live.send("pauses").status_code for _ in range(2)] == [200, 200]
    assert kinds(session) == [EventKind.RUN_STARTED, EventKind.RUN_PAUSED]


def test_without_contact_the_day_stops_twenty_seconds_later(live: Player, clock: FakeClock) -> None:
    play_on(live, clock, seconds=30)
    clock.advance(minutes=30)
    state = live.state()
    assert (state["view"]["minute"], state["is_running"]) == (33, False)
    assert live.send("contacts").json == {"is_running": False}
    assert "paused" in live.client.get(live.path()).text


def test_looking_does_not_count_as_contact_and_writes_nothing(
    live: Player, clock: FakeClock, session: Session
) -> None:
    for _ in range(5):
        clock.advance(seconds=8)
        live.state()
    assert live.state()["is_running"] is False
    assert kinds(session) == [EventKind.RUN_STARTED]


def test_resuming_after_lost_contact_notes_when_it_was_lost(
    live: Player, clock: FakeClock, session: Session
) -> None:
    lost = clock.now()
    clock.advance(minutes=30)
    live.send("resumptions")
    paused, resumed = session.scalars(select(RunEvent).order_by(RunEvent.position)).all()[1:]
    assert (paused.at - lost).total_seconds() == 20
    assert resumed.at == clock.now()
    assert live.state()["is_running"] is True
    assert live.view()["minute"] == 13


def test_a_decision_starts_a_stopped_day_again(live: Player, clock: FakeClock, session: Session) -> None:
    live_wait(live, clock)
    minute = live.view()["minute"]
    live.send("pauses")
    clock.advance(minutes=10)
    assert live.decide("ask", live.view()["requests"][0]["id"]).json["minute"] == minute
    assert live.state()["is_running"] is True
    assert kinds(session)[-3:] == [EventKind.RUN_PAUSED, EventKind.RUN_RESUMED, EventKind.DECISION_MADE]


def test_a_decision_after_the_last_minute_is_too_late(live: Player, clock: FakeClock) -> None:
    live_wait(live, clock)
    request, position = live.view()["requests"][0]["id"], live.state()["position"]
    play_on(live, clock, seconds=live.view()["horizon"] * 1.5)
    response = live.decide("ask", request, position=position)
    assert response.status_code == 409
    assert "too late" in response.json["message"]


def test_a_day_whose_time_is_up_is_ended_by_the_page(
    live: Player, clock: FakeClock, session: Session
) -> None:
    play_on(live, clock, seconds=live.view()["horizon"] * 1.5)
    assert live.state()["is_over"] is True
    assert "See how the day went" in live.client.get(live.path()).text
    assert live.send("end").json["debrief"] is not None
    assert session.scalars(select(Run)).one().outcome is not None


def test_step_mode_has_no_pause(player: Player) -> None:
    assert player.send("pauses").status_code == 409
    assert player.send("resumptions").status_code == 200


def test_contact_of_somebody_else_s_run_is_404(live: Player, new_client, people: Cast) -> None:  # type: ignore[no-untyped-def]
    ben = Player(sign_in(new_client(), people.ben), live.run_id)
    assert ben.send("contacts").status_code == 404
