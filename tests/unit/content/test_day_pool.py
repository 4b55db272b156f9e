"""The pool of requests: what is read, and what an author is told."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from academy.content.days.pool import load_day_pool
from academy.content.days.probing import probe
from tests.unit.content.small_pool import small_pool
from tests.unit.content.sound_folder import Write

Requests = dict[str, Any]


@pytest.fixture
def problems(write: Write) -> Callable[[Callable[[Requests], object]], list[str]]:
    """Return a function that spoils the requests of the small pool and lists the messages."""

    def spoiled(spoil: Callable[[Requests], object]) -> list[str]:
        files = small_pool()
        written = json.loads(str(files["days/pool.yaml"]))
        spoil(written["requests"])
        files["days/pool.yaml"] = json.dumps(written, indent=1)
        return [str(problem) for problem in load_day_pool(write(files)).problems]

    return spoiled


def test_a_sound_pool_is_read_whole(write: Write) -> None:
    pool = load_day_pool(write(small_pool()))
    assert pool.problems == ()
    assert len(pool.requests) == 38
    assert "<strong>Lantern Lane</strong>" in pool.briefings["making"]
    assert pool.draws_of["routine1"] == {"shot", "copies"}


def test_a_folder_without_days_has_an_empty_pool(write: Write) -> None:
    pool = load_day_pool(write({}))
    assert (pool.world, pool.requests, pool.problems) == (None, {}, ())
    assert probe(pool) == ()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda requests: requests["loud1"].pop("lands"), "write lands"),
        (lambda requests: requests["quiet1late"].update(lands="09:00-11:00"), "write lands"),
        (lambda requests: requests["loud1"].update(arrives="09:00"), "lands: instead of arrives"),
        (lambda requests: requests["loud1"].update(excludes=["nobody"]), "no other request nobody"),
        (lambda requests: requests["loud1"].update(excludes=["loud1"]), "no other request loud1"),
        (lambda requests: requests["loud1"]["truth"].update(due="12:00"), "can arrive later than that"),
        (lambda requests: requests["loud1"].update({"from": "nobody"}), "nobody is not among the cast"),
        (lambda requests: requests["loud1"].update(body="For {whom}."), "{whom} names nothing"),
        (lambda requests: requests["loud1"].update(lands="16:00-17:00"), "can never land within 30 minutes"),
        (lambda requests: requests.pop("loud2"), "no request of 1 kinds of the catalogue: loud2"),
    ],
)
def test_what_does_not_fit_is_told_to_the_author(
    problems: Callable[[Callable[[Requests], object]], list[str]],
    spoil: Callable[[Requests], object],
    said: str,
) -> None:
    assert any(said in problem for problem in problems(spoil))


def test_a_problem_stands_at_the_line_of_its_request(
    problems: Callable[[Callable[[Requests], object]], list[str]],
) -> None:
    found = problems(lambda requests: requests["stray"].update(skills=["K9.9"]))
    lines = json.dumps(json.loads(str(small_pool()["days/pool.yaml"])), indent=1).splitlines()
    starts = next(place for place, line in enumerate(lines, 1) if '"stray": {' in line)
    path, line, _ = found[0].split(":", 2)
    assert path == "days/pool.yaml"
    assert starts < int(line) < starts + 60


def test_a_request_may_stand_in_one_file_only(write: Write) -> None:
    files = small_pool()
    files["days/second.yaml"] = json.dumps(
        {"requests": {"loud1": json.loads(str(files["days/pool.yaml"]))["requests"]["loud1"]}}
    )
    assert "loud1 stands in pool.yaml too" in str(load_day_pool(write(files)).problems[0])


def test_a_broken_request_leaves_the_others_alone(write: Write) -> None:
    files = small_pool()
    files["days/pool.yaml"] = str(files["days/pool.yaml"]).replace(
        '"lands": "09:00-13:30"', '"lands": "noon"', 1
    )
    pool = load_day_pool(write(files))
    assert len(pool.requests) == 37
    assert pool.problems


def test_a_stage_that_cannot_draw_a_day_is_reported_with_the_reason(write: Write) -> None:
    found = probe(load_day_pool(write(small_pool())))
    assert found
    assert all("stage ending" in problem.message and "authority" in problem.message for problem in found)
