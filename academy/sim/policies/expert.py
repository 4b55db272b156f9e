"""The reference expert, without hindsight; the rule: it reads claims as experience does, never the truth.

Order is Apparent Tardiness Cost, w/p x exp(-slack / (K x mean p)) (Vepsalainen and Morton, 1987), and the
handler is the competent one who finishes first.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import exp

from academy.sim import commands as order
from academy.sim import rules
from academy.sim.commands import Command, Position
from academy.sim.policies.desk import Card, Desk
from academy.sim.rng import Rng

# Weight of a true urgency of 1 to 5
URGENCY_WEIGHT = {1: 1.0, 2: 1.0, 3: 2.0, 4: 4.0, 5: 8.0}
# Mean true weight by claimed urgency over the 124 catalogue requests: a claim alone says almost nothing
CLAIM_WEIGHT = {1: 4.2, 2: 3.1, 3: 3.1, 4: 3.2, 5: 3.3}
# Minutes an urgency gives when no deadline is named; 1 to 3 are "today"
URGENCY_MINUTES = {4: 120, 5: 30}
EXPECTED_REWORK = 9  # minutes lost on average when something vague is started without asking


@dataclass(frozen=True)
class Habits:
    """The parameters of an expert; the defaults are the reference."""

    look_ahead: float = 3.5  # K of the index, in mean sizes
    noise_percent: int = 0  # spread of the log-normal noise on the index
    forget_permille: int = 0  # replies never thought of
    latency: int = 0  # minutes between seeing and acting
    reads_closely: bool = True  # reads the text, not only the claim
    ask_from: float = 10  # asks when expected rework x weight reaches this
    interrupt_from: float = 1.5  # drops what is in hand for an index this many times higher; 0: never
    escalate_from: float = 30  # escalates when the predicted cost of lateness reaches this
    margin: int = 30  # minutes added to a promise
    reply_ahead: int = 5  # minutes before the expected reply at which it replies


class Expert:
    """Contains first, hands over what is others', asks when it pays, promises with a margin, works."""

    minds_attention = True

    def __init__(self, habits: Habits | None = None, seed: int = 0, name: str = "expert") -> None:
        self.habits = habits or Habits()
        self.seed = seed
        self.name = name
        self.latency = self.habits.latency

    def start(self, desk: Desk) -> None:
        """Forget the day before; the noise is drawn per request as it comes."""
        self._factors: dict[int, float] = {}
        self._forgotten: dict[int, bool] = {}
        self._dues: dict[int, int] = {}  # before any promise
        self._settled: dict[int, tuple[int, ...]] = {}  # what there was no first move for
        self._key = (self.seed, desk.seed)
        self._able: dict[tuple[int, bool], list[tuple[int, int, int]]] = {}
        self._mean = 1.0
        self._interrupted_at = -1

    def decide(self, desk: Desk) -> Command | int | None:
        """Return the most pressing thing to order now, or the minute of the next reply to send."""
        cards = desk.cards()
        for card in cards:
            if desk.is_open(card):
                mark = desk.mark(card)
                if self._settled.get(card.place) == mark:
                    continue
                command = self._first_move(card, desk)
                if command is not None:
                    return command
                if card.resembles is None:  # else what it repeats may still come
                    self._settled[card.place] = mark
        finishes, work = self._plan(cards, desk)
        reply, wake = self._reply(cards, finishes, desk)
        return reply or work or wake

    def weight(self, card: Card, desk: Desk) -> float:
        """Return the cost of a minute of lateness, as far as experience can tell."""
        answer = desk.answer(card)
        if answer is not None:
            return answer.weight
        if not self.habits.reads_closely:
            return URGENCY_WEIGHT[card.claimed_urgency]
        if card.urgency is not None:
            return URGENCY_WEIGHT[card.urgency]
        return CLAIM_WEIGHT[card.claimed_urgency]

    def due(self, card: Card, desk: Desk) -> int:
        """Return the deadline, as far as experience can tell."""
        answer = desk.answer(card)
        if answer is not None:
            return answer.due_at
        due = self._dues.get(card.place)
        if due is None:
            due = self._dues[card.place] = self._apparent_due(card, desk)
        return max(due, desk.promised(card))

    def _apparent_due(self, card: Card, desk: Desk) -> int:
        due, urgency = card.claimed_due, card.claimed_urgency
        if self.habits.reads_closely:
            due = card.read_due if card.read_due is not None else due
            urgency = card.urgency or urgency
        if due is not None:
            return due
        return min(desk.horizon, card.arrived + URGENCY_MINUTES.get(urgency, desk.horizon))

    def _first_move(self, card: Card, desk: Desk) -> Command | None:
        """Return what comes before any work on an open request, or None."""
        moves: list[Command] = []
        if card.spreads and not desk.is_contained(card):
            moves.append(order.Contain(card.id))
        if card.resembles is not None:
            moves.append(order.Merge(card.id, card.resembles))
        if card.wordings and not desk.is_acknowledged(card):
            moves.append(order.Reply(card.id, card.wordings[0]))
        moves += self._hand_over(card, desk)
        for move in moves:
            if desk.refusal(move) is None:
                return move
        return None

    def _hand_over(self, card: Card, desk: Desk) -> list[Command]:
        """Return the ways to put it where it belongs, best first."""
        moves: list[Command] = []
        answer = desk.answer(card)
        weight = self.weight(card, desk)
        owner = answer.owner if answer else card.owner
        if card.is_out_of_scope and not card.is_sensitive:
            signpost = owner or card.contact or (desk.contacts[0].id if desk.contacts else None)
            moves.append(order.Decline(card.id, signpost))
        if card.is_sensitive or (card.is_beyond_authority and self._can_spare(card, desk)):
            moves += [order.Escalate(card.id, name, True) for name in self._contacts(card, desk)]
        if card.is_vague and weight * EXPECTED_REWORK >= self.habits.ask_from:
            moves.append(order.Ask(card.id))
        if owner is not None and (answer is not None or not desk.was_sent_back(card)):
            place = desk.department(owner)
            if max(desk.now, place.opens) + 1 + place.lead_minutes <= place.closes:
                moves.append(order.Route(card.id, owner))
        return moves

    def _can_spare(self, card: Card, desk: Desk) -> bool:
        """Keep the last token for something that matters."""
        return desk.tokens > 1 or self.weight(card, desk) >= 4

    def _contacts(self, card: Card, desk: Desk) -> list[str]:
        named = [card.contact] if card.contact is not None else []
        return named + [item.id for item in desk.contacts if item.id != card.contact]

    def _plan(self, cards: list[Card], desk: Desk) -> tuple[dict[int, int], Command | None]:
        """Return when each request should be finished, and the first piece of work to give out now."""
        finishes: dict[int, int] = {}
        free = self._free_times(desk, finishes)
        work: Command | None = None
        for index, card in self._ranked(cards, desk):
            handler, finish = self._best_handler(card, free, desk)
            if finish > self.due(card, desk) and desk.is_open(card):
                rescue = self._rescue(card, finish, desk)
                if rescue is not None:
                    return finishes, rescue
            if work is None:
                work = self._give_out(card, index, handler, free, desk)
            free[handler] = finish
            finishes[card.place] = finish
        return finishes, work

    def _ranked(self, cards: list[Card], desk: Desk) -> list[tuple[float, Card]]:
        mine = [card for card in desk.waiting(cards) if not self._awaits_answer(card, desk)]
        if not mine:
            return []
        sizes = {card.place: desk.minutes(card, 0) for card in mine}
        self._mean = sum(sizes.values()) / len(mine)
        ranked = [(self._index(card, sizes[card.place], desk), card) for card in mine]
        ranked.sort(key=lambda pair: (-pair[0], pair[1].place))
        return ranked

    def _index(self, card: Card, minutes: int, desk: Desk) -> float:
        slack = self.due(card, desk) - minutes - desk.now
        index = self.weight(card, desk) / minutes
        if slack > 0:
            index *= exp(-slack / (self.habits.look_ahead * self._mean))
        return index * self._factor(card)

    def _awaits_answer(self, card: Card, desk: Desk) -> bool:
        if not desk.was_asked(card) or desk.answer(card) is not None:
            return False
        return self.due(card, desk) - desk.now > desk.minutes(card, 0)

    def _free_times(self, desk: Desk, finishes: dict[int, int]) -> list[int]:
        """Return when each handler is expected to be free; note when what they have will be finished."""
        free = []
        for handler, runner in enumerate(desk.runners):
            minute = max(desk.now, runner.starts)
            card = desk.in_hand(handler)
            if card is not None:
                minute = max(desk.now + 1, desk.in_hand_since(handler) + desk.minutes(card, handler))
                finishes[card.place] = minute
            for waiting in desk.queue(handler) if handler else ():
                minute += desk.minutes(waiting, handler)
                finishes[waiting.place] = minute
            free.append(minute)
        return free

    def _best_handler(self, card: Card, free: list[int], desk: Desk) -> tuple[int, int]:
        """Return who of those able would finish it first, and when; the coordinator if nobody is able."""
        best, first = desk.horizon + rules.OVERTIME_MINUTES, 0
        briefed = desk.now + rules.BRIEFING_MINUTES
        for handler, minutes, ends in self._able_handlers(card, desk):
            begins = free[handler]
            if handler and begins < briefed:
                begins = briefed
            finish = begins + minutes
            if finish <= ends and finish < best:
                best, first = finish, handler
        return first, best

    def _able_handlers(self, card: Card, desk: Desk) -> list[tuple[int, int, int]]:
        """Return those whose level is enough: who, minutes they would take, end of their shift."""
        answer = desk.answer(card)
        key = card.place, answer is None
        able = self._able.get(key)
        if able is None:
            level = answer.needed_level if answer else card.level
            able = self._able[key] = [
                (handler, desk.minutes(card, handler), runner.ends)
                for handler, runner in enumerate(desk.runners)
                if runner.level[card.work] >= level
            ]
        return able

    def _rescue(self, card: Card, finish: int, desk: Desk) -> Command | None:
        """Return an escalation when lateness would cost too much and goodwill is left."""
        weight = self.weight(card, desk)
        if weight < 4 or weight * (finish - self.due(card, desk)) < self.habits.escalate_from:
            return None
        for name in self._contacts(card, desk):
            command = order.Escalate(card.id, name, True)
            if desk.refusal(command) is None:
                return command
        return None

    def _give_out(
        self, card: Card, index: float, handler: int, free: list[int], desk: Desk
    ) -> Command | None:
        if handler and desk.is_open(card):
            briefed = desk.now + rules.BRIEFING_MINUTES
            return order.Delegate(card.id, desk.runners[handler].id) if free[handler] <= briefed else None
        if handler:
            return None
        in_hand = desk.in_hand(0)
        if in_hand is None:
            return order.Do(card.id, Position.NOW) if self._is_time(card, desk) else None
        if not self.habits.interrupt_from or free[0] + desk.minutes(card, 0) <= self.due(card, desk):
            return None
        left = free[0] - desk.now
        rival = self._index(in_hand, max(1, left), desk)
        if left > 6 and index > self.habits.interrupt_from * rival and self._interrupted_at != desk.now:
            self._interrupted_at = desk.now  # twice in a minute would be dithering
            return order.Do(card.id, Position.NOW)
        return None

    def _is_time(self, card: Card, desk: Desk) -> bool:
        """Something better done later waits while it can."""
        if not card.can_wait:
            return True
        return self.due(card, desk) - desk.now < 3 * desk.minutes(card, 0)

    def _reply(
        self, cards: list[Card], finishes: dict[int, int], desk: Desk
    ) -> tuple[Command | None, int | None]:
        """Return a promise to whoever would wonder soon, or the minute at which to think of the next."""
        now = desk.now
        waiting = [
            card
            for card in cards
            if now < card.expected_by
            and not desk.is_acknowledged(card)
            and desk.can_promise(card)
            and card.expected_by < finishes.get(card.place, now + 60)
            and not self._forgets(card)
        ]
        if not waiting:
            return None, None
        first = min(waiting, key=lambda card: (card.expected_by, card.place))
        ahead = self.habits.reply_ahead + self.habits.latency + len(waiting) * rules.PROMISE_MINUTES
        if first.expected_by - ahead > now:
            return None, first.expected_by - ahead
        finish = finishes.get(first.place, now + 60)
        promise = min(max(finish + self.habits.margin, now + 2), desk.horizon)
        return order.Promise(first.id, promise), None

    def _factor(self, card: Card) -> float:
        spread = self.habits.noise_percent
        if not spread:
            return 1.0
        factor = self._factors.get(card.place)
        if factor is None:
            factor = self._factors[card.place] = exp(spread / 100 * _normal(*self._key, card.id))
        return factor

    def _forgets(self, card: Card) -> bool:
        if not self.habits.forget_permille:
            return False
        forgotten = self._forgotten.get(card.place)
        if forgotten is None:
            dice = Rng("forget", *self._key, card.id)
            forgotten = self._forgotten[card.place] = dice.chance(self.habits.forget_permille)
        return forgotten


@lru_cache(maxsize=8192)
def _normal(seed: int, day: int, request: str) -> float:
    """Return a draw that is nearly normal (Irwin and Hall), the same one for the same request."""
    dice = Rng("noise", seed, day, request)
    return sum(dice.between(0, 1000) for _ in range(12)) / 1000 - 6


def human(skill: float, seed: int = 0) -> Expert:
    """Return somebody between a beginner (0.0) and the expert (1.0): slow, noisy, forgetful, credulous."""
    lack = 1 - skill
    habits = Habits(
        noise_percent=round(180 * lack),
        forget_permille=round(800 * lack),
        latency=round(8 * lack),
        reads_closely=skill > 0.5,
        ask_from=10 if skill > 0.4 else 60,
        interrupt_from=1.5 if skill >= 0.6 else 0,
        escalate_from=round(30 + 150 * lack),
        margin=round(30 * skill),
    )
    return Expert(habits, seed, f"human({skill:.1f})")


def perturbed(count: int = 8) -> list[Expert]:
    """Return the expert and `count` - 1 slight variants; their mean tames the luck of a greedy rule."""
    variants = [
        Habits(
            look_ahead=2.5 + 0.25 * seed,
            noise_percent=20,
            margin=(30, 15, 45)[seed % 3],
            reply_ahead=(5, 3, 8, 12)[seed % 4],
        )
        for seed in range(1, count)
    ]
    return [Expert(habits, seed) for seed, habits in enumerate((Habits(), *variants))]
