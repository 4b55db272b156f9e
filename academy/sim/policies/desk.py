"""What a policy may look at; the rule: visible facts, a careful reading of them, answers, nothing else."""

from functools import lru_cache

from academy.sim.commands import Command
from academy.sim.instance import WORKS, Contact, Department, Runner, Signal
from academy.sim.legality import check
from academy.sim.rules import EXPECTED_REPLY
from academy.sim.state import ASKED, CONTAINING, MISMERGED, PROMISING, REFUSED, REPLYING, State, Status
from academy.sim.tables import Tables
from academy.sim.view import AnswerView, answer, apparent_minutes


class Card:
    """What stays the same of a request on the desk: claims, and what an experienced reader makes of them."""

    __slots__ = (
        *("id", "place", "arrived", "urgency", "claimed_urgency", "claimed_due", "read_due"),
        *("minutes", "owner", "level", "signals", "contact", "resembles", "expected_by"),
        *("work", "wordings", "spreads", "is_out_of_scope", "is_sensitive", "is_beyond_authority"),
        *("is_vague", "can_wait", "minutes_by"),
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
        self.level, signals = reading.apparent_level, reading.signals
        self.contact, self.resembles = reading.contact, reading.resembles
        self.expected_by = arrived + EXPECTED_REPLY[visible.channel]
        self.work = WORKS.index(visible.work)
        self.minutes_by = tuple(
            apparent_minutes(tables, place, handler) for handler in range(len(tables.handlers))
        )
        self.wordings = tuple(wording.id for wording in visible.wordings)
        self.spreads = Signal.SPREADING in signals
        self.is_out_of_scope = Signal.OUT_OF_SCOPE in signals
        self.is_sensitive = Signal.SENSITIVE in signals
        self.is_beyond_authority = Signal.BEYOND_AUTHORITY in signals
        self.is_vague = Signal.VAGUE in signals
        self.can_wait = Signal.CAN_WAIT in signals


_STATUSES = tuple(Status)
_SEEN = ASKED | CONTAINING | MISMERGED | PROMISING | REFUSED | REPLYING
_OPEN = int(Status.OPEN)
_card_of = lru_cache(maxsize=2048)(Card)


class Desk:
    """A live, read-only window on a run for policies; handlers are numbered from 0, the coordinator."""

    __slots__ = ("_answers", "_cards", "_state")

    def __init__(self, state: State) -> None:
        self._state = state
        self._cards: dict[int, Card] = {}
        self._answers: dict[tuple[int, int], AnswerView | None] = {}  # by place and due minute

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

    def department(self, name: str) -> Department:
        """Return the department of that id; raise KeyError when there is none."""
        tables = self._state.tables
        return tables.instance.departments[tables.department_of[name]]

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """Whom one can escalate to."""
        return self._state.tables.instance.contacts

    def cards(self, first: Status = Status.OPEN, last: Status = Status.MERGED) -> list[Card]:
        """Return the requests whose status is within `first` to `last`, in instance order."""
        known, card = self._cards, self._card
        lowest, highest = int(max(first, Status.OPEN)), int(last)
        places = [place for place, status in enumerate(self._state.status) if lowest <= status <= highest]
        return [known.get(place) or card(place) for place in places]

    def waiting(self, cards: list[Card]) -> list[Card]:
        """Return those of `cards` that are open or in the coordinator's own queue."""
        status, own = self._state.status, self._state.queues[0]
        return [card for card in cards if status[card.place] == _OPEN or card.place in own]

    def card(self, name: str) -> Card | None:
        """Return the request of that id, or None while there is none on the desk."""
        place = self._state.tables.index.get(name, -1)
        if place < 0 or self._state.status[place] == Status.UNBORN:
            return None
        return self._card(place)

    def status(self, card: Card) -> Status:
        """Return where a request is."""
        return _STATUSES[self._state.status[card.place]]

    def is_open(self, card: Card) -> bool:
        """Return whether nobody has it and nothing is under way with it."""
        return self._state.status[card.place] == _OPEN

    def mark(self, card: Card) -> tuple[int, ...]:
        """Return a value that stays the same while nothing has happened to an open request."""
        state, place = self._state, card.place
        known, sent_back = state.known[place], state.bounced[place]
        return state.flags[place] & _SEEN, known, sent_back, state.acknowledged[place], state.tokens

    def handler(self, card: Card) -> int:
        """Return who holds a request, or -1."""
        return self._state.handler[card.place]

    def was_asked(self, card: Card) -> bool:
        """Return whether the sender was asked."""
        return bool(self._state.flags[card.place] & ASKED)

    def answer(self, card: Card) -> AnswerView | None:
        """Return what the sender told, or None while they have not."""
        if not self._state.known[card.place]:
            return None
        key = card.place, self._state.due[card.place]
        told = self._answers.get(key)
        if told is None:
            told = self._answers[key] = answer(self._state, card.place)
        return told

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
        state = self._state
        if state.known[card.place]:
            return state.tables.duration[handler][card.place]
        return card.minutes_by[handler]

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
            card = self._cards[place] = _card_of(self._state.tables, place, self._state.arrived[place])
        return card
