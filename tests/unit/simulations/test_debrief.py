"""The top of a debrief: which requests it tells of, and in what order."""

from __future__ import annotations

from typing import Any

import pytest

from academy.sim.score import RequestScore
from academy.simulations.debrief import Debrief, Row

PLAIN: dict[str, Any] = {
    name: None for name in RequestScore.__dataclass_fields__ if name not in {"status", "weight", "cost"}
}


def row(
    name: str, *, cost: int = 0, weight: int = 1, status: str = "done", judgement: str | None = "right"
) -> Row:
    fields = PLAIN | {"id": name, "cost": cost, "weight": weight, "status": status, "judgement": judgement}
    return Row(RequestScore(**fields), "", "", "", "", (), (), (), "")


def debrief(*rows: Row) -> Debrief:
    rest = {name: None for name in Debrief.__dataclass_fields__ if name != "rows"}
    return Debrief(rows=rows, **rest)  # type: ignore[arg-type]  # only the rows are read


def names(rows: list[Row]) -> list[str]:
    return [row.score.id for row in rows]


def test_the_three_that_cost_most_come_worst_first() -> None:
    day = debrief(row("a", cost=3), row("b", cost=90), row("c"), row("d", cost=7), row("e", cost=8))
    assert names(day.costliest) == ["b", "e", "d"]


def test_a_day_without_cost_names_nothing_costly() -> None:
    assert debrief(row("a"), row("b")).costliest == []


def test_up_to_three_that_went_well_come_right_ones_first_then_by_weight() -> None:
    day = debrief(
        row("a", weight=8, judgement="acceptable"), row("b"), row("c", weight=2), row("d", weight=4)
    )
    assert names(day.handled_well) == ["d", "c", "b"]
    assert names(debrief(*day.rows[:2]).handled_well) == ["b", "a"]


@pytest.mark.parametrize(
    "fault",
    [{"cost": 1}, {"status": "open"}, {"status": "merged"}, {"judgement": "poor"}, {"judgement": None}],
)
def test_what_cost_stayed_open_or_was_handled_poorly_did_not_go_well(fault: dict[str, Any]) -> None:
    assert debrief(row("a", **fault)).handled_well == []
