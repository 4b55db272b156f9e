"""`academy play`, `replay` and `calibrate`: days, scores and the gate from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from academy.config import courses_folder
from tests.integration.cli.conftest import Command, one_line_of

SHORT = "three-minute-shift"
PLAY_KEYS = {
    *("scenario", "digest", "seed", "bot", "cost", "references", "outcome", "skills"),
    *("over_triage", "under_triage", "checksum", "log"),
}
SKILLS = {"organisation", "initiative", "stamina", "communication", "calm"}


def values_of(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.stderr
    [line] = result.stdout.splitlines()
    values: dict[str, Any] = json.loads(line)
    return values


def test_a_bot_plays_a_scenario(academy: Command) -> None:
    values = values_of(academy("play", SHORT, "--seed", "3", "--bot", "expert", "--json"))
    assert values.keys() >= PLAY_KEYS
    assert values["references"].keys() == {"naive", "expert", "par", "par_proven"}
    assert values["references"]["par_proven"] is True
    assert values["skills"].keys() == SKILLS
    assert 0 <= values["over_triage"] <= 1
    assert 70 <= values["outcome"] <= 100
    assert {"minute", "op", "request"} <= values["log"][0].keys()


def test_the_same_words_give_the_same_day(academy: Command) -> None:
    words = ("play", "day", "--seed", "7", "--stage", "pre", "--level", "30", "--bot", "human(0.5)", "--json")
    values = values_of(academy(*words))
    assert values == values_of(academy(*words))
    assert (values["scenario"], values["stage"], values["level"]) == ("day", "pre", 30)
    other = values_of(academy(*words[:3], "8", *words[4:]))
    assert other["digest"] != values["digest"]


def test_naive_play_scores_nothing(academy: Command) -> None:
    assert values_of(academy("play", SHORT, "--bot", "fifo", "--json"))["outcome"] == 0


def test_people_are_told_the_same_in_words(academy: Command) -> None:
    said = academy("play", SHORT).stdout
    for part in ("expert on", "ln(x + 60)", "Outcome:", "Skills: organisation", "Over-triage", "checksum"):
        assert part in said


def test_a_log_is_scored(academy: Command, tmp_path: Path) -> None:
    played = values_of(academy("play", SHORT, "--seed", "2", "--json"))
    file = tmp_path / "log.json"
    for kept in (played, played["log"]):
        file.write_text(json.dumps(kept))
        scored = values_of(academy("play", SHORT, "--seed", "2", "--log", str(file), "--json"))
        assert (scored["checksum"], scored["cost"]) == (played["checksum"], played["cost"])
        assert scored["bot"] is None


@pytest.mark.parametrize("words", [(), ("--with-day",)])
def test_a_run_replays(academy: Command, tmp_path: Path, words: tuple[str, ...]) -> None:
    file = tmp_path / "run.json"
    file.write_text(academy("play", SHORT, "--seed", "5", "--bot", "random", *words, "--json").stdout)
    replayed = values_of(academy("replay", str(file), "--json"))
    assert replayed["matches"] is True
    assert "same as in the file" in academy("replay", str(file)).stdout


def test_a_changed_log_does_not_pass_for_the_run(academy: Command, tmp_path: Path) -> None:
    values = values_of(academy("play", SHORT, "--json"))
    values["log"] = values["log"][:2]
    file = tmp_path / "run.json"
    file.write_text(json.dumps(values))
    result = academy("replay", str(file), "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["matches"] is False


def test_a_day_that_has_changed_is_refused_unless_it_is_in_the_file(academy: Command, tmp_path: Path) -> None:
    values = values_of(academy("play", SHORT, "--with-day", "--json"))
    file = tmp_path / "run.json"
    file.write_text(json.dumps({**values, "digest": "0" * 64}))
    assert values_of(academy("replay", str(file), "--json"))["matches"] is True
    del values["day"]
    file.write_text(json.dumps({**values, "digest": "0" * 64}))
    assert "has changed since" in one_line_of(academy("replay", str(file)))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("play", "nowhere"),
            "there is no scenario 'nowhere'; there are three-minute-shift, ship-thursday, day",
        ),
        (("play", "nowhere.yaml"), "nowhere.yaml: there is no such file"),
        (("play", SHORT, "--bot", "genius"), "no bot is called 'genius'"),
        (("play", SHORT, "--bot", "human(2)"), "no bot is called 'human(2)'"),
        (("play", SHORT, "--level", "5"), "--stage and --level belong to drawn days"),
        (
            ("play", "day", "--stage", "lunch"),
            "there is no stage 'lunch'; there are pre, production, delivery",
        ),
    ],
)
def test_what_is_not_there_is_named_in_one_line(academy: Command, words: tuple[str, ...], said: str) -> None:
    assert said in one_line_of(academy(*words))


@pytest.mark.parametrize("words", [("--seed", "-1"), ("--level", "101"), ("--seed", "x")])
def test_numbers_out_of_range_are_refused(academy: Command, words: tuple[str, str]) -> None:
    result = academy("play", "day", *words)
    assert result.exit_code == 2
    assert "Invalid value" in result.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("not json", "this is not JSON"),
        ('"text"', "there is no log in it"),
        ('{"log": 5}', "there is no log in it"),
        ('[{"minute": 1, "op": "dance"}]', "row 1 of the log"),
        ('[{"minute": 1, "op": "do", "request": "nobody"}]', "cannot be played on this day"),
        ('[{"minute": 9, "op": "tick"}, {"minute": 3, "op": "tick"}]', "cannot be played on this day"),
    ],
)
def test_a_log_that_is_none_is_refused(academy: Command, tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "log.json"
    file.write_text(text)
    assert said in one_line_of(academy("play", SHORT, "--log", str(file)))


def test_a_scenario_file_of_ones_own_is_played_and_judged(academy: Command, tmp_path: Path) -> None:
    for name in ("scenarios", "catalogue"):
        (tmp_path / name).mkdir()
    shipped = courses_folder()
    own = tmp_path / "scenarios" / "my-shift.yaml"
    own.write_text((shipped / "scenarios" / f"{SHORT}.yaml").read_text())
    catalogue = "catalogue/requests.yaml"
    (tmp_path / catalogue).write_text((shipped / catalogue).read_text())
    assert values_of(academy("play", str(own), "--json"))["scenario"] == "my-shift"
    own.write_text(own.read_text().replace("goodwill: 1", "goodwill: many"))
    refused = academy("play", str(own))
    assert refused.exit_code == 2
    assert "goodwill" in refused.stderr


def test_a_fair_day_passes_the_gate(academy: Command) -> None:
    values = values_of(academy("calibrate", SHORT, "--days", "3", "--json"))
    assert values["publishable"] is True
    assert values["faults"] == []
    assert {"fifo", "random", "loudest", "escalate_all", "expert", "human(0.5)"} <= values["bots"].keys()


def test_an_unfair_day_fails_the_gate_with_its_faults(academy: Command, tmp_path: Path) -> None:
    scenarios = tmp_path / "scenarios"
    scenarios.mkdir()
    shipped = courses_folder()
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "catalogue" / "requests.yaml").write_text(
        (shipped / "catalogue" / "requests.yaml").read_text()
    )
    text = (shipped / "scenarios" / f"{SHORT}.yaml").read_text()
    (scenarios / "long.yaml").write_text(text.replace('closes: "16:45"', 'closes: "17:45"'))
    result = academy("calibrate", "long", "--courses", str(tmp_path), "--json")
    assert result.exit_code == 1
    values = json.loads(result.stdout)
    assert values["publishable"] is False
    assert any("workload" in fault for fault in values["faults"])
