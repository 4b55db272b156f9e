"""checklists/*.yaml: sound lists in their order, faults with their line."""

import pytest

from academy.content.checklists import OWNERS, load_checklists
from tests.unit.content.sound_folder import Write

LIST = """\
code: SCR
title: Script and breakdown
order: 2
stage: pre
about: For every episode, by the coordinator.
gate: The storyboard may start
items:
  - id: C-SCR-01
    item: The script is dated
    why: Otherwise two drafts look alike.
    owner: [SC, PC]
    gate: true
    evidence: Date on every page
    taught: desk/first
  - id: C-SCR-02
    item: Earlier drafts are withdrawn
    why: Somebody would draw from them.
    owner: [PC]
    gate: false
    evidence: The folder
    taught: desk/first
"""


def test_lists_come_in_their_order(write: Write) -> None:
    first = LIST.replace("SCR", "REF").replace("order: 2", "order: 1")
    shelf = load_checklists(write({"checklists/scr.yaml": LIST, "checklists/ref.yaml": first}))
    assert (list(shelf.checklists), shelf.problems, shelf.item_count) == (["REF", "SCR"], (), 4)
    checklist = shelf.checklists["SCR"]
    assert (checklist.slug, checklist.gates) == ("scr", 1)
    assert checklist.items[0].owners == ("Script coordinator", "Production coordinator")


def test_a_folder_without_lists_has_none(write: Write) -> None:
    assert load_checklists(write({})).checklists == {}


@pytest.mark.parametrize(
    ("name", "text", "line", "complaint"),
    [
        ("lst", LIST, 1, "is called scr.yaml"),
        ("scr", LIST.replace("C-SCR-02", "C-SCR-01"), 15, "ids are given once"),
        ("scr", LIST.replace("C-SCR-02", "C-REF-02"), 15, "begin with C-SCR-"),
        ("scr", LIST.replace("[PC]", "[ME]"), 18, 'there is no owner "ME"'),
        ("scr", LIST.replace("gate: false", "gate: maybe"), 19, "gate: this must be true or false"),
        ("scr", LIST.replace("    evidence: The folder\n", ""), 15, "evidence: this key is missing"),
        ("scr", LIST.replace("stage: pre", "stage: later"), 4, "stage"),
        ("scr", "- a\n- b\n", 1, "group of key"),
    ],
)
def test_a_fault_has_its_line(write: Write, name: str, text: str, line: int, complaint: str) -> None:
    shelf = load_checklists(write({f"checklists/{name}.yaml": text}))
    [problem] = shelf.problems
    assert str(problem).startswith(f"checklists/{name}.yaml:{line}:")
    assert complaint in problem.message
    assert shelf.checklists == {}


def test_every_owner_has_a_name() -> None:
    assert all(name and name[0].isupper() for name in OWNERS.values())
