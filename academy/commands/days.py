"""Which day a command is about: a scenario of the courses, a scenario file, or a drawn day."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from academy.commands.console import UsageError
from academy.config import courses_folder
from academy.content.days.choosing import NoFairDayError
from academy.content.days.generator import generate_day
from academy.content.days.pool import load_day_pool
from academy.content.scenarios import Scenario, load_scenarios
from academy.sim import score
from academy.sim.instance import Instance
from academy.sim.score import References

DRAWN = "day"
STAGE, LEVEL = "production", 50
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a command plays: which one it is, and how to get it again."""

    scenario: Scenario
    seed: int
    stage: str | None = None  # of a drawn day
    level: int | None = None

    @property
    def instance(self) -> Instance:
        """The playable day."""
        return self.scenario.instance(self.seed)

    @property
    def name(self) -> str:
        """The word that names it on the command line."""
        return self.scenario.slug if self.stage is None else DRAWN

    def references(self, instance: Instance) -> References:
        """What it is scored against: certified where it is, else worked out now."""
        return self.scenario.references(self.seed) or score.references(instance)

    def to_plain(self) -> dict[str, Any]:
        """The keys that name it in output: "stage" and "level" for drawn days alone."""
        drawn = {} if self.stage is None else {"stage": self.stage, "level": self.level}
        return {"scenario": self.name, **drawn, "seed": self.seed}


def day_options(command: Callable[..., Any], *, is_needed: bool = True) -> Callable[..., Any]:
    """Add what names a day to a command: SCENARIO, --seed, --stage, --level, --courses."""
    for option in (
        click.option(
            "--courses",
            type=click.Path(path_type=Path, exists=True, file_okay=False),
            help="Folder of courses; the shipped ones when not given.",
        ),
        click.option(
            "--level", type=click.IntRange(0, 100), help=f"Of a drawn day, 0 to 100; {LEVEL} when not given."
        ),
        click.option("--stage", help=f"Of a drawn day; {STAGE} when not given."),
        click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Of the draw."),
        click.argument("scenario", required=is_needed),
    ):
        command = option(command)
    return command


def find_day(scenario: str, seed: int, *, stage: str | None, level: int | None, courses: Path | None) -> Day:
    """Return the day that the words on the command line name; raise UsageError when there is none."""
    if scenario == DRAWN:
        return _drawn_day(
            courses or courses_folder(), stage or STAGE, LEVEL if level is None else level, seed
        )
    if stage is not None or level is not None:
        raise UsageError(f"--stage and --level belong to drawn days: write {DRAWN} instead of {scenario}")
    return Day(find_scenario(scenario, courses), seed)


def find_scenario(name: str, courses: Path | None) -> Scenario:
    """Return the scenario of a slug, or of a file scenarios/<slug>.yaml; raise UsageError for none."""
    path = Path(name)
    if path.suffix == ".yaml":
        if not path.is_file():
            raise UsageError(f"{name}: there is no such file")
        root, slug = path.resolve().parent.parent, path.stem
    else:
        root, slug = courses or courses_folder(), name
    shelf = load_scenarios(root)
    if slug in shelf.scenarios:
        return shelf.scenarios[slug]
    faults = [str(problem) for problem in shelf.problems if problem.path.stem == slug]
    if faults:
        raise UsageError(f"{slug} cannot be played:\n" + "\n".join(faults))
    known = ", ".join([*shelf.scenarios, DRAWN])
    raise UsageError(f"there is no scenario {slug!r}; there are {known}")


def show(values: dict[str, Any], lines: list[str], *, as_json: bool) -> None:
    """Print `values` as one JSON line, or `lines` for people."""
    click.echo(json.dumps(values, ensure_ascii=False) if as_json else "\n".join(lines))


def _drawn_day(courses: Path, stage: str, level: int, seed: int) -> Day:
    pool = load_day_pool(courses)
    if pool.world is None or stage not in pool.world.stages:
        known = (
            ", ".join(pool.world.stages) if pool.world else "none, as days/world.yaml is not there or broken"
        )
        raise UsageError(f"there is no stage {stage!r}; there are {known}")
    try:
        drawn = generate_day(pool, stage, level, seed)
    except NoFairDayError as error:
        raise UsageError(str(error)) from error
    return Day(drawn.scenario, seed, stage, level)
