"""Nothing hidden reaches a view, a policy or a refusal before it is known."""

import dataclasses
import typing
from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from academy.sim import codec
from academy.sim import commands as order
from academy.sim.engine import advance, apply, initial
from academy.sim.instance import HiddenFacts, Instance, Reading, Request, Verdict
from academy.sim.legality import check
from academy.sim.policies.expert import Expert
from academy.sim.policies.play import play as play_policy
from academy.sim.policies.simple import Fifo
from academy.sim.rng import Rng
from academy.sim.view import DayView, view
from tests.sim.days import day, drawn_day, request
from tests.sim.playing import days, draw_command


def altered(instance: Instance, seed: int) -> Instance:
    """Return a day that looks the same with other truths, which do not show before the first noon."""
    dice = Rng("altered", seed)
    return replace(instance, requests=tuple(_altered(item, dice) for item in instance.requests))


def _altered(item: Request, dice: Rng) -> Request:
    hidden = HiddenFacts(
        weight=dice.choice((1, 2, 4, 8)),
        due_minutes=dice.between(1, 300),
        work_minutes=item.hidden.work_minutes,
        acknowledge_minutes=dice.between(1, 300),
        needed_level=dice.between(0, 3),
        owner=dice.choice((None, "design", "it")),
        rework_minutes=dice.between(0, 30),
        flexibility_minutes=dice.between(0, 90),
        silence_cost=dice.between(0, 90),
        grace_minutes=480,  # late follow-ups would be seen
        contain_cost=dice.between(0, 90),
        contacts=dice.choice(((), ("ruth",))),
        verdicts=tuple(replace(verdict, cost=0, fatal=False) for verdict in item.hidden.verdicts),
        wording_effects=item.hidden.wording_effects,
        answer=f"answer {dice.between(0, 99)}",
        reason="another reason",
    )
    return replace(item, hidden=hidden)


def without_follow_ups(instance: Instance) -> Instance:
    """Return the day with roots only, so that no follow-up tells what went wrong."""
    return replace(instance, requests=tuple(item for item in instance.requests if item.parent is None))


@given(days, st.integers(0, 10**6), st.integers(0, 479), st.integers(0, 10**6))
def test_other_truths_look_the_same_until_somebody_acts(instance, seed, minute, moves):
    one = without_follow_ups(instance)
    if any(item.hidden.fatal_when_late for item in one.requests):
        return
    other = altered(one, seed)
    here, there = advance(initial(one), minute), advance(initial(other), minute)
    assert view(here) == view(there)
    for offset in range(15):
        command = draw_command(one, here, Rng("secrecy", moves, offset))
        assert check(here, command) == check(there, command)


@given(days, st.integers(0, 10**6), st.integers(0, 479))
def test_ordering_changes_what_is_seen_alike_whatever_the_truth(instance, seed, minute):
    """An order given, its legality and the view at that minute do not depend on hidden facts."""
    one = without_follow_ups(instance)
    if any(item.hidden.fatal_when_late for item in one.requests):
        return
    other = altered(one, seed)
    here, there = advance(initial(one), minute), advance(initial(other), minute)
    for offset in range(10):
        command = draw_command(one, here, Rng("orders", seed, offset))
        assert check(here, command) == check(there, command)
        zero_minutes = (order.Reply, order.Do)
        if check(here, command) is None and not isinstance(command, zero_minutes):
            apply(here, minute, command)
            apply(there, minute, command)
            assert view(here) == view(there)


def test_the_view_holds_no_hidden_type():
    seen: set[type] = set()

    def walk(kind: object) -> None:
        for inner in typing.get_args(kind):
            walk(inner)
        if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind not in seen:
            seen.add(kind)
            for hint in typing.get_type_hints(kind).values():
                walk(hint)

    walk(DayView)
    assert len(seen) > 5
    assert seen.isdisjoint({HiddenFacts, Reading, Verdict, Request, Instance})


def test_no_view_names_a_hidden_field_or_an_unborn_request():
    hidden = {field.name for field in fields(HiddenFacts)} | {field.name for field in fields(Reading)}
    told_when_answered = {"answer", "weight", "work_minutes", "owner", "needed_level"}
    instance = drawn_day(7, 20)
    state = initial(instance)
    for minute in range(0, 480, 20):
        advance(state, minute)
        for shown in codec.to_plain(view(state))["requests"]:
            assert shown["answer"] is None
            assert shown.keys() & (hidden - {"answer"}) == set(), "claims only"
            assert not shown.keys() & told_when_answered - {"answer"}
        born = {item.id for place, item in enumerate(instance.requests) if state.arrived[place] >= 0}
        assert {item.id for item in view(state).requests} == born


def test_an_answer_tells_the_truth_once_it_is_there():
    asked = day(request(answer="It is for the reel.", weight=8, work_minutes=44))
    state = apply(initial(asked), 0, order.Ask("R1"))
    assert view(advance(state, 25)).requests[0].answer is None
    known = view(advance(state, 26)).requests[0].answer
    assert (known.text, known.weight, known.work_minutes) == ("It is for the reel.", 8, 44)


def test_a_runners_expected_end_comes_from_the_claim():
    claimed = day(request(apparent_minutes=10, work_minutes=40))
    state = apply(initial(claimed), 0, order.Delegate("R1", "maya"))
    maya = view(advance(state, 20)).runners[1]
    assert maya.current == "R1"
    assert maya.expected_end == 2 + 8


def test_policies_play_alike_whatever_they_cannot_know():
    instance = without_follow_ups(drawn_day(5, 10))
    other = replace(
        instance,
        requests=tuple(
            replace(item, hidden=replace(item.hidden, weight=1, silence_cost=99, reason="x"))
            for item in instance.requests
        ),
    )
    assert play_policy(instance, Fifo())[1] == play_policy(other, Fifo())[1]
    silent = Expert()
    unasked = [
        replace(
            each, requests=tuple(replace(r, reading=replace(r.reading, signals=())) for r in each.requests)
        )
        for each in (instance, other)
    ]
    assert play_policy(unasked[0], silent)[1] == play_policy(unasked[1], silent)[1]
