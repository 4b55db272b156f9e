"""The instance: its self-check, its JSON, and the generator's dice."""

import json

import pytest

from academy.sim.commands import COMMANDS, from_row, read_command
from academy.sim.instance import (
    Appointment,
    Handler,
    Instance,
    Judgement,
    Reading,
    Runner,
    Trigger,
    Verdict,
    Wording,
)
from academy.sim.rng import Rng
from academy.sim.validation import validate
from tests.sim.days import DESIGN, MAYA, day, drawn_day, request

POOR_EVERYWHERE = tuple(Verdict(handler, Judgement.POOR) for handler in Handler)


def test_a_sound_day_has_no_problems():
    assert validate(day()) == []


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({"weight": 3}, "weight 3 is not one of 1, 2, 4, 8"),
        ({"due_minutes": 0}, "due_minutes must be at least 1"),
        ({"work_minutes": 0}, "work_minutes must be at least 1"),
        ({"acknowledge_minutes": 0}, "acknowledge_minutes must be at least 1"),
        ({"grace_minutes": -1}, "grace_minutes is negative"),
        ({"silence_cost": -1}, "silence_cost is negative"),
        ({"contain_minutes": 0}, "contain_minutes must be at least 1"),
        ({"needed_level": 4}, "needed_level is not within 0 to 3"),
        ({"owner": "moon"}, "owner moon is not a department"),
        ({"contacts": ("moon",)}, "contact moon does not exist"),
        ({"duplicate_of": "R9"}, "R9 is not another request it could repeat"),
        ({"duplicate_of": "R1"}, "R1 is not another request it could repeat"),
        ({"claimed_urgency": 0}, "claimed_urgency 0 is not within 1 to 5"),
        ({"claimed_minutes": 0}, "claimed_minutes must be at least 1"),
        ({"apparent_minutes": 0}, "apparent_minutes must be at least 1"),
        ({"apparent_owner": "moon"}, "apparent_owner moon is not a department"),
        ({"reading": Reading(urgency=6)}, "the reading's urgency is not within 1 to 5"),
        ({"reading": Reading(due_minutes=0)}, "the reading's due_minutes must be at least 1"),
        ({"arrives": 480}, "arrives at 480, outside the day"),
        ({"parent": "R1"}, "a root has no parent"),
        ({"trigger": Trigger.LATE}, "trigger late needs a parent"),
        ({"trigger": Trigger.LATE, "parent": "R9"}, "parent R9 does not exist"),
        ({"trigger": Trigger.LATE, "parent": "R1"}, "its chain of parents goes round in a circle"),
        ({"wordings": (Wording("a", "A"),)}, "wordings and wording_effects do not name the same ids"),
        ({"verdicts": POOR_EVERYWHERE}, "every handler is poor"),
        (
            {"verdicts": (Verdict(Handler.DO, Judgement.RIGHT, cost=3),)},
            "do does harm and is not judged poor",
        ),
        (
            {"verdicts": (Verdict(Handler.DO, Judgement.POOR, cost=-3),)},
            "the verdict on do has a negative cost",
        ),
        ({"verdicts": (Verdict(Handler.DO, Judgement.RIGHT),) * 2}, "verdict on do appears twice"),
    ],
)
def test_each_fault_of_a_request_is_named(facts, problem):
    assert f"request R1: {problem}" in validate(day(request(**facts)))


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"horizon": 0}, "horizon: 0 is not within 1 to 2000 minutes"),
        ({"tokens": 10}, "tokens: 10 is not within 0 to 9"),
        ({"starts_at": 1440}, "starts_at: 1440 is not a minute of a day (0 to 1439)"),
        ({"requests": ()}, "requests: there are none"),
        ({"engine": 2}, "engine: version 2 is not 1"),
        ({"runners": (MAYA, MAYA)}, "runner maya appears twice"),
        ({"departments": (DESIGN, DESIGN)}, "department or contact design appears twice"),
        (
            {"appointments": (Appointment("a", "A", 5, 5),)},
            "appointment a: 5 to 5 is not a span within the day",
        ),
        (
            {"appointments": (Appointment("a", "A", 5, 9), Appointment("b", "B", 8, 12))},
            "appointment b: starts before the one ahead of it ends",
        ),
        (
            {"runners": (Runner("x", "X", (5,) * 5, (0,) * 5, 0, 480),)},
            "runner x: speed needs five percentages of 10 to 1000",
        ),
        (
            {"runners": (Runner("x", "X", (100,) * 5, (4,) * 5, 0, 480),)},
            "runner x: level needs five values of 0 to 3",
        ),
        (
            {"runners": (Runner("x", "X", (100,) * 5, (1,) * 5, 9, 481),)},
            "runner x: shift 9 to 481 is not a span within the day",
        ),
    ],
)
def test_each_fault_of_a_day_is_named(fields, problem):
    assert problem in validate(day(**fields))


def test_every_fault_is_reported_not_only_the_first():
    assert len(validate(day(request(weight=3, due_minutes=0, owner="moon")))) == 3


def test_repeated_ids_are_found():
    assert "request R1 appears twice" in validate(day(request(), request()))


def test_the_digest_changes_with_any_word():
    assert day(request()).digest != day(request(body="Now, please.")).digest
    assert day(request()).digest == day(request()).digest


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.pop("slug"),
        lambda data: data.update(moon=1),
        lambda data: data.update(horizon="480"),
        lambda data: data["requests"][0]["visible"].update(channel="pigeon"),
        lambda data: data["runners"][0].update(speed=[100]),
    ],
)
def test_json_of_another_shape_is_refused(change):
    data = json.loads(day().to_json())
    change(data)
    with pytest.raises(ValueError, match=r"."):
        Instance.from_json(json.dumps(data))


def test_operation_names_are_for_ever():
    assert sorted(COMMANDS) == [
        *("ask", "contain", "decline", "delegate", "do", "escalate", "merge"),
        *("promise", "recall", "reply", "route", "tick"),
    ]


@pytest.mark.parametrize(
    "row",
    [
        {"minute": 1},
        {"minute": 1, "op": "dance"},
        {"minute": "1", "op": "tick"},
        {"minute": 1, "op": "ask"},
        {"minute": 1, "op": "ask", "request": 5},
        {"minute": 1, "op": "ask", "request": "R1", "loud": True},
        {"minute": 1, "op": "do", "request": "R1", "position": "first"},
    ],
)
def test_a_row_of_another_shape_is_refused(row):
    with pytest.raises(ValueError, match=r"."):
        from_row(row)


def test_unknown_operations_are_refused():
    with pytest.raises(ValueError, match="dance"):
        read_command("dance", {})


def test_splitmix64_gives_the_published_numbers():
    dice = Rng()
    published = [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F, 0xF88BB8A8724C81EC]
    assert [dice.next_u64() for _ in range(4)] == published


def test_dice_depend_on_every_part_of_the_key():
    keys = [("a", 1), ("a", 2), ("b", 1), ("a1",), ("a", 1, "x"), (1, "a")]
    assert len({Rng(*key).next_u64() for key in keys}) == len(keys)


def test_dice_are_even_and_within_bounds():
    dice = Rng("even")
    rolls = [dice.between(1, 6) for _ in range(6000)]
    assert set(rolls) == {1, 2, 3, 4, 5, 6}
    assert all(850 < rolls.count(face) < 1150 for face in range(1, 7))
    assert 200 < sum(dice.chance(250) for _ in range(1000)) < 300
    draws = [dice.weighted((0, 1, 3)) for _ in range(1000)]
    assert draws.count(0) == 0
    assert 680 < draws.count(2) < 820
    with pytest.raises(ValueError, match="empty"):
        dice.between(2, 1)


def test_shuffling_keeps_every_card():
    cards = list(range(20))
    Rng("cards").shuffle(cards)
    assert cards != list(range(20))
    assert sorted(cards) == list(range(20))


def test_drawn_days_differ_by_seed_and_not_otherwise():
    assert drawn_day(1) == drawn_day(1)
    assert drawn_day(1).digest != drawn_day(2).digest
