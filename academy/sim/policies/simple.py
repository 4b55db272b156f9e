"""Simple policies: the naive day, rules of thumb, and ways of gaming; the rule: one idea each."""

from collections.abc import Callable

from academy.sim import commands as order
from academy.sim.commands import Command, Position
from academy.sim.policies.desk import Card, Desk
from academy.sim.rng import Rng
from academy.sim.state import Status


class Fifo:
    """The naive day: own hands, order of arrival, no messages."""

    name = "fifo"
    latency = 0
    minds_attention = False

    def start(self, desk: Desk) -> None:
        """Nothing to get ready."""

    def decide(self, desk: Desk) -> Command | None:
        """Queue the oldest open request."""
        waiting = desk.cards(Status.OPEN, Status.OPEN)
        if not waiting:
            return None
        oldest = min(waiting, key=lambda card: (card.arrived, card.place))
        return order.Do(oldest.id)


class Random:
    """Throws dice: any command, any target, with pauses."""

    name = "random"
    latency = 0
    minds_attention = True

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed

    def start(self, desk: Desk) -> None:
        """Pick up the dice."""
        self._dice = Rng("random policy", self.seed, desk.seed)

    def decide(self, desk: Desk) -> Command | int | None:
        """Return a legal command drawn at random, or wait."""
        waiting = desk.cards(Status.OPEN, Status.OPEN)
        if not waiting:
            return None
        if self._dice.chance(300):
            return desk.now + self._dice.between(1, 10)
        for _ in range(4):
            command = self._draw(desk, self._dice.choice(waiting))
            if desk.refusal(command) is None:
                return command
        return desk.now + 5

    def _draw(self, desk: Desk, card: Card) -> Command:
        dice, name = self._dice, card.id
        options: list[Callable[[], Command]] = [
            lambda: order.Do(name, dice.choice((Position.NOW, Position.NEXT, Position.LAST))),
            lambda: order.Delegate(name, dice.choice(desk.runners).id),
            lambda: order.Route(name, dice.choice(desk.departments).id if desk.departments else ""),
            lambda: order.Escalate(name, dice.choice(desk.contacts).id if desk.contacts else ""),
            lambda: order.Ask(name),
            lambda: order.Promise(name, min(desk.horizon, desk.now + dice.between(5, 120))),
            lambda: order.Decline(name),
            lambda: order.Contain(name),
        ]
        return options[dice.weighted((6, 9, 3, 1, 2, 4, 1, 1))]()


class Ranked:
    """Takes requests by a visible rule and gives each to whoever is free; routes what looks like others'."""

    latency = 0
    minds_attention = True

    def __init__(
        self, name: str, rank: Callable[[Card, Desk], tuple[float, ...]], *, delegates: bool = True
    ) -> None:
        self.name = name
        self._rank = rank
        self._delegates = delegates

    def start(self, desk: Desk) -> None:
        """Nothing to get ready."""

    def decide(self, desk: Desk) -> Command | None:
        """Hand the first in rank to a free handler."""
        waiting = desk.cards(Status.OPEN, Status.OPEN)
        for card in sorted(waiting, key=lambda item: (*self._rank(item, desk), item.place)):
            for command in self._ways(card, desk):
                if desk.refusal(command) is None:
                    return command
        return None

    def _ways(self, card: Card, desk: Desk) -> list[Command]:
        ways: list[Command] = []
        if self._delegates:
            if card.owner is not None:
                ways.append(order.Route(card.id, card.owner))
            ways += [
                order.Delegate(card.id, runner.id)
                for handler, runner in enumerate(desk.runners)
                if handler and runner.starts <= desk.now + 2 and _is_free(desk, handler)
            ]
        if _is_free(desk, 0):
            ways.append(order.Do(card.id))
        return ways


class Reflex:
    """Meets every request with the same move while it may, then does it by hand."""

    latency = 0
    minds_attention = True

    def __init__(self, name: str, moves: Callable[[Card, Desk], list[Command]]) -> None:
        self.name = name
        self._moves = moves

    def start(self, desk: Desk) -> None:
        """Nothing to get ready."""

    def decide(self, desk: Desk) -> Command | None:
        """Make the move on the oldest open request, or do it."""
        for card in desk.cards(Status.OPEN, Status.OPEN):
            for command in (*self._moves(card, desk), order.Do(card.id)):
                if desk.refusal(command) is None:
                    return command
        return None


def loudest() -> Ranked:
    """Return the policy that works by claimed urgency."""
    return Ranked("loudest", lambda card, desk: (-card.claimed_urgency, card.arrived), delegates=False)


def edd() -> Ranked:
    """Return earliest due date first, by claims."""
    return Ranked("edd", lambda card, desk: (desk.horizon if card.claimed_due is None else card.claimed_due,))


def wspt() -> Ranked:
    """Return weighted shortest processing time first, by claims."""
    return Ranked("wspt", lambda card, desk: (-(2.0**card.claimed_urgency) / card.minutes,))


def all_urgent() -> Reflex:
    """Return the policy that drops everything for whatever came last."""
    return Reflex("all_urgent", lambda card, desk: [order.Do(card.id, Position.NOW)])


def escalate_all() -> Reflex:
    """Return the policy that puts everything on a senior desk."""
    return Reflex(
        "escalate_all", lambda card, desk: [order.Escalate(card.id, item.id) for item in desk.contacts]
    )


def decline_all() -> Reflex:
    """Return the policy that says no to everything."""
    return Reflex("decline_all", lambda card, desk: [order.Decline(card.id)])


def hedger() -> Reflex:
    """Return the policy that asks and promises about everything before doing it."""
    return Reflex("hedger", _hedges)


def _hedges(card: Card, desk: Desk) -> list[Command]:
    moves: list[Command] = [order.Ask(card.id)]
    if desk.can_promise(card):
        moves.append(order.Promise(card.id, min(desk.horizon, desk.now + 60)))
    return moves


def _is_free(desk: Desk, handler: int) -> bool:
    return desk.in_hand(handler) is None and not desk.queue(handler)
