"""The calibration gate: a day may be published when it tells good play from bad; the rule: it says why not.

All bots play; their outcomes have to lie in bands, rise with skill, and depend on every request.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from academy.sim.books import ledger
from academy.sim.engine import finish, initial
from academy.sim.instance import Instance
from academy.sim.policies import simple
from academy.sim.policies.expert import human, perturbed
from academy.sim.policies.play import Policy, play
from academy.sim.policies.simple import Fifo, Random
from academy.sim.score import OFFSET, References, outcome, references
from academy.sim.soundness import unsound
from academy.sim.state import State
from academy.sim.validation import validate

SKILLS = (0.0, 0.25, 0.5, 0.75, 1.0)
HUMANS = range(3)  # seeds of each person of a skill
SLACK = 12  # outcome points a bot may miss its place by on one day; over n days, an n-th of that
DICE = range(40)  # seeds of the random bot, tried until every request has cost something
DULL_SHARE = 4  # one day in so many may have a best known plan no better than the experts'


@dataclass(frozen=True, slots=True)
class Band:
    """The mean outcome a fair day gives a kind of play."""

    name: str
    policies: Callable[[], Sequence[Policy]]
    lowest: int
    highest: int


BANDS = (
    Band("fifo", lambda: [Fifo()], 0, 45),
    Band("random", lambda: [Random()], 0, 30),
    Band("loudest", lambda: [simple.loudest()], 0, 60),
    Band("all_urgent", lambda: [simple.all_urgent()], 0, 45),
    Band("escalate_all", lambda: [simple.escalate_all()], 0, 40),
    Band("decline_all", lambda: [simple.decline_all()], 0, 30),
    Band("hedger", lambda: [simple.hedger()], 0, 50),
    Band("expert", perturbed, 75, 90),
)


@dataclass(frozen=True, slots=True)
class Calibration:
    """The mean outcome of each bot (0 to 100), and what forbids publishing, in words."""

    bots: Mapping[str, float]
    faults: tuple[str, ...]

    @property
    def publishable(self) -> bool:
        """Whether nothing forbids it."""
        return not self.faults


def calibrate(
    instances: Sequence[Instance], against: Sequence[References] | None = None, *, full: bool = True
) -> Calibration:
    """Play all bots on days of one scenario or generator and judge them together.

    `against` are the references of the instances in their order, for example with a certified optimum; worked
    out when not given (about a second each). Bands and skill are judged on means over the instances: one day
    alone is allowed `SLACK` points of luck, so several are the better evidence. `full` asks that each request
    can cost somebody something, which takes up to forty more plays of a day. Raises ValueError when there is
    no instance, or not as many references.
    """
    if not instances:
        raise ValueError("there is no day to judge")
    against = [references(instance) for instance in instances] if against is None else against
    court = _Court(list(zip(instances, against, strict=True)))
    bots = {band.name: court.mean_outcome(band.policies()) for band in BANDS}
    bots |= {_named(skill): court.mean_outcome([human(skill, seed) for seed in HUMANS]) for skill in SKILLS}
    faults = [fault for instance in instances for fault in (*validate(instance), *unsound(instance))]
    slack = SLACK / len(instances)
    faults += [*_reference_faults(against), *_band_faults(bots, slack), *_skill_faults(bots, slack)]
    if full:
        faults += court.idle_requests()
    return Calibration(bots, tuple(dict.fromkeys(faults)))


class _Court:
    """Plays policies on the days, and remembers which requests ever cost something."""

    def __init__(self, days: list[tuple[Instance, References]]) -> None:
        self._days = days
        self._known = {request.id for instance, _ in days for request in instance.requests}
        self._charged: set[str] = set()

    def mean_outcome(self, policies: Sequence[Policy]) -> float:
        """Return the mean over policies and days."""
        scores = [
            outcome(self._cost(instance, policy), against)
            for instance, against in self._days
            for policy in policies
        ]
        return sum(scores) / len(scores)

    def idle_requests(self) -> Iterator[str]:
        """Yield the requests that cost nobody anything on any of the days, whatever they did or left."""
        for instance, _ in self._days:
            self._note(finish(initial(instance)))  # a day on which nobody is at the desk
        for seed in DICE:
            for instance, _ in self._days:
                if self._known <= self._charged:
                    return
                self._cost(instance, Random(seed))
        for name in sorted(self._known - self._charged):
            yield f"{name} changes nobody's outcome"

    def _cost(self, instance: Instance, policy: Policy) -> int:
        state, _ = play(instance, policy)
        self._note(state)
        return state.cost

    def _note(self, state: State) -> None:
        self._charged |= {charge.request for charge in ledger(state)}


def _named(skill: float) -> str:
    return f"human({skill:g})"


def _band_faults(bots: Mapping[str, float], slack: float) -> Iterator[str]:
    for band in BANDS:
        scored = bots[band.name]
        if not band.lowest - slack <= scored <= band.highest + slack:
            yield f"{band.name} scores {scored:.0f}, not {band.lowest} to {band.highest}"


def _skill_faults(bots: Mapping[str, float], slack: float) -> Iterator[str]:
    for less, more in pairwise(SKILLS):
        lower, higher = bots[_named(less)], bots[_named(more)]
        if higher < lower - slack:
            yield f"{_named(more)} scores {higher:.0f}, less than {_named(less)} with {lower:.0f}"


def _reference_faults(against: Sequence[References]) -> Iterator[str]:
    for item in against:
        if item.naive < 3 * (item.expert + OFFSET):
            yield f"the naive day ({item.naive}) costs less than three times the expert's ({item.expert:g})"
    dull = sum(item.expert < item.best_known + 20 for item in against)
    if dull * DULL_SHARE > len(against):
        yield f"on {dull} of {len(against)} days the best plan known is hardly better than the experts'"
