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
BREATH = 10  # minutes a due time leaves beyond the quickest way: to see it, to finish what is in hand
URGENCY_OF_WEIGHT = {weight: urgency for urgency, weight in sorted(WEIGHTS_OF_URGENCY.items())}


@dataclass(frozen=True, slots=True)
class Piece:
    """A request on its way into a day: as written, its kind, and its own figures drawn from their ranges."""

    request: PoolRequestFile
    about: CatalogueRequest | None
    merged: Merged
    minutes: int  # of the coordinator's work
    due: int | Moment  # minutes after the arrival, or a time of the day

    @classmethod
    def drawn(cls, request: PoolRequestFile, about: CatalogueRequest | None, dice: Rng) -> "Piece":
        """Draw the figures of a request; raise ValueError when the pool has not passed its checks."""
        merged, due = Merged.of(request, about), request.truth.due
        minutes = _drawn(merged.minutes, dice)
        if isinstance(due, Moment):
            return cls(request, about, merged, minutes, Moment(dice.between(due.earliest, due.latest)))
        return cls(request, about, merged, minutes, max(1, dice.between(due.low, due.high)))


@dataclass(frozen=True, slots=True)
class Measures:
    """Size and due time of a request on this day."""

    minutes: int  # of the coordinator's work
    due: int | Moment  # minutes after the arrival, or a time of the day
    stretch: int  # due time in percent of the piece's own


class Shaper:
    """Shapes the requests of one day by its knobs; `size` is the percent of their own minutes of work."""

    def __init__(self, office: ScenarioFile, knobs: Knobs, size: int) -> None:
        self._office = office
        self._knobs = knobs
        self._size = size

    def measure(self, piece: Piece, arrives: int | None = None) -> Measures:
        """Return size and due time: one in minutes follows the slack, and the quickest good way can meet it.

        `arrives` is in minutes after midnight; known, it brings in opening hours and shifts.
        """
        minutes = self._sized(piece.minutes)
        if isinstance(piece.due, Moment):
            return Measures(minutes, piece.due, 100)
        quickest = quickest_good_way(self._office, piece.request, piece.about, minutes, arrives) or 1
        due = max(quickest + BREATH, piece.due * self._knobs.slack // 100)
        return Measures(minutes, due, due * 100 // piece.due)

    def patience(self, piece: Piece, measures: Measures) -> int:
        """Return the minutes after the arrival within which somebody has to see to it, as far as known."""
        truth, waits = piece.request.truth, [DAY_MINUTES]
        if truth.silence is not None and truth.silence.cost != 0:
            waits.append(truth.silence.within.low)
        elif truth.silence is None:
            waits.append(EXPECTED_REPLY[piece.merged.channel or Channel.MAIL])
        if truth.contain is not None and isinstance(truth.contain.by, Span):
            waits.append(truth.contain.by.low)
        if isinstance(measures.due, int):
            quickest = quickest_good_way(self._office, piece.request, piece.about, measures.minutes) or 1
            waits.append(measures.due - quickest)
        return min(waits)

    def shape(self, piece: Piece, measures: Measures, arrives: int | None, dice: Rng) -> PoolRequestFile:
        """Return the request as it comes on this day; `arrives` is None for a follow-up."""
        due, minutes = measures.due, measures.minutes
        exact = {"due": due if isinstance(due, Moment) else Span(due, due), "minutes": Span(minutes, minutes)}
        return piece.request.model_copy(
            update={
                "arrives": None if arrives is None else Moment(arrives),
                "truth": piece.request.truth.model_copy(update=exact),
                "claimed": self._claimed(piece, measures, dice),
                "looks": self._looks(piece, measures, dice),
            }
        )

    def _claimed(self, piece: Piece, measures: Measures, dice: Rng) -> Claimed:
        told = _drawn(piece.merged.claimed_urgency, dice)
        urgency = piece.request.truth.urgency or (piece.about.true_urgency if piece.about else None)
        true = urgency or URGENCY_OF_WEIGHT[piece.merged.weight or 1]
        told = min(5, max(1, self._bent(true, told)))
        by = piece.request.claimed.by
        if isinstance(by, Span) and isinstance(measures.due, int):
            named = dice.between(by.low, by.high) * measures.stretch // 100
            named = max(1, self._bent(measures.due, named))
            by = Span(named, named)
        return piece.request.claimed.model_copy(update={"urgency": Span(told, told), "by": by})

    def _looks(self, piece: Piece, measures: Measures, dice: Rng) -> Looks:
        looks = piece.request.looks
        seems = self._sized(dice.between(looks.minutes.low, looks.minutes.high))
        seems = max(1, self._bent(measures.minutes, seems))
        due = looks.due
        if isinstance(due, Span):
            read = max(1, dice.between(due.low, due.high) * measures.stretch // 100)
            due = Span(read, read)
        owner = self._seeming_owner(looks.owner, piece.request.truth.owner, dice)
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

    def _sized(self, minutes: int) -> int:
        return max(1, (minutes * self._size + 50) // 100)


def paced(runner: RunnerFile, load: int) -> RunnerFile:
    """Return a runner who takes `load` percent of their usual time for the same work."""
    usual = runner.pace.model_dump()
    pace = runner.pace.model_copy(update={work: max(10, each * load // 100) for work, each in usual.items()})
    return runner.model_copy(update={"pace": pace})


def _drawn(span: Span | None, dice: Rng) -> int:
    if span is None:
        raise ValueError("this pool has not passed its checks")
    return dice.between(span.low, span.high)
