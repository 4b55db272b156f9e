"""Time, passing and calibration as plain sums."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from academy.quizzes.calibration import calibration_of, verdict_of
from academy.quizzes.rules import COURSE_TEST, PRACTICE, rules_from_plain
from academy.quizzes.vocabulary import Certainty

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(("factor", "minutes"), [("1.0", 30), ("1.25", 37.5), ("1.5", 45), ("2.0", 60)])
def test_the_time_factor_lengthens_a_test(factor: str, minutes: float) -> None:
    assert COURSE_TEST.ends_at(NOW, factor) == NOW + timedelta(minutes=minutes)


def test_untimed_and_practice_have_no_deadline() -> None:
    assert COURSE_TEST.ends_at(NOW, "untimed") is None
    assert PRACTICE.ends_at(NOW, "1.0") is None


@pytest.mark.parametrize(
    ("score", "out_of", "passes"),
    [
        (16, 20, True),
        (15.999, 20, False),
        (0.8, 1, True),
        (1 / 3 + 1 / 3 + 1 / 3 + 7, 10, True),
        (0, 0, False),
    ],
)
def test_eighty_per_cent_pass(score: float, out_of: int, passes: bool) -> None:
    assert COURSE_TEST.is_passed(score, out_of) is passes


def test_nothing_passes_without_a_score_or_a_mark() -> None:
    assert not COURSE_TEST.is_passed(None, 20)
    assert not PRACTICE.is_passed(6, 6)


def test_rules_survive_being_kept() -> None:
    for rules in (PRACTICE, COURSE_TEST):
        assert rules_from_plain(rules.to_plain()) == rules


def test_calibration_counts_only_what_was_said() -> None:
    answers = [(Certainty.SURE, True)] * 3 + [(Certainty.SURE, False), (Certainty.GUESS, False), (None, True)]
    sure, guess = calibration_of(answers)
    assert (sure.label, sure.answers, sure.right, sure.percent) == ("Sure", 4, 3, 75)
    assert (guess.answers, guess.right, guess.is_few) == (1, 0, True)
    assert calibration_of([(None, True)]) == ()


@pytest.mark.parametrize(
    ("certainty", "right", "words"),
    [
        (Certainty.SURE, 2, "sure more often than you are right"),
        (Certainty.SURE, 10, "nearly always right"),
        (Certainty.GUESS, 9, "more than you trust yourself"),
        (Certainty.FAIRLY, 5, "A few more answers"),
    ],
)
def test_calibration_is_put_into_words(certainty: Certainty, right: int, words: str) -> None:
    answers = [(certainty, place < right) for place in range(10)]
    assert words in verdict_of(calibration_of(answers))
