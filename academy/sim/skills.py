"""Five skills from 0 to 100, each with its reasons; the rule: a score is the sum of the evidence it lists.

The regret of the day is cut twice. By what was decided: organisation, initiative and communication share it
out exactly; points for silence, promises, wording and signposts go to communication, whatever caused them.
By when: stamina takes the last third of the day and all that was left lying, calm the busiest quarter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum, sqrt
from math import log as ln

from academy.sim.commands import Entry
from academy.sim.engine import finish, fold
from academy.sim.evidence import Sighting, Skill, sightings, was_settled
from academy.sim.instance import Instance
from academy.sim.ledger import Category, Kind, Ledger, Regret, regret_ledger
from academy.sim.policies.expert import human
from academy.sim.policies.play import play
from academy.sim.state import State
from academy.sim.value import Appraiser

FLOOR = 30.0  # points of regret; a smaller scale would make a mountain of a molehill
SCALE_SEEDS = 3
AGAINST, FOR = 2.0, 0.25  # scales of regret that a day full of bad, or good, sightings comes to
PRIOR_SIGHTINGS = 4  # so few sightings count half
WIDEST = 50.0  # points of score; wider than that says nothing
ENTRY_NOISE = 20.0  # points of score a skill is uncertain by when nothing was seen of it
CODES = {skill: f"K{place}" for place, skill in enumerate(Skill, start=1)}
_CATEGORY = {
    Skill.ORGANISATION: Category.ORGANISATION,
    Skill.INITIATIVE: Category.INITIATIVE,
    Skill.COMMUNICATION: Category.COMMUNICATION,
}


@dataclass(frozen=True, slots=True)
class Scale:
    """M of each skill: the regret of a mid-level player, `human(0.5)`, on this day, points (30 or more)."""

    organisation: float
    initiative: float
    stamina: float
    communication: float
    calm: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A reason for a score: what happened and what it is worth."""

    minute: int
    request: str
    what: str
    points: float  # of regret, points; below zero it speaks for the player
    place: int | None  # of the decision in the log; None: seen directly, or something left lying


@dataclass(frozen=True, slots=True)
class Behaviour:
    """How often requests exercised a behaviour, and how often they went well."""

    code: str  # "K1.1" to "K5.6"
    seen: int  # requests on the desk that exercise it
    good: int  # of them, those settled without a point of cost


@dataclass(frozen=True, slots=True)
class SkillScore:
    """One skill on one day."""

    skill: Skill
    code: str  # "K1" to "K5"
    score: float | None  # 0 to 100, one decimal: 100 x 2^(-regret / scale); None: the day shows nothing of it
    uncertainty: float | None  # half-width in points of score, one decimal
    regret: float  # points; the sum of the evidence
    scale: float  # M, points of regret at which the score is 50
    evidence: tuple[Evidence, ...]  # what weighs most first
    behaviours: tuple[Behaviour, ...]


def scale_of(instance: Instance, seeds: int = SCALE_SEEDS) -> Scale:
    """Return M of each skill: mean regret of `human(0.5)` with `seeds` seeds, never below 30 points."""
    appraiser = Appraiser()
    sums = dict.fromkeys(Skill, 0.0)
    for seed in range(1, seeds + 1):
        _, log = play(instance, human(0.5, seed))
        ledger = regret_ledger(instance, log, appraiser)
        for skill in Skill:
            sums[skill] += sum(_agreed(losses) for _, losses in _cut(instance, ledger, skill))
    return Scale(**{skill.value: max(FLOOR, total / seeds) for skill, total in sums.items()})


def skill_scores(
    instance: Instance, log: Sequence[Entry], ledger: Ledger, scale: Scale
) -> tuple[SkillScore, ...]:
    """Return the five skills shown in a day played by `log`, from its ledger and what was seen directly.

    A loss counts as far as every expert sees one, and gains do not make it good: neither the luck of one
    playout nor of a later minute decides. A sighting counts
    2 M / (n + 4) points against or M / 4 / (n + 4) for the player, n being how many there are of the skill.
    Uncertainty = sqrt(a^2 + b^2): a = score x ln 2 x s / M, s half the range of the regret between experts;
    b = 20 / sqrt(1 + pieces of evidence); at most 50.
    """
    state = finish(fold(instance, log))
    seen = sightings(state, log)
    behaviours = _behaviours(state)
    return tuple(
        _score(
            skill,
            _cut(instance, ledger, skill),
            ledger.experts,
            [item for item in seen if item.skill is skill],
            getattr(scale, skill.value),
            tuple(item for item in behaviours if item.code.startswith(CODES[skill])),
        )
        for skill in Skill
    )


@lru_cache(maxsize=64)
def busiest_quarter(instance: Instance) -> range:
    """Return the minutes of the quarter of the day with the greatest visible pressure, the first of equals.

    Pressure is the claimed urgency of every root from its arrival until the time it claims, or an hour: the
    same for everybody, however they play.
    """
    length = max(1, instance.horizon // 4)
    pressure = [0] * (instance.horizon + 1)
    for request in instance.requests:
        if request.parent is None:
            until = request.arrives + (request.visible.claimed_minutes or 60)
            for minute in range(request.arrives, min(until, instance.horizon)):
                pressure[minute] += request.visible.claimed_urgency
    sums = [sum(pressure[start : start + length]) for start in range(instance.horizon - length + 1)]
    start = sums.index(max(sums))
    return range(start, start + length)


def _score(
    skill: Skill,
    cut: list[tuple[Regret, tuple[int, ...]]],
    experts: int,
    seen: list[Sighting],
    scale: float,
    behaviours: tuple[Behaviour, ...],
) -> SkillScore:
    worth = scale / (len(seen) + PRIOR_SIGHTINGS)
    evidence = [_told(entry, _agreed(losses)) for entry, losses in cut if _agreed(losses)]
    evidence += [
        Evidence(item.minute, item.request, item.what, worth * (-FOR if item.is_good else AGAINST), None)
        for item in seen
    ]
    evidence.sort(key=lambda item: (-abs(item.points), item.minute, item.request, item.what))
    regret = fsum(item.points for item in evidence)
    score = 100 * 2 ** (-max(0.0, regret) / scale)
    totals = [sum(max(0, losses[number]) for _, losses in cut) for number in range(experts)]
    spread = score * ln(2) * (max(totals) - min(totals)) / 2 / scale
    uncertainty = min(WIDEST, sqrt(spread**2 + ENTRY_NOISE**2 / (1 + len(evidence))))
    return SkillScore(
        skill=skill,
        code=CODES[skill],
        score=round(score, 1) if evidence else None,
        uncertainty=round(uncertainty, 1) if evidence else None,
        regret=regret,
        scale=scale,
        evidence=tuple(evidence),
        behaviours=behaviours,
    )


def _cut(instance: Instance, ledger: Ledger, skill: Skill) -> list[tuple[Regret, tuple[int, ...]]]:
    """Return the entries a skill answers for that some expert sees as a loss, with its part by expert."""
    parts = [(entry, _part(instance, entry, skill)) for entry in ledger.entries]
    return [(entry, losses) for entry, losses in parts if max(losses) > 0]


def _part(instance: Instance, entry: Regret, skill: Skill) -> tuple[int, ...]:
    nothing = (0,) * len(entry.losses)
    if skill is Skill.STAMINA:
        counts = entry.kind is Kind.LEFT or entry.minute >= 2 * instance.horizon // 3
        return entry.losses if counts else nothing
    if skill is Skill.CALM:
        return entry.losses if entry.minute in busiest_quarter(instance) else nothing
    own = entry.category is _CATEGORY[skill]
    if skill is Skill.COMMUNICATION:
        return entry.losses if own else entry.words
    if not own:
        return nothing
    return tuple(loss - words for loss, words in zip(entry.losses, entry.words, strict=True))


def _agreed(losses: tuple[int, ...]) -> int:
    """Return the loss that every expert sees, 0 when one of them sees none."""
    return max(0, min(losses))


def _told(entry: Regret, loss: int) -> Evidence:
    if entry.kind is Kind.LEFT:
        what = f"Left lying for {entry.until - entry.minute} min; an expert would {entry.op}."
    else:
        what = f"Decided to {entry.op}."
    return Evidence(entry.minute, entry.request, what, loss, entry.place)


def _behaviours(state: State) -> tuple[Behaviour, ...]:
    costly = {charge[1] for charge in state.charges}
    counts: dict[str, list[int]] = {}
    for place, request in enumerate(state.tables.requests):
        if state.arrived[place] >= 0:
            good = was_settled(state, place) and place not in costly
            for code in request.hidden.skills:
                seen = counts.setdefault(code, [0, 0])
                seen[0] += 1
                seen[1] += good
    return tuple(Behaviour(code, *counts[code]) for code in sorted(counts))
