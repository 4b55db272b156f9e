"""What a moment of a day is worth: the final cost when reference experts play on; the rule: whole points.

The experts see the desk alone, so the value of a moment is what somebody good could still make of it.
"""

from collections.abc import Hashable
from dataclasses import dataclass

from academy.sim.commands import Command, Do, Entry, Position
from academy.sim.policies.expert import perturbed
from academy.sim.policies.play import play_on
from academy.sim.rules import ChargeKind
from academy.sim.state import State

EXPERTS = 2
COMMUNICATION = frozenset(
    (
        ChargeKind.SILENCE,
        ChargeKind.BROKEN_PROMISE,
        ChargeKind.REFUSED_PROMISE,
        ChargeKind.POOR_WORDING,
        ChargeKind.NO_SIGNPOST,
    )
)


@dataclass(frozen=True, slots=True)
class Line:
    """How one expert plays on: what the day costs in the end, and the moves that lead there."""

    cost: int  # final cost of the day, points
    words: int  # of it, points for what was said or left unsaid (`COMMUNICATION`)
    moves: tuple[Entry, ...]

    @property
    def next_minute(self) -> float:
        """The minute of the next move; infinity when nothing is left to do."""
        return self.moves[0].minute if self.moves else float("inf")


@dataclass(frozen=True, slots=True)
class Value:
    """The lines of all experts from one moment, the reference expert's first."""

    lines: tuple[Line, ...]

    @property
    def costs(self) -> tuple[int, ...]:
        """Final cost by expert, points."""
        return tuple(line.cost for line in self.lines)

    @property
    def words(self) -> tuple[int, ...]:
        """Points for what was said or left unsaid, by expert."""
        return tuple(line.words for line in self.lines)

    @property
    def total(self) -> int:
        """V as an exact whole number: the sum of the final costs over the experts, points."""
        return sum(line.cost for line in self.lines)

    @property
    def mean(self) -> float:
        """V in points of cost: the mean final cost over the experts."""
        return self.total / len(self.lines)

    @property
    def next_move(self) -> Entry | None:
        """The first move any expert makes from here, the reference expert's when several go first."""
        first = min(self.lines, key=lambda line: line.next_minute)
        return first.moves[0] if first.moves else None


class Appraiser:
    """Values moments of one day; what it has worked out once it keeps.

    Two experts are the default for decisions. Measured over 42 runs of 20 to 40 requests, losses by one, two
    and four experts correlate with those by eight at 0.75, 0.80 and 0.90 (mean over runs), and a ledger of 46
    decisions takes 0.27, 0.49 and 0.97 s of one core: two are the fewest that show a spread.
    """

    def __init__(self, experts: int = EXPERTS) -> None:
        self._experts = perturbed(experts)
        self._known: dict[tuple[int, Hashable], tuple[int, int, tuple[Entry, ...]]] = {}

    def value(self, state: State) -> Value:
        """Return the value of `state`, which is not changed."""
        if state.over:
            return Value((Line(state.cost, _words(state), ()),) * len(self._experts))
        future = _future(state)
        return Value(tuple(self._line(state, number, future) for number in range(len(self._experts))))

    def reference(self, state: State) -> Line:
        """Return how the reference expert alone plays on from `state`, which is not changed."""
        return Line(state.cost, _words(state), ()) if state.over else self._line(state, 0, _future(state))

    def value_after(self, before: Value, entry: Entry, state: State, *, interrupts: bool) -> Value:
        """Return the value of `state`, to which `entry` has led from a moment worth `before`.

        Whoever does what an expert would do stays on that expert's line, and nothing is worked out anew.
        Not so when it interrupts work in hand: an expert asked afresh might go back to it.
        """
        if not (state.over or interrupts):
            future = _future(state)
            for number, line in enumerate(before.lines):
                if line.moves and line.moves[0] == entry:
                    self._known[number, future] = (
                        line.cost - state.cost,
                        line.words - _words(state),
                        line.moves[1:],
                    )
        return self.value(state)

    def _line(self, state: State, number: int, future: Hashable) -> Line:
        known = self._known.get((number, future))
        if known is None:
            moves: list[Entry] = []
            end = play_on(state.copy(), self._experts[number], moves)
            known = end.cost - state.cost, _words(end) - _words(state), tuple(moves)
            self._known[number, future] = known
        cost, words, rest = known
        return Line(state.cost + cost, _words(state) + words, rest)


def interrupts_work(state: State, command: Command) -> bool:
    """Return whether `command` puts something else in the coordinator's hands before what is there."""
    return isinstance(command, Do) and command.position is Position.NOW and state.current[0] >= 0


def _words(state: State) -> int:
    return sum(charge[3] for charge in state.charges if charge[2] in COMMUNICATION)


def _future(state: State) -> Hashable:
    """Return all of a state that what is to come depends on: not its costs, history, texts sent."""
    return (
        (state.now, state.tokens, state.attending, state.paused),
        *(tuple(column) for column in (state.status, state.handler, state.remaining, state.arrived)),
        *(tuple(column) for column in (state.due, state.known, state.acknowledged, state.promised)),
        *(tuple(column) for column in (state.not_before, state.contained, state.used, state.into)),
        *(tuple(column) for column in (state.bounced, state.flags, state.current, state.until)),
        *(tuple(column) for column in (state.since, state.version, state.attention)),
        tuple(map(tuple, state.queues)),
        tuple(sorted(state.heap)),
    )
