"""Files of the OR-Library's format: any number of jobs, and every fault with its line."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academy.sim.par.or_library import jobs_in_name, read_instances, read_optima
from academy.sim.par.published import Row, solve_file
from academy.sim.par.single_machine import Job
from tests.sim.par.piles import OR_LIBRARY, drawn_pile, file_of, least_by_sets

PILES = [drawn_pile(6, 2, 3, seed) for seed in range(4)]
TEXT = file_of(PILES)
OPTIMA = [least_by_sets(pile) for pile in PILES]

jobs = st.builds(Job, st.integers(1, 10**9), st.integers(1, 10**9), st.integers(0, 10**9))


@given(st.integers(1, 12).flatmap(lambda size: st.lists(st.tuples(*[jobs] * size), min_size=1, max_size=5)))
def test_a_file_of_any_number_of_jobs_is_read(piles):
    assert list(read_instances(file_of(piles, 7), len(piles[0]))) == piles


def test_the_number_of_jobs_is_told_from_numbers_like_the_published_ones():
    assert list(read_instances(TEXT)) == PILES


def test_a_hundred_and_twenty_five_instances_are_taken_for_a_published_file():
    piles = [tuple(Job(1 + seed % 3, 1, 5) for _ in range(4)) for seed in range(125)]
    assert list(read_instances(file_of(piles))) == piles


def test_a_number_of_jobs_that_cannot_be_told_has_to_be_named():
    with pytest.raises(ValueError, match="name it"):
        read_instances("1 1 5 1 1 5")
    assert len(read_instances("1 1 5 1 1 5", 1)) == 2


@pytest.mark.parametrize(
    ("name", "size"),
    [("wt40.txt", 40), ("wt100.txt", 100), ("WT050.TXT", 50), ("wtopt40.txt", None), ("wt.txt", None)],
)
def test_a_file_name_may_tell_the_number_of_jobs(name, size):
    assert jobs_in_name(name) == size


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("1 2\n3 x 5\n", "line 2: 'x' is not a whole number"),
        ("1 2\n\n3.5 2", "line 3: '3.5' is not a whole number"),
        (f"1 {'9' * 19}", "line 1: '9999999999999999999' is not a whole number"),
        ("1 2\n3 4\n-5 6", "line 3: -5 is negative"),
        ("1 2 3 4\n5 6 1", r"line 2: the file ends within instance 2: 5 of its 6 numbers for 2 jobs"),
        ("1 0\n1 1\n5 5", "line 1: minutes and weights must be at least 1"),
        ("1 1\n1 0\n5 5", "line 2: minutes and weights must be at least 1"),
        (" \n", "holds no numbers"),
    ],
)
def test_a_fault_is_named_with_its_line(text, fault):
    with pytest.raises(ValueError, match=fault):
        read_instances(text, 2)


def test_an_instance_has_at_least_one_job():
    with pytest.raises(ValueError, match="cannot have 0 jobs"):
        read_instances(TEXT, 0)


def test_published_values_are_read_and_their_faults_named():
    assert read_optima("913\n1225\n") == (913, 1225)
    with pytest.raises(ValueError, match="line 2: 'best' is not a whole number"):
        read_optima("913\nbest\n")


def test_a_file_is_solved_with_proof_and_the_engine_agrees():
    rows = list(solve_file(TEXT, "\n".join(map(str, OPTIMA)), None, 30, time.perf_counter))
    assert [row.number for row in rows] == [1, 2, 3, 4]
    for row, optimum in zip(rows, OPTIMA, strict=True):
        assert row == Row(row.number, optimum, optimum, True, row.seconds, optimum, optimum)
        assert 0 <= row.seconds < 30


def test_only_as_many_instances_as_asked_for_are_solved():
    rows = list(solve_file(TEXT, None, 2, 30, time.perf_counter, jobs=6))
    assert [(row.number, row.optimum) for row in rows] == [(1, None), (2, None)]


def test_a_faulty_file_is_refused_before_anything_is_solved():
    with pytest.raises(ValueError, match="4 instances and 1 published values"):
        solve_file(TEXT, "913", None, 30, time.perf_counter)


def test_the_published_file_has_a_hundred_and_twenty_five_instances_of_forty_jobs():
    if not (OR_LIBRARY / "wt40.txt").exists():
        pytest.skip("the OR-Library's files are not beside the checkout")
    instances = read_instances((OR_LIBRARY / "wt40.txt").read_text())
    assert {len(instance) for instance in instances} == {40}
    assert len(instances) == len(read_optima((OR_LIBRARY / "wtopt40.txt").read_text())) == 125
