"""How a drawn request differs from the one as written; the rule: texts and clock times are never touched."""

from dataclasses import dataclass

from academy.content.catalogue import CatalogueRequest
from academy.content.days.recipe import Knobs
from academy.content.days.world import PoolRequestFile
from academy.content.scenario_file import RunnerFile, ScenarioFile
from academy.content.scenario_kinds import WEIGHTS_OF_URGENCY, Merged
from academy.content.scenario_request_checks import quickest_good_way
from academy.content.scenario_requests import Claimed, Looks
from academy.content.scenario_values import Moment, Span
from academy.sim.instance import Channel
from academy.sim.rng import Rng
from academy.sim.rules import EXPECTED_REPLY

DAY_MINUTES = 24 * 60
BREATH = (
    10  # minutes that a due time leaves beyond the quickest way: to see it, and to finish what is in hand
)
URGENCY_OF_WEIGHT = {weight: urgency for urgency, weight in sorted(WEIGHTS_OF_URGENCY.items())}


@dataclass(frozen=True, slots=True)
class Measures:
    """What is drawn of a request before its place in the day is known."""

    minutes: int  # of the coordinator's work
    due: int | Moment  # minutes after the arrival, or a time of the day
    stretch: int  # due time in percent of what is written


class Shaper:
    """Shapes the requests of one day by its knobs."""

    def __init__(self, office: ScenarioFile, knobs: Knobs, dice_key: tuple[str | int, ...]) -> None:
        self._office = office
        self._knobs = knobs
        self._key = dice_key

    def measure(
        self, name: str, request: PoolRequestFile, about: CatalogueRequest | None, minutes: int
    ) -> Measures:
        """Draw the due time of a request of `minutes` of work; one given in minutes follows the slack."""
        due, dice = request.truth.due, Rng(*self._key, name, "due")
        if isinstance(due, Moment):
            return Measures(minutes, Moment(dice.between(due.earliest, due.latest)), 100)
        written = max(1, dice.between(due.low, due.high))
        drawn = max(1, written * self._knobs.slack // 100)
        return self.feasible(request, about, Measures(minutes, drawn, drawn * 100 // written))

    def feasible(
        self,
        request: PoolRequestFile,
        about: CatalogueRequest | None,
        measures: Measures,
        arrives: int | None = None,
    ) -> Measures:
        """Return the measures with a due time that the quickest good way of handling it can meet.

        `arrives` is in minutes after midnight; known, it brings in opening hours and shifts.
        """
        if isinstance(measures.due, Moment):
            return measures
        least = (quickest_good_way(self._office, request, about, measures.minutes, arrives) or 1) + BREATH
        if least <= measures.due:
            return measures
        return Measures(measures.minutes, least, measures.stretch * least // measures.due)

    def patience(self, request: PoolRequestFile, about: CatalogueRequest | None, measures: Measures) -> int:
        """Return the minutes after the arrival within which somebody has to see to it, as far as known."""
        truth, channel = request.truth, Merged.of(request, about).channel
        waits = []
        if truth.silence is None or truth.silence.cost != 0:
            within = truth.silence.within.low if truth.silence else EXPECTED_REPLY[channel or Channel.MAIL]
            waits.append(within)
        if truth.contain is not None and isinstance(truth.contain.by, Span):
            waits.append(truth.contain.by.low)
        if isinstance(measures.due, int):
            quickest = quickest_good_way(self._office, request, about, measures.minutes) or 1
            waits.append(measures.due - quickest)
        return min(waits, default=DAY_MINUTES)

    def shape(
        self,
        name: str,
        request: PoolRequestFile,
        about: CatalogueRequest | None,
        measures: Measures,
        size: int,
        arrives: int | None,
    ) -> PoolRequestFile:
        """Return the request as it comes on this day; `arrives` is None for a follow-up."""
        dice = Rng(*self._key, name, "appearance")
        due = measures.due
        truth = request.truth.model_copy(
            update={
                "due": due if isinstance(due, Moment) else Span(due, due),
                "minutes": Span(measures.minutes, measures.minutes),
            }
        )
        return request.model_copy(
            update={
                "arrives": None if arrives is None else Moment(arrives),
                "truth": truth,
                "claimed": self._claimed(request, about, measures, dice),
                "looks": self._looks(request, measures, size, dice),
            }
        )

    def _claimed(
        self, request: PoolRequestFile, about: CatalogueRequest | None, measures: Measures, dice: Rng
    ) -> Claimed:
        merged = Merged.of(request, about)
        told = _drawn(merged.claimed_urgency, dice)
        urgency = request.truth.urgency or (about.true_urgency if about else None)
        true = urgency or URGENCY_OF_WEIGHT[merged.weight or 1]
        told = min(5, max(1, self._bent(true, told)))
        by = request.claimed.by
        if isinstance(by, Span) and isinstance(measures.due, int):
            named = dice.between(by.low, by.high) * measures.stretch // 100
            named = max(1, self._bent(measures.due, named))
            by = Span(named, named)
        return request.claimed.model_copy(update={"urgency": Span(told, told), "by": by})

    def _looks(self, request: PoolRequestFile, measures: Measures, size: int, dice: Rng) -> Looks:
        looks = request.looks
        seems = (dice.between(looks.minutes.low, looks.minutes.high) * size + 50) // 100
        seems = max(1, self._bent(measures.minutes, seems))
        due = looks.due
        if isinstance(due, Span):
            read = max(1, dice.between(due.low, due.high) * measures.stretch // 100)
            due = Span(read, read)
        owner = self._seeming_owner(looks.owner, request.truth.owner, dice)
        return looks.model_copy(update={"minutes": Span(seems, seems), "due": due, "owner": owner})

    def _seeming_owner(self, seems: str | None, owner: str | None, dice: Rng) -> str | None:
        """On an honest day a wrong appearance may be put right; on a hard one a right one may be lost."""
        if seems != owner:
            return owner if dice.chance(10 * max(0, 100 - self._knobs.lies)) else seems
        return None if dice.chance(10 * max(0, self._knobs.lies - 100)) else seems

    def _bent(self, true: int, told: int) -> int:
        """Return `told` nearer to the truth or further away, but always on its own side."""
        distance = abs(told - true) * self._knobs.lies
        if distance == 0:
            return true
        bent = max(1, (distance + 50) // 100)
        return true + bent if told > true else true - bent


def written_minutes(request: PoolRequestFile, about: CatalogueRequest | None, dice: Rng) -> int:
    """Draw the size of a request for the coordinator as its author has it, in minutes."""
    return _drawn(Merged.of(request, about).minutes, dice)


def paced(runner: RunnerFile, load: int) -> RunnerFile:
    """Return a runner who takes `load` percent of their usual time for the same work."""
    usual = runner.pace.model_dump()
    pace = runner.pace.model_copy(update={work: max(10, each * load // 100) for work, each in usual.items()})
    return runner.model_copy(update={"pace": pace})


def _drawn(span: Span | None, dice: Rng) -> int:
    if span is None:
        raise ValueError("this pool has not passed its checks")
    return dice.between(span.low, span.high)
