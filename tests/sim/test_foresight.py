"""Resampled worlds look alike, and foresight is told from luck."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from academy.sim.commands import Decline, Entry, Escalate
from academy.sim.counterfactual import moments, worst_and_best
from academy.sim.engine import advance, initial
from academy.sim.foresight import foresight
from academy.sim.instance import Instance, Reading
from academy.sim.legality import check
from academy.sim.policies.expert import Expert, human
from academy.sim.policies.play import play, play_on
from academy.sim.policies.simple import decline_all
from academy.sim.rng import Rng
from academy.sim.state import Status
from academy.sim.validation import validate
from academy.sim.view import view
from academy.sim.worlds import CLAIM_WEIGHTS, READING_WEIGHTS, Worlds
from tests.sim.days import day, drawn_day, request
from tests.sim.playing import days, draw_command, plays
from tests.sim.playing import play as play_moves


@settings(max_examples=50)
@given(days, plays, st.integers(0, 5))
def test_another_world_looks_the_same_at_the_minute_of_the_decision(instance, drawn, number):
    _, state = play_moves(instance, drawn)
    before = state.key()
    other = Worlds(instance).state(state, number)
    assert view(other) == view(state)
    assert state.key() == before
    for offset in range(10):
        command = draw_command(instance, state, Rng("worlds", number, offset))
        assert check(other, command) == check(state, command)


@settings(max_examples=30)
@given(days, plays, st.integers(0, 5))
def test_only_hidden_facts_change_and_the_day_stays_sound(instance, drawn, number):
    _, state = play_moves(instance, drawn)
    other = Worlds(instance).state(state, number).tables.instance
    assert validate(other) == []
    for one, two in zip(instance.requests, other.requests, strict=True):
        assert replace(one, hidden=two.hidden) == two
        assert one.hidden.verdicts == two.hidden.verdicts
    assert replace(other, requests=instance.requests) == instance


@settings(max_examples=30)
@given(days, plays)
def test_what_was_told_stays_and_the_day_can_be_played_on(instance, drawn):
    _, state = play_moves(instance, drawn)
    other = Worlds(instance).state(state, 1)
    for place, (one, two) in enumerate(zip(instance.requests, other.tables.requests, strict=True)):
        if state.known[place] or state.status[place] >= Status.WORKING:
            assert one == two
    assert play_on(other, Expert()).over


def test_a_world_is_the_same_again_and_another_differs():
    instance = drawn_day(4, 14)
    state = advance(initial(instance), 100)
    one, again, other = (Worlds(instance).state(state, number) for number in (1, 1, 2))
    assert one.tables.instance == again.tables.instance
    assert one.tables.instance != other.tables.instance


def test_the_priors_weigh_all_four_weights():
    assert all(len(row) == 4 and sum(row) == 100 for row in READING_WEIGHTS.values())
    assert sum(map(sum, CLAIM_WEIGHTS.values())) == 124
    assert set(READING_WEIGHTS) == set(CLAIM_WEIGHTS) == set(range(1, 6))


def test_whoever_follows_the_expert_is_right_on_what_could_be_known():
    instance = drawn_day(4, 14)
    found = foresight(instance, play(instance, Expert())[1])
    assert (found.right_on_what_you_could_know, found.could_know, found.turned_out) == (1.0, 0.0, 0.0)


def test_declining_everything_is_wrong_whatever_the_truth():
    instance = drawn_day(3, 14)
    found = foresight(instance, play(instance, decline_all())[1])
    assert found.right_on_what_you_could_know < 0.6
    assert found.could_know > 50


def grave(weight: int) -> Instance:
    """Return a day whose request reads as grave; its true weight may be anything."""
    facts = {"reading": Reading(urgency=5, due_minutes=90), "due_minutes": 90}
    return day(request("R1", weight=weight, **facts), request("R2", **facts))


def test_what_could_be_known_does_not_depend_on_the_truth():
    log = [Entry(0, Decline("R1"))]
    heavy, light = foresight(grave(8), log), foresight(grave(1), log)
    assert heavy.could_know == light.could_know > 100
    assert heavy.right_on_what_you_could_know == light.right_on_what_you_could_know == 0
    assert light.turned_out < heavy.turned_out, "it was wrong in both, and lucky in one"


def test_a_right_call_can_meet_bad_luck():
    log = [Entry(0, Escalate("R1", "ruth", True))]
    tried = worst_and_best(moments(grave(1), log))
    found = foresight(grave(1), log, (*tried.worst, *tried.best))
    assert [moment.place for moment in tried.worst] == [0], "a needless escalation, as it turned out"
    assert found.moments[0].is_right
    assert found.moments[0].luck > 0


def test_best_and_worst_moments_are_judged_apart():
    instance = drawn_day(7, 14)
    log = play(instance, human(0.4, 3))[1]
    told = worst_and_best(moments(instance, log, range(6)))
    shown = (*told.worst, *told.best)
    found = foresight(instance, log, shown, range(6), worlds=2)
    assert found.decisions == 6
    assert {item.place for item in found.moments} == {moment.place for moment in shown}
    assert all(item.luck == item.turned_out - item.could_know for item in found.moments)
    assert found == foresight(instance, log, shown, range(6), worlds=2)


def test_many_decisions_are_judged_evenly_spread():
    instance = drawn_day(3, 40)
    log = play(instance, Expert())[1]
    assert len(log) > 40
    assert 20 < foresight(instance, log).decisions <= 40
