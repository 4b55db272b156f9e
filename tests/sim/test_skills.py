"""Five skills: scored from the regret and what was seen, and not to be gamed."""

from pathlib import Path

import pytest

from academy.content.scenarios import load_scenarios
from academy.sim.commands import Ask, Contain, Decline, Delegate, Do, Entry, Position, Promise, Reply
from academy.sim.engine import finish, fold
from academy.sim.evidence import Skill, sightings
from academy.sim.instance import Handler, Judgement, Verdict, Wording, WordingEffect
from academy.sim.ledger import regret_ledger
from academy.sim.policies import simple
from academy.sim.policies.expert import Expert, human
from academy.sim.policies.play import play
from academy.sim.policies.simple import Fifo
from academy.sim.rng import Rng
from academy.sim.skills import FLOOR, Scale, busiest_quarter, scale_of, skill_scores
from tests.sim.days import day, drawn_day, request

NOISE = 1.0  # points of score: fewer minutes left over for the rest shift what is seen of it by a hair
WIDE = Scale(100.0, 100.0, 100.0, 100.0, 100.0)
SHIPPED = load_scenarios(Path("courses")).scenarios
DAYS = [SHIPPED["ship-thursday"].instance(1), SHIPPED["ship-thursday"].instance(7), drawn_day(11, 25)]
SCALES = [scale_of(instance) for instance in DAYS]


class Idle(Fifo):
    """Does nothing."""

    name = "idle"

    def decide(self, desk):
        return None


class Spammer(Expert):
    """Plays like the expert and makes a `move` on everything it can on the way."""

    def __init__(self, move):
        super().__init__()
        self._move = move

    def decide(self, desk):
        for card in desk.cards():
            command = self._move(card, desk)
            if desk.is_open(card) and desk.can_promise(card) and desk.refusal(command) is None:
                return command
        return super().decide(desk)


def promise_spam(card, desk):
    return Promise(card.id, min(desk.horizon, desk.now + 240))


def acknowledge_spam(card, desk):
    return Ask(card.id)


def scored(instance, scale, policy):
    _, log = play(instance, policy)
    return {item.skill: item for item in skill_scores(instance, log, regret_ledger(instance, log), scale)}


def seen(instance, *log):
    state = finish(fold(instance, log))
    return {(item.skill, item.request, item.what, item.is_good) for item in sightings(state, log)}


@pytest.mark.parametrize(
    "cheat",
    [
        simple.hedger(),
        simple.decline_all(),
        simple.escalate_all(),
        simple.all_urgent(),
        Spammer(promise_spam),
        Spammer(acknowledge_spam),
        Idle(),
    ],
    ids=["hedge", "decline", "escalate", "urgent", "promise", "acknowledge", "idle"],
)
def test_gaming_raises_neither_the_outcome_nor_any_skill_above_the_experts(cheat):
    costs = [sum(play(instance, policy)[0].cost for instance in DAYS) for policy in (cheat, Expert())]
    assert costs[0] > costs[1]
    for instance, scale in zip(DAYS, SCALES, strict=True):
        expert, gamed = scored(instance, scale, Expert()), scored(instance, scale, cheat)
        for skill in Skill:
            most = expert[skill].score + (0 if skill is Skill.COMMUNICATION else NOISE)
            assert gamed[skill].score is None or gamed[skill].score <= most


def test_doing_nothing_is_not_rewarded():
    for instance, scale in zip(DAYS, SCALES, strict=True):
        idle = scored(instance, scale, Idle())
        assert all(item.score is None or item.score < 40 for item in idle.values())


def test_skill_shows():
    for skill in Skill:
        means = []
        for level in (0.1, 0.5, 1.0):
            scores = [
                scored(instance, scale, human(level, seed))[skill].score
                for instance, scale in zip(DAYS, SCALES, strict=True)
                for seed in (3, 4)
            ]
            means.append(sum(scores) / len(scores))
        assert means[0] < means[1] < means[2], skill
        assert means[2] > 85


def test_the_scale_has_a_floor_and_is_the_same_again():
    calm = day(request(due_minutes=400, claimed_minutes=400))
    assert scale_of(calm, 1) == Scale(FLOOR, FLOOR, FLOOR, FLOOR, FLOOR)
    assert scale_of(DAYS[2]) == SCALES[2]


def test_a_score_is_the_sum_of_its_evidence():
    for instance, scale in zip(DAYS, SCALES, strict=True):
        for item in scored(instance, scale, human(0.4, 2)).values():
            assert item.regret == pytest.approx(sum(piece.points for piece in item.evidence))
            assert item.score == pytest.approx(
                min(100, 100 * 2 ** (-item.regret / getattr(scale, item.skill.value))), abs=0.06
            )
            assert 0 < item.uncertainty <= 50


def test_silence_counts_as_communication_whatever_was_left():
    quiet = day(request(acknowledge_minutes=10, silence_cost=50, due_minutes=400, claimed_minutes=400))
    scores = {item.skill: item for item in skill_scores(quiet, [], regret_ledger(quiet, []), WIDE)}
    evidence = scores[Skill.COMMUNICATION].evidence
    assert sum(piece.points for piece in evidence if piece.what.startswith("Left lying")) == 50
    assert "Nobody answered in time." in {piece.what for piece in evidence}


def test_a_day_that_shows_nothing_of_a_skill_gives_no_score():
    calm = day(request(due_minutes=400, claimed_minutes=400))
    log = play(calm, Expert())[1]
    scores = {item.skill: item.score for item in skill_scores(calm, log, regret_ledger(calm, log), WIDE)}
    assert scores[Skill.CALM] is None
    assert scores[Skill.ORGANISATION] == 100


def test_the_busiest_quarter_is_where_most_is_claimed_at_once():
    busy = day(*(request(f"R{n}", arrives=200 + n, claimed_minutes=30) for n in range(5)))
    quarter = busiest_quarter(busy)
    assert len(quarter) == 120
    assert 204 in quarter
    assert 233 in quarter


def test_behaviours_are_counted_by_request():
    both = day(
        request("R1", skills=("K1.2", "K4.1"), acknowledge_minutes=480),
        request("R2", skills=("K1.2",), due_minutes=1, claimed_minutes=1),
    )
    log = [Entry(0, Do("R1"))]
    first = skill_scores(both, log, regret_ledger(both, log), WIDE)[0]
    assert [(item.code, item.seen, item.good) for item in first.behaviours] == [("K1.2", 2, 1)]


def test_promises_kept_and_broken_are_seen():
    kept = seen(day(request(due_minutes=100)), Entry(0, Promise("R1", 60)), Entry(1, Do("R1")))
    assert (Skill.COMMUNICATION, "R1", "Kept a promise.", True) in kept
    broken = seen(day(request(due_minutes=100)), Entry(0, Promise("R1", 10)), Entry(1, Do("R1")))
    assert (Skill.COMMUNICATION, "R1", "Broke a promise.", False) in broken
    refused = seen(day(request(due_minutes=20)), Entry(0, Promise("R1", 400)))
    assert (Skill.COMMUNICATION, "R1", "Offered a time that was refused.", False) in refused


def test_containment_wording_and_signposts_are_seen():
    spreading = day(
        request(
            "R1",
            contain_minutes=10,
            wordings=(Wording("warm", "Yes."),),
            wording_effects=(WordingEffect("warm", Judgement.RIGHT),),
            verdicts=(Verdict(Handler.DECLINE, Judgement.RIGHT),),
        )
    )
    good = seen(
        spreading, Entry(0, Contain("R1")), Entry(1, Reply("R1", "warm")), Entry(2, Decline("R1", "ruth"))
    )
    assert {what for _, _, what, is_good in good if is_good} >= {
        "Stopped the damage in time.",
        "Found the right words.",
        "Said who can help.",
        "Handled in a good way.",
    }
    bad = seen(spreading, Entry(30, Decline("R1")))
    assert {what for _, _, what, is_good in bad if not is_good} >= {
        "The damage was not stopped.",
        "Declined without saying who can help.",
    }


def test_a_loud_request_that_goes_first_is_seen():
    pair = day(
        request("R1", claimed_urgency=1, weight=8, due_minutes=200),
        request("R2", claimed_urgency=5, weight=1, due_minutes=200),
    )
    loud_first = seen(pair, Entry(5, Do("R2")), Entry(6, Do("R1")))
    assert (Skill.CALM, "R1", "Waited for the louder R2.", False) in loud_first
    quiet_first = seen(pair, Entry(5, Do("R1")), Entry(6, Do("R2")))
    assert (Skill.CALM, "R1", "Kept its place beside the louder R2.", True) in quiet_first
    assert (Skill.STAMINA, "R1", "Found before it was due, although it was quiet.", True) in quiet_first


def test_interruptions_are_weighed():
    pair = day(request("R1", weight=4), request("R2", weight=8), request("R3", weight=1))
    log = (Entry(0, Do("R1")), Entry(5, Do("R2", Position.NOW)), Entry(9, Do("R3", Position.NOW)))
    calm = {(name, good) for skill, name, what, good in seen(pair, *log) if what.startswith("Interrupted")}
    assert calm == {("R2", True), ("R3", False)}


def test_a_trap_is_seen_both_ways():
    trap = day(request("R1", weight=8, verdicts=(Verdict(Handler.DELEGATE, Judgement.POOR, fatal=True),)))
    fell = seen(trap, Entry(0, Delegate("R1", "maya")))
    assert (Skill.CALM, "R1", "Handled in a way that ended the day.", False) in fell
    safe = seen(trap, Entry(0, Do("R1")))
    assert (Skill.CALM, "R1", "Kept safe what could have ended the day.", True) in safe


def test_sightings_are_the_same_whatever_the_order_of_hashes():
    instance = drawn_day(Rng("sightings").between(0, 30), 25)
    state, log = play(instance, human(0.3, 1))
    found = sightings(state, log)
    assert list(found) == sorted(found, key=lambda item: (item.minute, item.request, item.skill, item.what))
