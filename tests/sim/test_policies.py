"""The reference policies: what sets each apart, and that better play costs less over many days."""

import pytest

from academy.sim.commands import Command, Do, Position
from academy.sim.engine import finish, fold, initial
from academy.sim.instance import Handler, Judgement, Reading, Signal, Verdict
from academy.sim.policies import simple
from academy.sim.policies.expert import Expert, Habits, human, perturbed
from academy.sim.policies.play import play, play_on
from academy.sim.policies.simple import Fifo, Random
from academy.sim.state import Status, checksum
from tests.sim.days import day, drawn_day, request

POLICIES = {
    policy.name: policy
    for policy in (
        Fifo(),
        Random(),
        simple.loudest(),
        simple.edd(),
        simple.wspt(),
        simple.all_urgent(),
        simple.escalate_all(),
        simple.decline_all(),
        simple.hedger(),
        Expert(),
        human(0.3),
    )
}
DAYS = [drawn_day(seed, 20) for seed in range(40, 60)]


def mean_cost(policy):
    return sum(play(instance, policy)[0].cost for instance in DAYS) / len(DAYS)


@pytest.mark.parametrize("name", POLICIES)
def test_every_policy_plays_legal_days_that_replay(name):
    for instance in DAYS[:4]:
        state, log = play(instance, POLICIES[name])
        assert state.over
        assert log
        assert checksum(finish(fold(instance, log))) == checksum(state)
        assert play(instance, POLICIES[name])[1] == log, "nothing is kept from one day to the next"


def test_better_play_costs_less():
    costs = {name: mean_cost(POLICIES[name]) for name in ("fifo", "random", "wspt", "expert")}
    assert costs["expert"] < costs["wspt"] < costs["random"] < costs["fifo"]


def test_skill_pays():
    costs = [mean_cost(human(skill)) for skill in (0.0, 0.5, 1.0)]
    assert costs[0] > costs[1] > costs[2]
    assert mean_cost(human(1.0)) == mean_cost(Expert())


@pytest.mark.parametrize("name", ["escalate_all", "decline_all", "all_urgent", "hedger"])
def test_gaming_costs_several_times_what_the_expert_pays(name):
    assert mean_cost(POLICIES[name]) > 4 * mean_cost(Expert())


def test_perturbed_experts_differ_a_little():
    counts = [len({tuple(play(instance, policy)[1]) for policy in perturbed()}) for instance in DAYS]
    assert max(counts) >= 3


def commands_of(policy, *requests, **fields):
    return [entry.command.op for entry in play(day(*requests, **fields), policy)[1]]


def test_the_expert_contains_first():
    spreading = request(reading=Reading(signals=(Signal.SPREADING,)), contain_minutes=10, contain_cost=50)
    assert commands_of(Expert(), spreading)[0] == "contain"


@pytest.mark.parametrize(
    ("signal", "handler", "op"),
    [
        (Signal.OUT_OF_SCOPE, Handler.DECLINE, "decline"),
        (Signal.SENSITIVE, Handler.ESCALATE, "escalate"),
        (Signal.BEYOND_AUTHORITY, Handler.ESCALATE, "escalate"),
        (Signal.VAGUE, Handler.ASK, "ask"),
    ],
)
def test_the_expert_reads_the_text(signal, handler, op):
    read = request(reading=Reading(signals=(signal,)), verdicts=(Verdict(handler, Judgement.RIGHT),))
    assert commands_of(Expert(), read)[0] == op


def test_the_expert_sends_on_what_is_others():
    assert commands_of(Expert(), request(apparent_owner="design", owner="design")) == ["route"]


def test_the_expert_gives_work_to_who_finishes_first():
    assert commands_of(Expert(), request(work_minutes=100, apparent_minutes=100)) == ["delegate"]


def test_the_expert_answers_before_silence_is_noticed():
    requests = [
        request(f"R{n}", acknowledge_minutes=60, apparent_minutes=90, work_minutes=90) for n in range(9)
    ]
    state, _ = play(day(*requests), Expert())
    assert all(0 <= minute < 60 for minute in state.acknowledged)


def test_two_equal_requests_do_not_make_the_expert_dither():
    long = [request(f"R{n}", apparent_minutes=90, work_minutes=90, claimed_minutes=20) for n in range(2)]
    assert len(play(day(*long, runners=()), Expert())[1]) < 10


def test_a_policy_that_goes_round_in_circles_loses_time_but_ends():
    class Ditherer(Fifo):
        def decide(self, desk):
            in_hand = desk.in_hand(0)
            name = "R2" if in_hand and in_hand.id == "R1" else "R1"
            command = Do(name, Position.NOW)
            return command if desk.refusal(command) is None else None

    state, _ = play(day(request("R1"), request("R2")), Ditherer())
    assert state.over


def test_a_slow_human_acts_later():
    _, log = play(day(), Expert(Habits(latency=7)))
    assert log[0].minute == 7


def test_the_naive_day_uses_nobody_else():
    state, log = play(DAYS[1], Fifo())
    assert {type(entry.command) for entry in log} == {Do}
    assert not any(handler for handler, *_ in state.spans)


def test_a_policy_can_play_on_from_any_minute():
    class Idle:
        name = "idle"
        latency = 0
        minds_attention = True

        def start(self, desk) -> None:
            """Nothing."""

        def decide(self, desk) -> Command | int | None:
            return desk.now + 50

    state = initial(day())
    assert play_on(state.copy(), Idle()).status == [Status.OPEN]
    assert play_on(state.copy(), Fifo()).status == [Status.DONE]
