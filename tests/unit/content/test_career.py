"""path.yaml: the shipped ladder is whole; faults have their line."""

from pathlib import Path

import pytest

from academy.content.career import check_career, load_career
from academy.content.checklists import load_checklists
from academy.content.days.pool import load_day_pool
from academy.content.library import load_library
from academy.content.problems import Problem
from academy.content.scenarios import load_scenarios
from tests.unit.content.sound_folder import Write

ROOT = Path(__file__).parents[3] / "courses"
SHIPPED = (ROOT / "path.yaml").read_text(encoding="utf-8")


def problems_of(root: Path) -> list[Problem]:
    return check_career(
        load_career(root),
        load_library(root),
        load_scenarios(root),
        load_day_pool(root),
        load_checklists(root),
    )


def test_the_shipped_ladder_is_whole() -> None:
    career = load_career(ROOT)
    assert career.problems == ()
    assert problems_of(ROOT) == []
    assert [rung.slug for rung in career.rungs] == [
        *("runner", "assistant", "coordinator", "senior-coordinator"),
        *("production-manager", "line-producer", "producer"),
    ]
    assert len(career.sideways) >= 5
    assert all(4 <= len(post.duties) <= 6 and post.evidence for post in (*career.rungs, *career.sideways))
    assert all(post.contract.endswith("varies") or "varies" in post.contract for post in career.rungs)


def test_every_module_counts_for_somebody() -> None:
    career, library = load_career(ROOT), load_library(ROOT)
    counted = {name for post in (*career.rungs, *career.sideways) for name in post.modules}
    modules = {f"{course.slug}/{module.slug}" for course in library.courses for module in course.modules}
    assert modules - counted == set()


def test_a_folder_without_the_file_has_no_ladder(write: Write) -> None:
    career = load_career(write({}))
    assert (career.rungs, career.problems) == ((), ())


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("    title: Runner\n", "", "title: this key is missing"),
        ("slug: assistant\n", "slug: runner\n", "runner stands above"),
        ("slug: assistant\n", "slug: skills\n", "skills is a page of its own"),
        ("    from: assistant\n", "    from: nobody\n", "there is no rung nobody"),
        ("K3.6]\n", "K3.9]\n", "behaviours, item 4: string should match"),
        ("  K5.6: Recovers, and leaves a lesson\n", "", "give K5.6 a name"),
        ('{skill: K1, text: "When', '{skill: K2, text: "When', "K1 needs 2 statements"),
        ("contract: Often", "contrat: Often", "contrat: this key is not known"),
    ],
)
def test_a_fault_empties_the_ladder_and_has_its_line(
    write: Write, old: str, new: str, complaint: str
) -> None:
    assert old in SHIPPED
    career = load_career(write({"path.yaml": SHIPPED.replace(old, new, 1)}))
    assert career.rungs == ()
    assert any(complaint in str(problem) for problem in career.problems), career.problems
    assert all(problem.line > 1 and problem.path == Path("path.yaml") for problem in career.problems)


def test_a_name_that_leads_nowhere_has_its_line(write: Write) -> None:
    found = [str(problem) for problem in problems_of(write({"path.yaml": SHIPPED}))]
    line = SHIPPED[: SHIPPED.index("      - coordinators-role/what-the-job-is")].count("\n") + 1
    assert f"path.yaml:{line}: there is no module coordinators-role/what-the-job-is." in found
    assert any("there is no practice day days/pre." in one for one in found)
    assert any("there is no checklist SCR." in one for one in found)
    assert any("there is no course coordinators-role." in one for one in found)
