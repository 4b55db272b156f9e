"""`academy par` and `academy bench`: proofs from the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from academy.config import courses_folder
from academy.content.scenarios import load_scenarios
from academy.sim.par.certificate import fault_of
from tests.integration.cli.conftest import Command, one_line_of
from tests.integration.cli.test_play_days import values_of
from tests.sim.par.piles import CLASSES, drawn_pile

SHORT = "three-minute-shift"


def test_par_of_a_scenario_is_proven_and_replayed(academy: Command) -> None:
    values = values_of(academy("par", SHORT, "--seed", "4", "--seconds", "20", "--json"))
    assert values.keys() == {"J", "lower_bound", "proven", "seconds", "replay_cost"}
    assert values["proven"] is True
    assert values["J"] == values["lower_bound"] == values["replay_cost"] == 0
    assert "proven: nothing can be cheaper" in academy("par", SHORT, "--seed", "4").stdout


def test_par_of_a_drawn_day_never_undercuts_its_bound(academy: Command) -> None:
    values = values_of(academy("par", "day", "--stage", "pre", "--level", "10", "--seconds", "8", "--json"))
    assert 0 <= values["lower_bound"] <= values["J"] == values["replay_cost"]


def test_without_the_solver_the_best_known_plan_is_said_to_be_one() -> None:
    script = (
        "import sys; sys.modules['ortools'] = None\n"
        "from academy.cli import main\n"
        "main(['par', 'ship-thursday', '--json'])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    values = json.loads(done.stdout)
    assert (values["lower_bound"], values["proven"]) == (0, False)
    assert values["J"] == values["replay_cost"]
    assert "pip install 'academy[par]'" in done.stderr
    assert "best plan that a local search knows" in done.stderr


def problem_file(folder: Path, count: int) -> Path:
    """Write drawn piles of twelve jobs in the OR-Library's format."""
    path = folder / "wt12.txt"
    rows = []
    for number in range(count):
        pile = drawn_pile(12, *CLASSES[number % len(CLASSES)])
        for name in ("minutes", "weight", "due"):
            rows.append(" ".join(str(getattr(job, name)) for job in pile))
    path.write_text("\n".join(rows) + "\n")
    return path


def test_published_instances_are_solved_by_the_same_core(academy: Command, tmp_path: Path) -> None:
    file = problem_file(tmp_path, 3)
    words = ("par", "--or-library", str(file), "--seconds", "20", "--json")
    values = values_of(academy(*words))
    assert len(values["instances"]) == values["proven"] == 3
    assert values["hits"] == 0
    found = [row["value"] for row in values["instances"]]
    assert found == [row["replay_cost"] for row in values["instances"]]
    optima = tmp_path / "wtopt12.txt"
    optima.write_text("\n".join(map(str, found)))
    values = values_of(academy(*words, "--optima", str(optima), "--limit", "2"))
    assert (len(values["instances"]), values["hits"]) == (2, 2)
    assert values["instances"][0]["optimum"] == found[0]


@pytest.mark.parametrize(("text", "said"), [("", ""), ("1 2 x", "x"), ("1 2 3 4", "")])
def test_a_file_of_another_kind_is_refused(academy: Command, tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "wt12.txt"
    file.write_text(text)
    assert said in one_line_of(academy("par", "--or-library", str(file)))


def test_seconds_have_to_be_a_number(academy: Command) -> None:
    assert "--seconds" in one_line_of(academy("par", SHORT, "--seconds", "nan"))


def test_a_day_or_a_file_has_to_be_named(academy: Command) -> None:
    assert "say which day" in one_line_of(academy("par"))


def test_certificates_are_written_beside_the_scenario(academy: Command, tmp_path: Path) -> None:
    for name in ("scenarios", "catalogue"):
        (tmp_path / name).mkdir()
    for name in (f"scenarios/{SHORT}.yaml", "catalogue/requests.yaml"):
        (tmp_path / name).write_text((courses_folder() / name).read_text())
    assert academy("par", SHORT, "--courses", str(tmp_path), "--certify").exit_code == 0
    scenario = load_scenarios(tmp_path).scenarios[SHORT]
    assert len(scenario.certificates) == 24
    assert fault_of(scenario.certificates[9], scenario.instance(9)) is None


def test_certificates_of_another_version_are_warned_of_and_left_out(tmp_path: Path) -> None:
    for name in ("scenarios", "catalogue"):
        (tmp_path / name).mkdir()
    shipped = courses_folder()
    for name in (f"scenarios/{SHORT}.yaml", f"scenarios/{SHORT}.par.json", "catalogue/requests.yaml"):
        (tmp_path / name).write_text((shipped / name).read_text())
    path = tmp_path / "scenarios" / f"{SHORT}.yaml"
    path.write_text(path.read_text().replace("goodwill: 1", "goodwill: 2"))
    shelf = load_scenarios(tmp_path)
    assert not shelf.scenarios[SHORT].certificates
    [warning] = [item for item in shelf.problems if item.path.name == f"{SHORT}.par.json"]
    assert warning.severity == "warning"
    assert "academy par three-minute-shift --certify" in warning.message
    (tmp_path / "scenarios" / f"{SHORT}.par.json").write_text("{")
    [error] = [item for item in load_scenarios(tmp_path).problems if item.path.name.endswith(".par.json")]
    assert error.severity == "error"


@pytest.mark.benchmark
def test_the_bench_names_its_figures(academy: Command) -> None:
    result = academy("bench", "sim", "--json")
    values = json.loads(result.stdout)
    assert values.keys() == {
        *("naive_days_per_s", "expert_days_per_s", "fold_ms_100", "fold_ms_300"),
        *("counterfactual_s", "generate_ms"),
    }
    assert all(value > 0 for value in values.values())
