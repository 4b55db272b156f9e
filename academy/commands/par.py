"""Par of a day, and of published scheduling problems, by the same core."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from functools import partial
from math import isnan
from pathlib import Path
from typing import Any

import click

from academy.commands.console import UsageError, one_line_errors
from academy.commands.days import AS_JSON, day_options, find_day, find_scenario, show
from academy.config import courses_folder
from academy.content.scenarios import CERTIFICATES, Scenario
from academy.sim import score
from academy.sim.engine import finish, fold
from academy.sim.hindsight import best_known
from academy.sim.instance import Instance
from academy.sim.par import SolverMissingError
from academy.sim.par.certificate import Certificate, write_certificates
from academy.sim.par.or_library import jobs_in_name
from academy.sim.par.published import Row, solve_file
from academy.sim.par.solving import Par, par_of
from academy.simulations.services.starting import SEEDS

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@partial(day_options, is_needed=False)
@click.option(
    "--or-library", "problems", type=FILE, help="Solve the instances of this file instead, wt40.txt."
)
@click.option("--optima", type=FILE, help="Published values of those instances, one each.")
@click.option("--limit", type=click.IntRange(1), help="Only so many of them.")
@click.option("--jobs", type=click.IntRange(1), help="Of an instance, when the file's name does not tell.")
@click.option(
    "--seconds", type=click.FloatRange(0.1, 86_400), default=10, show_default=True, help="For each."
)
@click.option("--certify", is_flag=True, help="Solve every seed that is played, and write <slug>.par.json.")
@AS_JSON
def par(
    scenario: str | None,
    seed: int,
    stage: str | None,
    level: int | None,
    courses: Path | None,
    problems: Path | None,
    optima: Path | None,
    limit: int | None,
    jobs: int | None,
    seconds: float,
    certify: bool,
    as_json: bool,
) -> None:
    """Find what SCENARIO (or "day") costs at best with hindsight, and a bound that no play can undercut.

    Proofs need the extra par; without it, a local search gives the best plan known. JSON keys: J,
    lower_bound, proven, seconds, replay_cost (what the plan costs in the engine).

    With --or-library, solve published instances of weighted tardiness by the same core. JSON keys: instances
    (value, lower_bound, proven, seconds, optimum, replay_cost), hits (optima reached), proven (how many).
    """
    if isnan(seconds):
        raise UsageError("--seconds has to be a number")
    if problems is not None:
        with one_line_errors():
            rows = list(_published(problems, optima, limit, jobs, seconds))
        show(_summary(rows), [_line(row) for row in rows] + _closing(rows), as_json=as_json)
        return
    if scenario is None:
        raise UsageError("say which day: a scenario's slug, or day; or give a file with --or-library")
    with one_line_errors():
        if certify:
            _certify(find_scenario(scenario, courses), courses or courses_folder(), seconds)
            return
        instance = find_day(scenario, seed, stage=stage, level=level, courses=courses).instance
        values = _solved(instance, seconds)
    proof = "proven: nothing can be cheaper" if values["proven"] else f"at least {values['lower_bound']}"
    line = f"{values['J']} points, {proof}; {values['seconds']:.1f} s. Replayed: {values['replay_cost']}."
    show(values, [line], as_json=as_json)


def _solved(instance: Instance, seconds: float) -> dict[str, Any]:
    started = time.perf_counter()
    try:
        found = par_of(instance, seconds, time.perf_counter)
    except SolverMissingError as error:
        click.echo(f"{error}. Without it, this is the best plan that a local search knows.", err=True)
        known = best_known(instance)
        found = Par(known.cost, 0, known.log)
    return {
        "J": found.cost,
        "lower_bound": found.lower_bound,
        "proven": found.is_proven,
        "seconds": round(time.perf_counter() - started, 3),
        "replay_cost": finish(fold(instance, found.log)).cost,
    }


def _certify(scenario: Scenario, courses: Path, seconds: float) -> None:
    certificates = dict(_certificates(scenario, seconds))
    path = courses / "scenarios" / f"{scenario.slug}{CERTIFICATES}"
    path.write_text(write_certificates(scenario.slug, certificates), encoding="utf-8")
    click.echo(f"{path}: {len(certificates)} days")


def _certificates(scenario: Scenario, seconds: float) -> Iterator[tuple[int, Certificate]]:
    for seed in SEEDS:
        instance = scenario.instance(seed)
        started = time.perf_counter()
        try:
            found = par_of(instance, seconds, time.perf_counter)
        except SolverMissingError as error:
            raise UsageError(str(error)) from error
        references = score.references(instance, par=found.cost, proven=found.is_proven)
        yield seed, Certificate(instance.digest, references, found.lower_bound, found.log)
        click.echo(
            f"seed {seed}: {found.cost}, at least {found.lower_bound}, {time.perf_counter() - started:.1f} s"
        )


def _published(
    problems: Path, optima: Path | None, limit: int | None, jobs: int | None, seconds: float
) -> Iterator[Row]:
    try:
        yield from solve_file(
            problems.read_text(encoding="utf-8"),
            optima.read_text(encoding="utf-8") if optima else None,
            limit,
            seconds,
            time.perf_counter,
            jobs or jobs_in_name(problems.name),
        )
    except (ValueError, SolverMissingError) as error:
        raise UsageError(str(error)) from error


def _summary(rows: list[Row]) -> dict[str, Any]:
    return {
        "instances": [
            {
                "value": row.value,
                "lower_bound": row.lower_bound,
                "proven": row.proven,
                "seconds": round(row.seconds, 3),
                "optimum": row.optimum,
                "replay_cost": row.replay_cost,
            }
            for row in rows
        ],
        "hits": sum(row.value == row.optimum for row in rows),
        "proven": sum(row.proven for row in rows),
    }


def _line(row: Row) -> str:
    published = "" if row.optimum is None else f", published {row.optimum}"
    return f"{row.number:4}  {row.value:8}  at least {row.lower_bound:8}  {row.seconds:7.2f} s{published}"


def _closing(rows: list[Row]) -> list[str]:
    times = [row.seconds for row in rows]
    summary = _summary(rows)
    return [
        f"{len(rows)} instances, {summary['hits']} at the published optimum, {summary['proven']} proven; "
        f"median {statistics.median(times):.2f} s, longest {max(times):.2f} s"
    ]
