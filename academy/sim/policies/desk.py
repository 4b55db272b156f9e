"""What a policy may look at; the rule: visible facts, a careful reading of them, answers, nothing else."""

from academy.sim.commands import Command
from academy.sim.instance import WORKS, Contact, Department, Runner, Signal
from academy.sim.legality import check
from academy.sim.rules import EXPECTED_REPLY
from academy.sim.state import ASKED, CONTAINING, PROMISING, REFUSED, State, Status
from academy.sim.tables import Tables
from academy.sim.view import AnswerView, answer, expected_minutes


class Card:
    """What stays the same of a request on the desk: claims, and what an experienced reader makes of them."""

    __slots__ = (
        *("id", "place", "arrived", "urgency", "claimed_urgency", "claimed_due", "read_due"),
        *("minutes", "owner", "level", "signals", "contact", "resembles", "expected_by"),
        *("work", "wordings"),
    )

    def __init__(self, tables: Tables, place: int, arrived: int) -> None:
        request = tables.requests[place]
        visible, reading = request.visible, request.reading
        self.id, self.place, self.arrived = request.id, place, arrived
        self.claimed_urgency, self.urgency = visible.claimed_urgency, reading.urgency
        claimed = visible.claimed_minutes
        self.claimed_due = None if claimed is None else arrived + claimed
        self.read_due = None if reading.due_minutes is None else arrived + reading.due_minutes
        self.minutes, self.owner = visible.apparent_minutes, visible.apparent_owner
        self.level, self.signals = reading.apparent_level, frozenset(reading.signals)
        self.contact, self.resembles = reading.contact, reading.resembles
        self.expected_by = arrived + EXPECTED_REPLY[visible.channel]
        self.work = WORKS.index(visible.work)
        self.wordings = tuple(wording.id for wording in visible.wordings)

    def has(self, signal: Signal) -> bool:
        """Return whether a careful reader notices `signal`."""
        return signal in self.signals


class Desk:
    """A live, read-only window on a run for policies; handlers are numbered from 0, the coordinator."""

    __slots__ = ("_cards", "_state")

    def __init__(self, state: State) -> None:
        self._state = state
        self._cards: dict[int, Card] = {}

    @property
    def now(self) -> int:
        """The minute it is."""
        return self._state.now

    @property
    def horizon(self) -> int:
        """The minute at which the day ends."""
        return self._state.tables.horizon

    @property
    def seed(self) -> int:
        """The number the day is known by, for policies that throw dice."""
        return self._state.tables.instance.seed

    @property
    def tokens(self) -> int:
        """Goodwill left."""
        return self._state.tokens

    @property
    def runners(self) -> tuple[Runner, ...]:
        """The handlers: the coordinator first."""
        return self._state.tables.handlers

    @property
    def departments(self) -> tuple[Department, ...]:
        """Where requests can be routed to."""
        return self._state.tables.instance.departments

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """Whom one can escalate to."""
        return self._state.tables.instance.contacts

    def cards(self, first: Status = Status.OPEN, last: Status = Status.MERGED) -> list[Card]:
        """Return the requests whose status is within `first` to `last`, in instance order."""
        lowest = max(first, Status.OPEN)
        return [
            self._card(place) for place, status in enumerate(self._state.status) if lowest <= status <= last
        ]

    def card(self, name: str) -> Card | None:
        """Return the request of that id, or None while there is none on the desk."""
        place = self._state.tables.index.get(name, -1)
        if place < 0 or self._state.status[place] == Status.UNBORN:
            return None
        return self._card(place)

    def status(self, card: Card) -> Status:
        """Return where a request is."""
        return Status(self._state.status[card.place])

    def handler(self, card: Card) -> int:
        """Return who holds a request, or -1."""
        return self._state.handler[card.place]

    def was_asked(self, card: Card) -> bool:
        """Return whether the sender was asked."""
        return bool(self._state.flags[card.place] & ASKED)

    def answer(self, card: Card) -> AnswerView | None:
        """Return what the sender told, or None while they have not."""
        return answer(self._state, card.place)

    def is_acknowledged(self, card: Card) -> bool:
        """Return whether the sender has had a sign of life."""
        return self._state.acknowledged[card.place] >= 0

    def is_contained(self, card: Card) -> bool:
        """Return whether containing it was ordered."""
        return bool(self._state.flags[card.place] & CONTAINING)

    def promised(self, card: Card) -> int:
        """Return the minute promised, or -1."""
        return self._state.promised[card.place]

    def can_promise(self, card: Card) -> bool:
        """Return whether a time may still be promised, and none was refused before."""
        return self._state.promised[card.place] < 0 and not self._state.flags[card.place] & (
            PROMISING | REFUSED
        )

    def was_sent_back(self, card: Card) -> bool:
        """Return whether a department or contact returned it."""
        return self._state.bounced[card.place] != 0

    def minutes(self, card: Card, handler: int) -> int:
        """Return how long a handler would take, as far as anyone can tell, without what is done already."""
        return expected_minutes(self._state, card.place, handler)

    def in_hand(self, handler: int) -> Card | None:
        """Return what a handler works on (the coordinator's may be set aside), or None."""
        place = self._state.current[handler]
        return None if place < 0 else self._card(place)

    def in_hand_since(self, handler: int) -> int:
        """Return when the present stretch of work started."""
        return self._state.since[handler]

    def queue(self, handler: int) -> list[Card]:
        """Return what waits for a handler, first first."""
        return [self._card(place) for place in self._state.queues[handler]]

    def refusal(self, command: Command) -> str | None:
        """Return why a command may not be given now, or None."""
        return check(self._state, command)

    def _card(self, place: int) -> Card:
        card = self._cards.get(place)
        if card is None:
            card = self._cards[place] = Card(self._state.tables, place, self._state.arrived[place])
        return card
