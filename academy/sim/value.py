"""What a moment of a day is worth: the final cost when reference experts play on; the rule: whole points.

The experts see the desk alone, so the value of a moment is what somebody good could still make of it.
"""

from array import array
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

from academy.sim.calendar import BREAK, FINISH, UNCONTAINED
from academy.sim.commands import Command, Do, Entry, Position
from academy.sim.policies.expert import perturbed
from academy.sim.policies.play import play_on
from academy.sim.rules import ChargeKind
from academy.sim.state import State, Status

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


class Path(NamedTuple):
    """The moves an expert makes, one after the other; two paths that meet share what follows."""

    move: Entry
    then: "Path | None"


@dataclass(frozen=True, slots=True)
class Line:
    """How one expert plays on: what the day costs in the end, and the moves that lead there."""

    cost: int  # final cost of the day, points
    words: int  # of it, points for what was said or left unsaid (`COMMUNICATION`)
    path: Path | None  # None: nothing is left to do

    @property
    def next_minute(self) -> float:
        """The minute of the next move; infinity when nothing is left to do."""
        return self.path.move.minute if self.path else float("inf")


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
    def next_move(self) -> Entry | None:
        """The first move any expert makes from here, the reference expert's when several go first."""
        first = min(self.lines, key=lambda line: line.next_minute)
        return first.path.move if first.path else None


class Appraiser:
    """Values moments of one day; what it has worked out once it keeps.

    Two experts are the default for decisions, and each takes as long as the first. Over 42 runs of 20 to 40
    requests, losses capped at 100 points by one, two and four experts correlate with those by eight at 0.75,
    0.80 and 0.90 (mean over runs); uncapped and pooled, at 0.94, 0.87 and 0.97, a few great losses deciding.
    A second hardly ranks better: it is there because it is the least that shows a spread.
    """

    def __init__(self, experts: int = EXPERTS) -> None:
        self._experts = perturbed(experts)
        self._known: list[dict[bytes, Line]] = [{} for _ in self._experts]  # costs count from the moment

    def value(self, state: State) -> Value:
        """Return the value of `state`, which is not changed."""
        if state.over:
            return Value((_ended(state),) * len(self._experts))
        now = future(state)
        return Value(tuple(self._line(state, number, now) for number in range(len(self._experts))))

    def reference(self, state: State) -> Line:
        """Return how the reference expert alone plays on from `state`, which is not changed."""
        return _ended(state) if state.over else self._line(state, 0, future(state))

    def value_after(self, before: Value, entry: Entry, state: State, *, interrupts: bool) -> Value:
        """Return the value of `state`, to which `entry` has led from a moment worth `before`.

        Whoever does what an expert would do stays on that expert's line, and nothing is worked out anew.
        Not so when it interrupts work in hand: an expert asked afresh might go back to it.
        """
        if not (state.over or interrupts):
            now = future(state)
            for known, line in zip(self._known, before.lines, strict=True):
                if line.path and line.path.move == entry:
                    known[now] = _since(state, Line(line.cost, line.words, line.path.then))
        return self.value(state)

    def _line(self, state: State, number: int, now: bytes) -> Line:
        known = self._known[number].get(now)
        if known is None:
            known = self._play_on(state, number)
        return Line(state.cost + known.cost, _words(state) + known.words, known.path)

    def _play_on(self, start: State, number: int) -> Line:
        """Return the line from `start`; where it meets one that is known it goes on as that one does."""
        known, arrivals = self._known[number], start.tables.root_minutes
        trail: list[tuple[bytes, int, int, int]] = []
        moves: list[Entry] = []

        def meets_a_line(state: State) -> bool:
            if trail and state.now not in arrivals:
                return False
            key = future(state)
            trail.append((key, state.cost, _words(state), len(moves)))
            return key in known

        end = play_on(start.copy(), self._experts[number], moves, meets_a_line)
        rest = _NOTHING if end.over else known[trail[-1][0]]
        cost, words, path = end.cost + rest.cost, _words(end) + rest.words, rest.path
        for key, cost_there, words_there, place in reversed(trail):
            while len(moves) > place:
                path = Path(moves.pop(), path)
            known[key] = Line(cost - cost_there, words - words_there, path)
        return known[trail[0][0]]


_NOTHING = Line(0, 0, None)


def interrupts_work(state: State, command: Command) -> bool:
    """Return whether `command` puts something else in the coordinator's hands before what is there."""
    return isinstance(command, Do) and command.position is Position.NOW and state.current[0] >= 0


def future(state: State) -> bytes:
    """Return a digest of all that decides what is still to come; equal futures cost the same from here.

    Costs and history are left out, with what is closed, and what may no longer happen to it.
    """
    active = [place for place, status in enumerate(state.status) if _FIRST <= status < _CLOSED]
    working = [handler for handler, request in enumerate(state.current) if request >= 0]
    columns = (
        *(state.handler, state.remaining, state.arrived, state.due, state.known, state.promised),
        *(state.not_before, state.used, state.into, state.bounced, state.flags),
    )
    numbers = [state.now, state.tokens, state.attending, state.paused, *active, -1, *working, -1]
    for column in columns:
        numbers += [column[place] for place in active]
    for place in active:
        numbers.append((state.acknowledged[place] >= 0) + 2 * (state.contained[place] >= 0))
    for handler in working:
        numbers += (state.current[handler], state.until[handler], state.since[handler])
    for operation in state.attention:
        numbers += operation
    for queue in state.queues:
        numbers.append(-1)
        numbers += queue
    numbers.append(-1)
    numbers += _events(state)
    text = bytes(state.status) + array("q", numbers).tobytes()
    return blake2b(text, digest_size=16).digest()


def _events(state: State) -> list[int]:
    """Return what is on the calendar and can still matter, in order."""
    status, version = state.status, state.version
    events = []
    for event in state.heap:
        kind, subject = event >> 36 & 15, event >> 20 & 0xFFFF
        if kind == FINISH:
            if version[subject] == event & 0xFFFFF:
                events.append(event >> 20)
        elif not (BREAK <= kind <= UNCONTAINED) or status[subject] < _CLOSED:
            events.append(event)
    events.sort()
    return events


_FIRST, _CLOSED = int(Status.OPEN), int(Status.DONE)


def _since(state: State, line: Line) -> Line:
    return Line(line.cost - state.cost, line.words - _words(state), line.path)


def _ended(state: State) -> Line:
    return Line(state.cost, _words(state), None)


def _words(state: State) -> int:
    return sum(charge[3] for charge in state.charges if charge[2] in COMMUNICATION)
