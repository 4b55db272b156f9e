"""The regret ledger: what each decision, and each thing left lying, did to the cost of the day.

The rule: for every expert the losses add up exactly to the final cost minus the value of the start.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from academy.sim.calendar import next_change
from academy.sim.commands import Command, Entry, Tick
from academy.sim.engine import advance, apply, initial
from academy.sim.instance import Instance
from academy.sim.state import State
from academy.sim.value import Appraiser, Value, interrupts_work


class Kind(StrEnum):
    """Whether something was done, or left lying while an expert would have acted."""

    DID = "did"
    LEFT = "left"


class Category(StrEnum):
    """The skill a command belongs to, by what it does."""

    ORGANISATION = "organisation"  # own work, its order, taking back, keeping one record of one thing
    INITIATIVE = "initiative"  # who handles it, asking, stopping the damage
    COMMUNICATION = "communication"  # promises and wording


CATEGORIES = {
    "do": Category.ORGANISATION,
    "recall": Category.ORGANISATION,
    "merge": Category.ORGANISATION,
    "delegate": Category.INITIATIVE,
    "route": Category.INITIATIVE,
    "escalate": Category.INITIATIVE,
    "decline": Category.INITIATIVE,
    "ask": Category.INITIATIVE,
    "contain": Category.INITIATIVE,
    "promise": Category.COMMUNICATION,
    "reply": Category.COMMUNICATION,
}


@dataclass(frozen=True, slots=True)
class Advice:
    """A move an expert makes: the minute, the operation, and the command itself."""

    minute: int
    op: str
    command: Command

    @classmethod
    def of(cls, move: Entry | None) -> "Advice | None":
        """Return a move as advice; None for no move."""
        return None if move is None else cls(move.minute, move.command.op, move.command)


@dataclass(frozen=True, slots=True)
class Regret:
    """One entry of the ledger. Losses are points of cost, by expert; below zero the day got better."""

    minute: int
    until: int  # the minute at which a stretch ends; `minute` itself for a decision
    kind: Kind
    place: int | None  # of the decision in the log, from 0; None: nothing was decided
    request: str
    op: str  # of the decision, or of what was left undone
    category: Category
    losses: tuple[int, ...]
    words: tuple[int, ...]  # of each loss, what was charged for things said or left unsaid
    expert: Advice | None  # what the experts would do first from here; None: nothing more

    @property
    def loss(self) -> int:
        """The exact loss, summed over the experts."""
        return sum(self.losses)

    @property
    def points(self) -> float:
        """The loss in points of cost: the mean over the experts."""
        return self.loss / len(self.losses)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The regret of a whole day. For each expert `start` + all losses = `cost`."""

    start: tuple[int, ...]  # value of minute 0, by expert, points
    cost: int  # J, what the day cost in the end, points
    entries: tuple[Regret, ...]

    @property
    def experts(self) -> int:
        """How many experts the losses are summed over."""
        return len(self.start)

    @property
    def points(self) -> float:
        """All regret of the day in points of cost."""
        return sum(entry.loss for entry in self.entries) / self.experts


def regret_ledger(instance: Instance, log: Sequence[Entry], appraiser: Appraiser | None = None) -> Ledger:
    """Return the regret of a day played by `log`, the rest of it passing without a decision.

    The loss of a decision is the value after it minus the value at the last moment at which an expert would
    have acted; a stretch runs from the minute an expert would act to the next visible change. Ticks decide
    nothing. Raises IllegalMove when the log cannot be played.
    """
    book = _Book(instance, appraiser or Appraiser())
    for place, entry in enumerate(log):
        book.let_pass(entry.minute)
        if isinstance(entry.command, Tick):
            apply(book.state, entry.minute, entry.command)
        else:
            book.decide(place, entry)
    book.let_pass(instance.horizon)
    return Ledger(book.start.costs, book.state.cost, tuple(book.entries))


class _Book:
    """A day being walked through, with its value at the last moment that was looked at."""

    def __init__(self, instance: Instance, appraiser: Appraiser) -> None:
        self.state: State = initial(instance)
        self.entries: list[Regret] = []
        self.start = self._value = appraiser.value(self.state)
        self._appraiser = appraiser

    def let_pass(self, minute: int) -> None:
        """Let time pass; note each stretch in which an expert would have acted."""
        state = self.state
        while not state.over:
            move = self._value.next_move
            if move is None or move.minute >= minute:
                break
            advance(state, move.minute)
            advance(state, min(minute, next_change(state)))
            self._note(Kind.LEFT, move, state.now, None, self._appraiser.value(state))
        advance(state, minute)

    def decide(self, place: int, entry: Entry) -> None:
        """Carry out a decision and note what it did to the value."""
        before, command = self._value, entry.command
        interrupts = interrupts_work(self.state, command)
        apply(self.state, entry.minute, command)
        after = self._appraiser.value_after(before, entry, self.state, interrupts=interrupts)
        self._note(Kind.DID, entry, entry.minute, place, after)

    def _note(self, kind: Kind, entry: Entry, until: int, place: int | None, after: Value) -> None:
        before, self._value = self._value, after
        command = entry.command
        self.entries.append(
            Regret(
                minute=entry.minute,
                until=until,
                kind=kind,
                place=place,
                request=getattr(command, "request", ""),
                op=command.op,
                category=CATEGORIES[command.op],
                losses=_changes(before.costs, after.costs),
                words=_changes(before.words, after.words),
                expert=Advice.of(before.next_move),
            )
        )


def _changes(before: tuple[int, ...], after: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(late - early for early, late in zip(before, after, strict=True))
