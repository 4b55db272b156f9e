"""A self-assessment, pure: what answers say of each skill, and where to start. Evidence plays no part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean
from typing import Any

from academy.path.profile import SKILLS

STEPS: Mapping[int, str] = {
    1: "Not yet",
    2: "With help",
    3: "On my own",
    4: "Well enough to show others",
}
#: A mean below this starts with a course, one from `READY` on with a practice day.
BEGINNING, READY = 2.0, 3.25
#: So many modules are suggested at once.
FEW = 3


class Start(StrEnum):
    """At which level to start."""

    COURSE = "course"
    MODULES = "modules"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Where to start, and the modules ("course/module") of what was answered lowest, lowest first."""

    start: Start
    mean: float  # of all answers, 1 to 4
    modules: tuple[str, ...]


def suggestion_of(answers: Sequence[Mapping[str, Any]]) -> Suggestion:
    """Return where to start: a course below a mean of 2, a practice day from 3.25 on, else modules.

    Modules are those of the lowest answers, never of an answer of 4; at most three.
    """
    mean = fmean(answer["step"] for answer in answers)
    start = Start.COURSE if mean < BEGINNING else Start.PRACTICE if mean >= READY else Start.MODULES
    lowest = sorted(
        (answer for answer in answers if answer["step"] < max(STEPS)), key=lambda one: one["step"]
    )
    return Suggestion(start, mean, tuple(dict.fromkeys(answer["module"] for answer in lowest))[:FEW])


def own_views(answers: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Return the mean answer of each skill on the scale of the profile: "not yet" is 0, the best step 100."""
    views = {}
    for code in SKILLS:
        steps = [answer["step"] for answer in answers if answer["skill"] == code]
        if steps:
            views[code] = 100 * (fmean(steps) - 1) / (max(STEPS) - 1)
    return views
