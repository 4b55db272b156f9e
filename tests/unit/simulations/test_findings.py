"""What an analysis says in words: it adds up, it names what it rests on, and it survives being stored."""

from __future__ import annotations

import re
from functools import cache

import pytest

from academy.sim.analysis import Analysis, analyse
from academy.sim.commands import Delegate, Entry, Escalate
from academy.sim.foresight import Judged
from academy.sim.instance import Instance
from academy.sim.policies.expert import human
from academy.sim.policies.play import play
from academy.sim.score import References
from academy.simulations.analyses import analysis_from_text, analysis_to_text, skills_from_text
from academy.simulations.day_words import DayWords
from academy.simulations.figures import MINUS, compared, percent, points
from academy.simulations.findings import Findings, findings_of
from academy.simulations.turning_points import second_look, verdict_of
from tests.integration.simulations.players import scenario

AGAINST = References(8000, 400.0, 20)
DAYS = [("three-minute-shift", 3, 0.5), ("three-minute-shift", 1, 0.3), ("ship-thursday", 1, 0.6)]


@cache
def analysed(slug: str, seed: int, skill: float) -> tuple[Instance, tuple[Entry, ...], Analysis]:
    instance = scenario(slug).instance(seed)
    log = tuple(play(instance, human(skill))[1])
    return instance, log, analyse(instance, log, AGAINST)


def findings(slug: str, seed: int, skill: float) -> Findings:
    instance, log, analysis = analysed(slug, seed, skill)
    return findings_of(analysis, log, DayWords(instance))


def number(text: str) -> float:
    return float(text.replace(MINUS, "-").replace("+", ""))


@pytest.mark.parametrize("day", DAYS)
def test_the_ledger_adds_up_to_the_cost_line_by_line(day: tuple[str, int, float]) -> None:
    book = findings(*day).ledger
    running = number(book.start)
    for row in book.rows:
        running += number(row.points)
        assert running == number(row.total)
    assert running == book.cost == number(book.start) + number(book.sum)


def test_what_was_left_lying_at_no_cost_has_no_row() -> None:
    instance, log, analysis = analysed(*DAYS[2])
    rows = findings(*DAYS[2]).ledger.rows
    assert len(rows) < len(analysis.ledger.entries)
    assert len([row for row in rows if row.is_decision]) == len(log)
    assert [row.number for row in rows if row.is_decision] == list(range(1, len(log) + 1))
    assert instance


@pytest.mark.parametrize("day", DAYS)
def test_the_evidence_of_a_skill_is_what_its_regret_is_made_of(day: tuple[str, int, float]) -> None:
    _, _, analysis = analysed(*day)
    for told, score in zip(findings(*day).skills, analysis.skills, strict=True):
        assert sum(number(one.points) for one in told.reasons) == pytest.approx(score.regret, abs=0.06 * 60)
        assert [one.speaks_for for one in told.reasons] == [one.points < 0 for one in score.evidence]
        assert all(re.fullmatch(r"\d\d:\d\d", one.clock) and one.subject for one in told.reasons)


@pytest.mark.parametrize("day", DAYS)
def test_a_moment_shows_what_was_done_and_the_cheapest_choice_first(day: tuple[str, int, float]) -> None:
    told = findings(*day)
    for point in told.worst:
        done, *others = point.choices
        assert done.is_done
        assert [one.cost for one in others] == sorted(one.cost for one in others)
        assert len(others) <= 3
    for point in told.best:
        assert point.regret <= 0 < point.merit


@pytest.mark.parametrize("day", DAYS)
def test_a_stored_analysis_reads_the_same(day: tuple[str, int, float]) -> None:
    _, _, analysis = analysed(*day)
    text = analysis_to_text(analysis)
    assert analysis_from_text(text) == analysis
    assert skills_from_text(text) == analysis.skills
    assert analysis_from_text("[]") is None
    assert skills_from_text("{}") == ()


def test_the_page_of_a_decision_has_every_alternative_once() -> None:
    instance, log, _ = analysed(*DAYS[2])
    point = second_look(instance, log, 5)
    texts = [choice.text for choice in point.choices]
    assert len(set(texts)) == len(texts)
    assert [choice.is_done for choice in point.choices].count(True) == 1
    assert [choice.cost for choice in point.choices] == sorted(choice.cost for choice in point.choices)
    assert all(choice.replayed is not None for choice in point.choices)


def test_every_move_of_a_day_has_words_for_what_was_and_what_could_be() -> None:
    for slug, seed, skill in DAYS:
        instance, log, _ = analysed(slug, seed, skill)
        told = DayWords(instance)
        for entry in log:
            assert told.decided(entry.command)
            assert told.proposed(entry.command)


def test_the_same_with_others_is_one_choice() -> None:
    instance, _, _ = analysed(*DAYS[2])
    told = DayWords(instance)
    ruth, dele, ines = (Escalate("R03", name, True) for name in ("ruth", "dele", "ines"))
    assert told.proposed(ruth, dele) == "Escalate it to Ruth or Dele with options prepared"
    assert told.proposed(ruth, dele, ines) == "Escalate it to Ruth, Dele or Ines with options prepared"
    assert (
        told.proposed(ruth, dele, others=2) == "Escalate it to Ruth, Dele or 2 others with options prepared"
    )
    assert told.proposed(Delegate("R03", "maya")) == "Hand it to Maya"


def test_a_rival_is_named_by_its_subject() -> None:
    instance, _, _ = analysed(*DAYS[0])
    request = instance.requests[0]
    told = DayWords(instance)
    assert (
        told.seen(f"Waited for the louder {request.id}.")
        == f"Waited for the louder “{request.visible.subject}”."
    )
    assert told.seen("Kept a promise.") == "Kept a promise."


@pytest.mark.parametrize(
    ("could_know", "turned_out", "is_right", "title"),
    [
        (0.0, 0, True, "Right on what you could know."),
        (3.0, 90, True, "Right on what you could know; then came bad luck."),
        (40.0, -5, False, "Lucky: not the best on what you could know."),
        (40.0, 60, False, "Avoidable on what you could know."),
    ],
)
def test_luck_is_told_from_judgement(could_know: float, turned_out: int, is_right: bool, title: str) -> None:
    verdict = verdict_of(Judged(0, 10, "a", could_know, turned_out, is_right), 6)
    assert (verdict.title, verdict.is_right) == (title, is_right)


def test_points_keep_their_halves() -> None:
    assert [points(total, 2) for total in (0, 1, 2, 25, -7)] == ["0", "0.5", "1", "12.5", "−3.5"]
    assert [points(total, 2, signed=True) for total in (0, 3, -4)] == ["0", "+1.5", "−2"]
    assert points(7.96) == "8"
    assert points(-0.04) == "0"
    assert (compared(5, 9), compared(9, 5), compared(5, 5)) == ("4 less", "4 more", "the same")
    assert percent(0.955) == "96 %"
