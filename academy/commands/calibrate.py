"""The calibration gate from the command line: may this day be published?"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from academy.commands.console import one_line_errors
from academy.commands.days import AS_JSON, day_options, find_day, show
from academy.sim.calibration import calibrate as judge


@click.command()
@day_options
@click.option(
    "--days",
    type=click.IntRange(1, 200),
    default=1,
    show_default=True,
    help="Judge so many draws together, from --seed on: more draws, less luck.",
)
@AS_JSON
def calibrate(
    scenario: str,
    seed: int,
    stage: str | None,
    level: int | None,
    courses: Path | None,
    days: int,
    as_json: bool,
) -> None:
    """Let all bots play SCENARIO (or "day") and say whether it is fair. Exit 1 when it is not.

    JSON keys: scenario, seed, days, bots (mean outcome by name, 0 to 100), faults (in words), publishable.
    """
    with one_line_errors():
        drawn = [
            find_day(scenario, number, stage=stage, level=level, courses=courses)
            for number in range(seed, seed + days)
        ]
        instances = [day.instance for day in drawn]
        against = [day.references(instance) for day, instance in zip(drawn, instances, strict=True)]
        found = judge(instances, against)
    bots = {name: round(outcome, 1) for name, outcome in found.bots.items()}
    values = {
        **drawn[0].to_plain(),
        "days": days,
        "bots": bots,
        "faults": list(found.faults),
        "publishable": found.publishable,
    }
    lines = [f"{name:14} {outcome:5.1f}" for name, outcome in bots.items()]
    lines += [*found.faults, "Publishable." if found.publishable else "Not publishable."]
    show(values, lines, as_json=as_json)
    if not found.publishable:
        sys.exit(1)
