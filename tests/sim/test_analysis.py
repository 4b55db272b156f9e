"""The whole analysis on the score sheet, and the documentation of its JSON."""

import dataclasses
import json
import os
import subprocess
import sys
import typing
from pathlib import Path

import pytest

from academy.content.scenarios import load_scenarios
from academy.sim import codec, sheet_format
from academy.sim.analysis import analyse, full_sheet
from academy.sim.commands import Command
from academy.sim.engine import finish, fold
from academy.sim.policies.expert import Expert, human
from academy.sim.policies.play import play
from academy.sim.score import SCORING_VERSION, References, ScoreSheet, score_sheet
from tests.sim.days import drawn_day

AGAINST = References(8000, 400.0, 20)


def documented() -> set[str]:
    rows = [line for line in (sheet_format.__doc__ or "").splitlines() if line.count(" | ") == 2]
    assert all(all(part.strip() for part in row.split(" | ")) for row in rows)
    return {row.split(" | ")[0] for row in rows} - {"The JSON of a score sheet, key by key: object and key"}


def real_keys(kind: type, seen: dict[type, set[str]]) -> dict[type, set[str]]:
    """Return the keys of every dataclass a score sheet is made of."""
    hints = typing.get_type_hints(kind)
    seen[kind] = {field.name for field in dataclasses.fields(kind)}
    waiting = [hints[name] for name in seen[kind]]
    while waiting:
        hint = waiting.pop()
        waiting += typing.get_args(hint)
        if dataclasses.is_dataclass(hint) and hint not in seen and not issubclass(hint, Command):
            real_keys(hint, seen)
    return seen


@pytest.fixture(scope="module")
def thursday():
    scenarios = load_scenarios(Path("courses")).scenarios
    return scenarios["ship-thursday"].instance(1)


def test_every_key_of_the_sheet_is_documented_and_no_other():
    real = {f"{kind.__name__}.{key}" for kind, keys in real_keys(ScoreSheet, {}).items() for key in keys}
    assert documented() == real


def test_a_sheet_as_json_has_the_documented_keys(thursday):
    log = play(thursday, human(0.5, 2))[1]
    sheet = json.loads(full_sheet(thursday, log, AGAINST, range(8)).to_json())
    assert sheet["scoring"] == SCORING_VERSION == 2
    assert {f"ScoreSheet.{key}" for key in sheet} <= documented()
    assert {f"Regret.{key}" for key in sheet["ledger"]["entries"][0]} <= documented()
    assert {f"Moment.{key}" for key in sheet["moments"]["worst"][0]} <= documented()
    assert len(sheet["skills"]) == 5


def test_the_analysis_is_the_same_again_and_needs_no_stored_scale(thursday):
    log = play(thursday, human(0.7, 2))[1]
    once, again = (analyse(thursday, log, AGAINST, range(4)) for _ in range(2))
    assert codec.canonical(once) == codec.canonical(again)


def test_the_budget_bounds_what_is_tried_and_nothing_else(thursday):
    log = play(thursday, human(0.5, 2))[1]
    none, some = analyse(thursday, log, AGAINST, range(0)), analyse(thursday, log, AGAINST, range(3))
    assert (none.moments.looked_at, none.foresight.decisions) == (0, 0)
    assert none.foresight.right_on_what_you_could_know is None
    assert (some.moments.looked_at, some.foresight.decisions) == (3, 3)
    assert (none.skills, none.ledger, none.triage) == (some.skills, some.ledger, some.triage)


def test_a_sheet_without_analysis_and_references_stored_before_skills_still_work():
    instance = drawn_day(1, 8)
    state, log = play(instance, Expert())
    stored = {"naive": 9, "expert": 5.0, "best_known": 2, "best_known_is_proven": False}
    against = codec.from_plain(References, stored)
    assert against.scale is None
    assert score_sheet(finish(fold(instance, log)), log, against).skills is None
    assert full_sheet(instance, log, against, range(2)).cost == state.cost


def analysed() -> str:
    """Return the digest of the analysis of a drawn day."""
    instance = drawn_day(3, 12)
    return codec.digest(analyse(instance, play(instance, human(0.4, 2))[1], AGAINST))


def test_another_process_with_another_hash_seed_agrees():
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONHASHSEED": "4242", "PYTHONPATH": str(root)}
    script = "from tests.sim.test_analysis import analysed; print(analysed())"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == analysed()


@pytest.mark.parametrize("seed", range(12))
def test_days_of_every_kind_can_be_analysed(seed):
    """Those that a fail state ends, and those without a decision, included."""
    instance = drawn_day(seed, 8, seed % 3)
    state, log = play(instance, human(0.1, seed))
    for entries in (log, []):
        found = analyse(instance, entries, AGAINST, range(2))
        assert found.ledger.cost == finish(fold(instance, entries)).cost
        assert 0 <= found.triage.over_rate <= 1
        assert 0 <= found.triage.under_rate <= 1
    assert state.over
