"""Golden runs: a log, the final state's checksum and its score; written by `python -m tests.sim.golden`."""

import json
from pathlib import Path
from typing import Any

from academy.sim.commands import read_log, to_row
from academy.sim.engine import finish, fold
from academy.sim.policies.expert import Expert, human
from academy.sim.policies.play import Policy, play
from academy.sim.policies.simple import Fifo, Random
from academy.sim.score import References, score_sheet
from academy.sim.state import checksum
from tests.sim.days import drawn_day

FOLDER = Path(__file__).parent / "golden_runs"
AGAINST = References(8000, 400.0, 20)
RUNS: dict[str, tuple[int, Policy]] = {
    "naive": (1, Fifo()),
    "random": (2, Random()),
    "expert": (3, Expert()),
    "beginner": (4, human(0.2)),
}


def record(seed: int, policy: Policy) -> dict[str, Any]:
    """Play a drawn day and return what has to stay the same."""
    rows = [to_row(entry) for entry in play(drawn_day(seed, 14), policy)[1]]
    return {"seed": seed, "log": rows, **result(seed, rows)}


def result(seed: int, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Replay a log and return its checksum and score."""
    instance, log = drawn_day(seed, 14), read_log(rows)
    state = finish(fold(instance, log))
    sheet = score_sheet(state, log, AGAINST)
    totals = {total.kind: total.points for total in sheet.totals}
    return {
        "digest": instance.digest,
        "checksum": checksum(state),
        "cost": sheet.cost,
        "outcome": sheet.outcome,
        "totals": totals,
    }


def checksums() -> list[str]:
    """Return the checksums of all golden runs, replayed now."""
    files = sorted(FOLDER.glob("*.json"))
    stored = [json.loads(path.read_text()) for path in files]
    return [result(run["seed"], run["log"])["checksum"] for run in stored]


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, (seed, policy) in RUNS.items():
        text = json.dumps(record(seed, policy), indent=1, sort_keys=True)
        (FOLDER / f"{name}.json").write_text(text + "\n")
