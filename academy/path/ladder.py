"""The ladder as its page draws it: rungs from the top down, where somebody stands, what they aim for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from academy.content.career import Career, Rung
from academy.path.counting import Count


@dataclass(frozen=True, slots=True)
class RungRow:
    """One rung with the steps that leave it; `number` counts from the bottom."""

    number: int
    count: Count
    steps: tuple[Count, ...]
    is_here: bool
    is_target: bool
    target_step: str | None  # the slug of the step to its side that is aimed for


def ladder_of(
    career: Career, count: Callable[[Rung], Count], *, standing: int, target: str | None
) -> list[RungRow]:
    """Return the rungs from the highest to the lowest; `standing` is the height at which somebody is."""
    rows = []
    for number, rung in enumerate(career.rungs, start=1):
        steps = career.beside(rung.slug)
        rows.append(
            RungRow(
                number=number,
                count=count(rung),
                steps=tuple(count(step) for step in steps),
                is_here=number == standing,
                is_target=rung.slug == target,
                target_step=next((step.slug for step in steps if step.slug == target), None),
            )
        )
    return rows[::-1]
