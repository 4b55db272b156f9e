"""Play a day with a bot or from a log, and replay what was played."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from academy.commands.console import UsageError, one_line_errors
from academy.commands.days import AS_JSON, Day, day_options, find_day, show
from academy.sim import codec, engine
from academy.sim.analysis import analyse
from academy.sim.commands import Entry, read_log, to_row
from academy.sim.engine import IllegalMove
from academy.sim.instance import ENGINE_VERSION, Instance
from academy.sim.policies.bots import bot as find_bot
from academy.sim.policies.play import play as play_day
from academy.sim.score import References, explain, outcome
from academy.sim.state import checksum
from academy.sim.validation import validate

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@day_options
@click.option("--bot", default="expert", show_default=True, help="Who plays; an unknown name lists them.")
@click.option(
    "--log", "log_file", type=FILE, help="Score this log instead: a list of rows, or what play printed."
)
@click.option("--with-day", is_flag=True, help="Add the whole day, so that it replays for ever.")
@AS_JSON
def play(
    scenario: str,
    seed: int,
    stage: str | None,
    level: int | None,
    courses: Path | None,
    bot: str,
    log_file: Path | None,
    with_day: bool,
    as_json: bool,
) -> None:
    """Play SCENARIO (a slug, a scenario file, or "day" for a drawn day) and score it.

    JSON keys: scenario, digest, seed, bot, cost, references (naive, expert, par, par_proven), outcome, skills
    (by name, 0 to 100 or null), over_triage and under_triage (0 to 1), checksum, log.
    """
    with one_line_errors():
        day = find_day(scenario, seed, stage=stage, level=level, courses=courses)
        instance = day.instance
        log = _log(instance, bot, seed) if log_file is None else _read_rows(_read(log_file), log_file)
        values = _played(instance, day.references(instance), log)
    head = {**day.to_plain(), "digest": instance.digest, "bot": None if log_file else bot}
    whole = {**head, **values, **({"day": json.loads(instance.to_json())} if with_day else {})}
    who = log_file.name if log_file else bot
    show(whole, _told(f"{who} on {_title(day)}", values), as_json=as_json)


@click.command()
@click.argument("file", type=FILE)
@click.option("--courses", type=click.Path(path_type=Path, exists=True, file_okay=False), help="As for play.")
@AS_JSON
def replay(file: Path, courses: Path | None, as_json: bool) -> None:
    """Replay FILE, which `academy play --json` printed, and score it again.

    A file made with --with-day replays for ever; without, the day is drawn again, and must still be the same.
    JSON keys: those of play, and "matches": whether cost and checksum are those of the file (null without).
    """
    with one_line_errors():
        stored = _read(file)
        if not isinstance(stored, dict):
            raise UsageError(
                f"{file.name}: this is a list of rows; say of which day: academy play DAY --log {file}"
            )
        instance, against = _stored_day(stored, file, courses)
        values = _played(instance, against, _read_rows(stored, file))
    kept = {key: stored.get(key) for key in ("cost", "checksum")}
    matches = None if None in kept.values() else all(values[key] == kept[key] for key in kept)
    same = {None: "", True: "The same as in the file.", False: "NOT the same as in the file."}[matches]
    lines = [*_told(file.name, values), *filter(None, [same])]
    show({"digest": instance.digest, **values, "matches": matches}, lines, as_json=as_json)
    if matches is False:
        raise SystemExit(1)


def _log(instance: Instance, name: str, seed: int) -> tuple[Entry, ...]:
    try:
        policy = find_bot(name, seed)
    except ValueError as error:
        raise UsageError(str(error)) from error
    return tuple(play_day(instance, policy)[1])


def _played(instance: Instance, against: References, log: tuple[Entry, ...]) -> dict[str, Any]:
    try:
        ended = engine.finish(engine.fold(instance, log))
    except IllegalMove as refusal:
        raise UsageError(f"this log cannot be played on this day: {refusal.reason}") from refusal
    analysis = analyse(instance, log, against, range(0))
    return {
        "cost": ended.cost,
        "references": {
            "naive": against.naive,
            "expert": against.expert,
            "par": against.best_known,
            "par_proven": against.best_known_is_proven,
        },
        "outcome": round(outcome(ended.cost, against), 1),
        "formula": explain(ended.cost, against),
        "skills": {skill.skill.value: skill.score for skill in analysis.skills},
        "over_triage": round(analysis.triage.over_rate, 3),
        "under_triage": round(analysis.triage.under_rate, 3),
        "checksum": checksum(ended),
        "log": [to_row(entry) for entry in log],
    }


def _told(title: str, values: dict[str, Any]) -> list[str]:
    skills = ", ".join(
        f"{name} {'no evidence' if score is None else f'{score:g}'}"
        for name, score in values["skills"].items()
    )
    return [
        title,
        *values["formula"],
        f"Skills: {skills}.",
        f"Over-triage {values['over_triage']:.0%}, under-triage {values['under_triage']:.0%}.",
        f"{len(values['log'])} decisions, checksum {values['checksum'][:16]}.",
    ]


def _title(day: Day) -> str:
    return f"{day.scenario.title}, seed {day.seed}"


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, ValueError) as error:
        raise UsageError(f"{path}: this is not JSON: {error}") from error


def _read_rows(stored: Any, path: Path) -> tuple[Entry, ...]:
    rows = stored.get("log") if isinstance(stored, dict) else stored
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UsageError(f"{path}: there is no log in it: a list of rows with minute, op and request")
    for place, row in enumerate(rows):
        try:
            read_log([row])
        except ValueError as error:
            raise UsageError(f"{path}: row {place + 1} of the log: {error}") from error
    return read_log(rows)


def _stored_day(stored: dict[str, Any], path: Path, courses: Path | None) -> tuple[Instance, References]:
    if "day" in stored:
        return _kept_day(stored, path)
    name, seed = stored.get("scenario"), stored.get("seed")
    if not isinstance(name, str) or type(seed) is not int or seed < 0:
        raise UsageError(f"{path}: scenario and seed are missing, or the whole day (play --with-day)")
    stage, level = stored.get("stage"), stored.get("level")
    if not isinstance(stage, str | None) or not (level is None or level in range(101)):
        raise UsageError(f"{path}: stage has to be a text, and level a whole number from 0 to 100")
    day = find_day(name, seed, stage=stage, level=level, courses=courses)
    instance = day.instance
    if stored.get("digest") != instance.digest:
        raise UsageError(f"{path}: {name} has changed since this was played; play --with-day keeps the day")
    return instance, day.references(instance)


def _kept_day(stored: dict[str, Any], path: Path) -> tuple[Instance, References]:
    try:
        instance = Instance.from_json(json.dumps(stored["day"]))
        kept = stored["references"]
        values = {
            "naive": kept["naive"],
            "expert": kept["expert"],
            "best_known": kept["par"],
            "best_known_is_proven": kept["par_proven"],
        }
        against = codec.from_plain(References, values)
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path}: the day in it cannot be used: {error}") from error
    if instance.engine != ENGINE_VERSION:
        raise UsageError(
            f"{path}: the day is for engine {instance.engine}; this Academy has {ENGINE_VERSION}"
        )
    problems = validate(instance)
    if problems:
        raise UsageError(f"{path}: the day in it cannot be played: {problems[0]}")
    if min(against.naive, against.expert, against.best_known) < 0:
        raise UsageError(f"{path}: references cannot be below 0")
    return instance, against
