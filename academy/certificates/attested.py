"""What a certificate attests, frozen when it is issued: a later edit of the course changes none of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class AttestedModule:
    """A module as it was: its title, minutes of reading, and what its reader can do after it."""

    title: str
    minutes: int
    objectives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AttestedTest:
    """The course test as it was passed: the result in words, such as "18 of 20 points"."""

    result: str
    passed_on: date


@dataclass(frozen=True, slots=True)
class Attested:
    """The modules, the test when there is one, the day on which the rule was met, and the rule itself."""

    modules: tuple[AttestedModule, ...]
    test: AttestedTest | None
    completed_on: date
    rule: str

    @property
    def minutes(self) -> int:
        """Minutes of reading in all modules."""
        return sum(module.minutes for module in self.modules)

    def to_plain(self) -> dict[str, Any]:
        """The same as JSON can hold it."""
        return {
            "modules": [
                {"title": one.title, "minutes": one.minutes, "objectives": list(one.objectives)}
                for one in self.modules
            ],
            "test": {"result": self.test.result, "passed_on": self.test.passed_on.isoformat()}
            if self.test
            else None,
            "completed_on": self.completed_on.isoformat(),
            "rule": self.rule,
        }


def attested_from_plain(plain: dict[str, Any]) -> Attested:
    """Take back what `to_plain` gave."""
    test = plain["test"]
    return Attested(
        modules=tuple(
            AttestedModule(one["title"], one["minutes"], tuple(one["objectives"])) for one in plain["modules"]
        ),
        test=AttestedTest(test["result"], date.fromisoformat(test["passed_on"])) if test else None,
        completed_on=date.fromisoformat(plain["completed_on"]),
        rule=plain["rule"],
    )
