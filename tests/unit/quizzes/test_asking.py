"""Choosing and freezing questions: the same seed, the same attempt."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from academy.quizzes import asking
from academy.quizzes.offer import TEST, quizzes_of
from tests import shipped
from tests.unit.quizzes.bank import PLAIN, QUESTIONS

LIBRARY = shipped.library()
BANK = shipped.bank()
COURSE = LIBRARY.courses[0]
POOL = list(BANK.by_course[COURSE.slug].values())
SEEDS = st.integers(0, 2**31 - 1)


@given(SEEDS)
def test_the_same_seed_draws_the_same_attempt(seed: int) -> None:
    first, again = (asking.choose(POOL, count=20, seed=seed) for _ in range(2))
    assert first == again
    assert len({question.id for question in first}) == 20
    assert [asking.draw_for(one, seed) for one in first] == [asking.draw_for(one, seed) for one in again]


@given(SEEDS)
def test_a_test_is_spread_evenly_over_the_modules(seed: int) -> None:
    counts = Counter(question.module for question in asking.choose(POOL, count=20, seed=seed))
    assert set(counts) == {module.slug for module in COURSE.modules}
    assert max(counts.values()) - min(counts.values()) <= 1


@given(SEEDS, st.sets(st.sampled_from([question.id for question in POOL]), max_size=60))
def test_what_comes_later_is_taken_only_when_the_rest_does_not_suffice(seed: int, later: set[str]) -> None:
    chosen = asking.choose(POOL, count=20, seed=seed, later=later)
    rest = len(POOL) - len(later)
    assert sum(question.id in later for question in chosen) == max(0, 20 - rest)


def test_different_seeds_draw_different_attempts() -> None:
    drawn = {tuple(one.id for one in asking.choose(POOL, count=20, seed=seed)) for seed in range(30)}
    assert len(drawn) == 30


def test_every_question_survives_being_kept() -> None:
    for course, question in BANK:
        kept = asking.question_of(asking.plain_of(question))
        assert kept == question
        assert asking.digest_of(course, kept) == asking.digest_of(course, question)


def test_a_digest_changes_with_the_question() -> None:
    digests = {asking.digest_of("desk", question) for question in QUESTIONS.values()}
    assert len(digests) == len(PLAIN)
    altered = asking.question_of({**PLAIN[0], "text": "What else is asked here?"})
    assert asking.digest_of("desk", altered) not in digests


def test_every_module_with_questions_has_a_quiz_and_every_course_a_test() -> None:
    for course in LIBRARY.courses:
        quizzes = quizzes_of(course, BANK)
        assert [quiz.slug for quiz in quizzes] == [*(module.slug for module in course.modules), TEST]
        assert quizzes[-1].length == 20
