"""Par of a day: no play undercuts its bound, its plan costs what it says, tiny days are solved in full."""

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from academy.sim.engine import finish, fold
from academy.sim.hindsight import best_known
from academy.sim.instance import Channel, Handler, Judgement, Trigger, Verdict
from academy.sim.par.day_model import bound_model, new_solver, plan_model
from academy.sim.par.plan import log_of
from academy.sim.par.single_machine import Job
from academy.sim.par.single_machine_day import day_of
from academy.sim.par.solving import par_of
from academy.sim.par.ways import fatal_cost
from academy.sim.policies.expert import Expert, human
from academy.sim.policies.play import play
from academy.sim.policies.simple import Fifo, Random
from academy.sim.tables import tables_of
from tests.sim.days import day, drawn_day, request
from tests.sim.par.exhaustive import least_cost, tiny_day
from tests.sim.playing import play as play_moves

LONG = 60  # seconds: more than any of these needs
TWO = (2, 4, 6, 9, 11)  # tiny days of two requests that are tried out in full within a second
small_days = st.builds(drawn_day, st.integers(0, 10**6), st.integers(1, 5), st.integers(0, 2))


def par(instance, seconds=LONG):
    found = par_of(instance, seconds, time.perf_counter)
    assert finish(fold(instance, found.log)).cost == found.cost
    assert 0 <= found.lower_bound <= found.cost
    return found


def bound_of(instance, most):
    solver = new_solver(LONG)
    status = solver.status_name(solver.solve(bound_model(tables_of(instance), most, 10).model))
    assert status in ("OPTIMAL", "INFEASIBLE")
    bound = most + 1 if status == "INFEASIBLE" else round(solver.best_objective_bound)
    fatal = fatal_cost(tables_of(instance))
    return bound if fatal is None else min(bound, fatal)


@settings(max_examples=40)
@given(small_days, st.tuples(st.integers(0, 10**9), st.integers(0, 60), st.integers(0, 9)))
def test_no_play_costs_less_than_the_bound(instance, drawn):
    _, state = play_moves(instance, drawn)
    costs = [finish(state).cost, best_known(instance, 300).cost]
    costs += [play(instance, policy)[0].cost for policy in (Fifo(), Expert(), human(0.5), Random(1))]
    assert bound_of(instance, min(costs)) <= min(costs)


@settings(max_examples=25)
@given(small_days)
def test_a_solved_plan_costs_in_the_engine_what_the_model_says_or_less(instance):
    sheet = plan_model(tables_of(instance), best_known(instance, 60).cost)
    solver = new_solver(LONG)
    if solver.status_name(solver.solve(sheet.model)) == "OPTIMAL":
        cost, log = log_of(sheet, solver.value)
        assert finish(fold(instance, log)).cost == cost
        assert par(instance).cost <= max(cost, solver.value(sheet.total))


@pytest.mark.parametrize(("seed", "count"), [*((seed, 1) for seed in range(6)), *((seed, 2) for seed in TWO)])
def test_a_tiny_day_costs_no_less_than_trying_everything(seed, count):
    instance = tiny_day(seed, count)
    least, found = least_cost(instance), par(instance)
    assert found.lower_bound <= least <= found.cost
    if least == 0:
        assert found.is_proven


def test_tiny_days_are_solved_to_the_point():
    days = [tiny_day(seed, 2) for seed in TWO]
    assert [par(instance).cost for instance in days] == [least_cost(instance) for instance in days]


def test_a_plan_may_interrupt_work_for_a_call_that_cannot_wait():
    long = request("LONG", work_minutes=60, due_minutes=64, acknowledge_minutes=480)
    call = request("CALL", arrives=20, channel=Channel.PHONE, work_minutes=5, due_minutes=30)
    found = par(day(long, call, runners=(), departments=(), contacts=()))
    assert (found.cost, found.lower_bound) == (12, 12), "60 + 5 minutes and 2 to resume, due after 64"


def test_a_plan_knows_what_comes_and_asks_when_it_pays():
    vague = request(work_minutes=10, rework_minutes=30, due_minutes=25, channel=Channel.PHONE)
    found = par(day(vague, runners=()))
    assert found.cost == 0
    assert "ask" in {entry.command.op for entry in found.log}


def test_a_plan_merges_what_is_the_same():
    first = request("R1", work_minutes=20, due_minutes=25)
    again = request("R2", work_minutes=20, due_minutes=25, duplicate_of="R1")
    found = par(day(first, again, runners=(), departments=(), contacts=()))
    assert (found.cost, found.is_proven) == (0, True)
    assert "merge" in {entry.command.op for entry in found.log}


def test_a_forced_cost_is_proven():
    late = request(work_minutes=30, due_minutes=20, weight=4)
    found = par(day(late, runners=(), departments=(), contacts=(), tokens=0))
    assert (found.cost, found.lower_bound) == (40, 40)


def test_a_follow_up_is_avoided_or_paid_for():
    parent = request("R1", work_minutes=30, due_minutes=10, weight=1, grace_minutes=5)
    child = request("R2", parent="R1", trigger=Trigger.LATE, work_minutes=20, due_minutes=5)
    found = par(day(parent, child, runners=(), departments=(), contacts=(), tokens=0))
    assert (found.cost, found.lower_bound) == (62, 62), "a no without a way out costs less than both together"
    assert [entry.command.op for entry in found.log] == ["decline"]


def test_ending_the_run_by_a_fail_state_bounds_the_proof():
    deadly = request(
        "R1",
        weight=1,
        work_minutes=200,
        due_minutes=10,
        verdicts=(Verdict(Handler.DECLINE, Judgement.POOR, fatal=True),),
    )
    found = par(day(deadly, runners=(), departments=(), contacts=(), tokens=0), seconds=3)
    assert found.cost == 190
    assert found.lower_bound == 40, (
        "a forbidden no would cost 40 and more, which the model does not look into"
    )


def test_a_day_on_which_only_the_order_counts_goes_to_the_single_machine_core():
    found = par(day_of((Job(5, 1, 3), Job(3, 4, 3), Job(4, 2, 20))))
    assert (found.cost, found.is_proven) == (5, True)


def test_time_that_is_up_leaves_the_plan_found_so_far():
    instance = drawn_day(5, 20)
    started = time.perf_counter()
    found = par(instance, seconds=0.1)
    assert found.cost <= best_known(instance, 20).cost
    assert time.perf_counter() - started < 20


def test_without_the_solver_everything_but_solving_works():
    script = (
        "import sys; sys.modules['ortools'] = sys.modules['numba'] = None\n"
        "from academy.sim.par import SolverMissingError, certificate, solving\n"
        "from tests.sim.days import day\n"
        "try: solving.par_of(day(), 1, lambda: 0.0)\n"
        "except SolverMissingError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "pip install 'academy[par]'" in done.stdout
