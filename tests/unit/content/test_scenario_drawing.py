"""From a file and a seed to a day: same seed, same day; another seed, another day; answers stay right."""

import re
import shutil
from pathlib import Path

import pytest

from academy.content.scenarios import Scenario, load_scenarios
from academy.sim.instance import Channel, Handler, Judgement, Trigger

SAMPLE = Path(__file__).with_name("test_scenario_sample.yaml")
COURSES = Path(__file__).parents[3] / "courses"
SEEDS = range(40)


def load(folder: Path, text: str) -> Scenario:
    (folder / "scenarios").mkdir(exist_ok=True)
    (folder / "catalogue").mkdir(exist_ok=True)
    shutil.copy(COURSES / "catalogue" / "requests.yaml", folder / "catalogue")
    (folder / "scenarios" / "sample.yaml").write_text(text, encoding="utf-8")
    return load_scenarios(folder).scenarios["sample"]


@pytest.fixture
def scenario(tmp_path: Path) -> Scenario:
    return load(tmp_path, SAMPLE.read_text(encoding="utf-8"))


def test_the_same_seed_gives_the_same_day(scenario: Scenario, tmp_path: Path) -> None:
    again = load(tmp_path, SAMPLE.read_text(encoding="utf-8"))
    assert [scenario.instance(seed) for seed in SEEDS] == [again.instance(seed) for seed in SEEDS]
    assert scenario.digest == again.digest


def test_everything_that_may_vary_does(scenario: Scenario) -> None:
    days = [scenario.instance(seed) for seed in SEEDS]
    boards = [day.requests[0] for day in days]
    assert len({request.arrives for request in boards}) > 5
    assert len({request.arrives + request.hidden.due_minutes for request in boards}) > 5
    assert len({request.hidden.work_minutes for request in boards}) > 10
    assert {request.visible.subject[-4:] for request in boards} == {"0110", "0150", "0230", "0310", "0350"}
    assert len({day.departments[0].lead_minutes for day in days}) > 3


def test_draws_stay_within_what_the_file_allows(scenario: Scenario) -> None:
    for seed in SEEDS:
        request = scenario.instance(seed).requests[0]
        assert 11 <= request.arrives <= 29
        assert 110 <= request.arrives + request.hidden.due_minutes <= 130
        assert 10 <= request.hidden.work_minutes <= 40
        assert request.arrives + (request.visible.claimed_minutes or 0) == 120
        assert request.hidden.contain_minutes == 20


def test_texts_agree_with_each_other_and_with_the_clock(scenario: Scenario) -> None:
    for seed in SEEDS:
        request, follow_up = scenario.instance(seed).requests
        shot = request.visible.subject[-4:]
        found = re.fullmatch(
            r"(\d+) sets by 11:00 please; it is (\d+) GB, so (\d+) min. Here since 09:(\d\d).",
            request.visible.body,
        )
        assert found
        copies, gigabytes, wait, arrived = map(int, found.groups())
        assert (gigabytes, wait) in {(40, 53), (60, 80)}
        assert arrived == request.arrives
        assert request.hidden.answer == f"Version two, {copies} sets."
        assert request.visible.attachments[0].text == f"shot {shot}"
        assert follow_up.visible.body == f"The {shot} boards, please."


def test_a_change_elsewhere_leaves_the_other_draws_alone(scenario: Scenario, tmp_path: Path) -> None:
    before = [scenario.instance(seed).requests[0] for seed in SEEDS]
    text = SAMPLE.read_text(encoding="utf-8").replace("truth: {due: 30, urg", "truth: {due: [20, 40], urg")
    after = [load(tmp_path, text).instance(seed).requests[0] for seed in SEEDS]
    assert before == after


def test_the_catalogue_fills_what_the_file_leaves_out(scenario: Scenario) -> None:
    request = scenario.instance(1).requests[0]
    assert request.visible.channel is Channel.WALK_IN
    assert request.visible.claimed_urgency == 5
    assert request.hidden.weight == 2
    assert request.hidden.verdict(Handler.DELEGATE).judgement is Judgement.RIGHT
    assert request.hidden.verdict(Handler.DO).judgement is Judgement.POOR
    assert request.hidden.verdict(Handler.ASK).judgement is Judgement.NEUTRAL


def test_a_follow_up_hangs_on_its_parent(scenario: Scenario) -> None:
    follow_up = scenario.instance(1).requests[1]
    assert (follow_up.parent, follow_up.trigger, follow_up.delay) == ("boards", Trigger.LATE, 10)
    assert follow_up.hidden.due_minutes == 30


def test_the_day_counts_from_its_opening(scenario: Scenario) -> None:
    day = scenario.instance(1)
    assert (day.starts_at, day.horizon, day.tokens) == (540, 180, 2)
    assert (day.runners[0].starts, day.runners[0].ends) == (30, 180)
    assert day.runners[0].speed == (80, 100, 100, 100, 100)
    assert day.runners[0].level == (2, 1, 1, 1, 1)
    assert (day.appointments[0].starts, day.appointments[0].ends) == (60, 80)
    assert (day.departments[0].opens, day.departments[0].closes) == (0, 150)


def test_the_digest_follows_the_content_and_not_the_layout(scenario: Scenario, tmp_path: Path) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    assert load(tmp_path, f"# a remark\n{text}").digest == scenario.digest
    assert load(tmp_path, text.replace("Loud and small.", "Small and loud.")).digest != scenario.digest


def test_the_digest_follows_the_catalogue(scenario: Scenario, tmp_path: Path) -> None:
    catalogue = tmp_path / "catalogue" / "requests.yaml"
    written = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(written.replace("claimed_urgency: 5", "claimed_urgency: 4", 1), encoding="utf-8")
    assert load_scenarios(tmp_path).scenarios["sample"].digest != scenario.digest
    unused = written[: written.index("  R124:")]
    catalogue.write_text(unused, encoding="utf-8")
    assert load_scenarios(tmp_path).scenarios["sample"].digest == scenario.digest
