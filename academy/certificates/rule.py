"""When a certificate is due: pure values. The rule: every module complete and the test, if any, passed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from academy.certificates.attested import Attested, AttestedModule, AttestedTest
from academy.learning.progress import CourseProgress
from academy.quizzes.rules import QuizRules


@dataclass(frozen=True, slots=True)
class CourseTest:
    """The test of a course for one person: its rules, and how and when it was passed."""

    rules: QuizRules
    result: str = ""
    passed_at: datetime | None = None

    @property
    def minutes(self) -> int:
        """How long it takes at most; 0 for a test without a time."""
        return self.rules.minutes or 0


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one person is towards the certificate of one course; `test` is None where there is no test."""

    progress: CourseProgress
    test: CourseTest | None

    @property
    def is_test_missing(self) -> bool:
        return self.test is not None and self.test.passed_at is None

    @property
    def is_met(self) -> bool:
        """Whether the certificate is due."""
        return self.progress.is_complete and not self.is_test_missing

    @property
    def minutes_left(self) -> int:
        """About how many minutes everything that is missing takes."""
        test_minutes = self.test.minutes if self.test and self.is_test_missing else 0
        return self.progress.minutes_left + test_minutes

    @property
    def missing(self) -> str:
        """What is missing, in words: "2 modules and the course test"; empty when nothing is."""
        modules = len(self.progress.missing)
        parts = [f"{modules} {'module' if modules == 1 else 'modules'}"] if modules else []
        return " and ".join([*parts, "the course test"] if self.is_test_missing else parts)

    @property
    def rule(self) -> str:
        """The rule for this course, as its page and the certificate state it."""
        modules = self.progress.total
        each = "its module is" if modules == 1 else f"each of its {modules} modules is"
        passes = f" with {self.test.rules.pass_percent} % or more" if self.test else ""
        test = f" and the course test is passed{passes}" if self.test else ""
        return f"The certificate of a course is due when {each} marked as complete{test}."

    def attested(self, time_zone: str) -> Attested:
        """What the certificate says, with dates of that zone; only for a standing that is met."""
        moments = [self.progress.completed_at, self.test.passed_at if self.test else None]
        if not self.is_met:
            raise ValueError("nothing is attested before the rule is met")
        zone = ZoneInfo(time_zone)
        days = [moment.astimezone(zone).date() for moment in moments if moment]
        return Attested(
            modules=tuple(
                AttestedModule(module.title, module.minutes, module.objectives)
                for module in self.progress.course.modules
            ),
            test=AttestedTest(self.test.result, days[-1]) if self.test else None,
            completed_on=max(days),
            rule=self.rule,
        )
