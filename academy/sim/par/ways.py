"""The ways to settle a request that a plan with hindsight chooses from; the rule: none ends the run."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from academy.sim import rules
from academy.sim.tables import ASK, DECLINE, DELEGATE, DO, ESCALATE, ROUTE, SCHEDULE, Tables


class Kind(StrEnum):
    """How a request is settled in the end."""

    LEFT = "left"  # open at the end of the day
    OWN = "own"
    RUNNER = "runner"
    ROUTE = "route"
    ESCALATE = "escalate"
    DECLINE = "decline"
    MERGE = "merge"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to settle one request. Minutes are whole; points are charged once when it is used."""

    kind: Kind
    points: int = 0
    attention: int = 0  # minutes of the coordinator to hand it over
    minutes: int = 0  # of work for whoever does it, or until it comes back settled
    handler: int = 0  # who works, for OWN and RUNNER
    target: int = -1  # the request it is merged into
    knows: bool = False  # the sender was asked before the work started
    is_scheduled: bool = False  # put off by at least a minute, which counts as another way of handling it
    is_prepared: bool = False  # escalated with options
    mishandles: bool = False  # sets off what follows from mishandling, when it is used
    is_beyond: bool = False  # beyond the level of whoever does it: sets that off when it is finished


def ways_of(tables: Tables, place: int, most: int) -> list[Way]:
    """Return the ways to settle the request at `place` that charge at most `most` points by themselves."""
    ways = [*_work(tables, place), *_sent_on(tables, place), *_merged(tables, place)]
    return [Way(Kind.LEFT), *(way for way in ways if way.points <= most)]


def fatal_cost(tables: Tables) -> int | None:
    """Return the least that ending the run by a fail state costs, in points; None when nothing can end it."""
    weights = [
        tables.weight[place]
        for place in range(len(tables.requests))
        if tables.fatal_late[place] or any(tables.verdict_fatal[place])
    ]
    return rules.FAIL_PER_WEIGHT * min(weights) if weights else None


def can_ask(tables: Tables, place: int) -> bool:
    """Return whether asking does not end the run."""
    return not tables.verdict_fatal[place][ASK]


def _work(tables: Tables, place: int) -> Iterator[Way]:
    knows = (False, True) if tables.rework[place] and can_ask(tables, place) else (False,)
    for handler in range(len(tables.handlers)):
        use = DELEGATE if handler else DO
        for known in knows:
            minutes = tables.duration[handler][place] + (0 if known else tables.rework[place])
            is_beyond = not tables.level_ok[handler][place]
            beyond = rules.MISHANDLED_PER_WEIGHT * tables.weight[place] if is_beyond else 0
            if not tables.verdict_fatal[place][use]:
                yield Way(
                    Kind.RUNNER if handler else Kind.OWN,
                    points=tables.verdict_cost[place][use] + beyond,
                    attention=rules.BRIEFING_MINUTES if handler else 0,
                    minutes=minutes,
                    handler=handler,
                    knows=known,
                    mishandles=tables.verdict_mishandles[place][use],
                    is_beyond=is_beyond,
                )
            if not handler and _is_worth_putting_off(tables, place):
                yield Way(
                    Kind.OWN,
                    points=tables.verdict_cost[place][SCHEDULE] + beyond,
                    minutes=minutes,
                    knows=known,
                    is_scheduled=True,
                    mishandles=tables.verdict_mishandles[place][SCHEDULE],
                    is_beyond=is_beyond,
                )


def _is_worth_putting_off(tables: Tables, place: int) -> bool:
    """Putting off well spares what doing it at once would bring; else it brings nothing."""
    harms = (tables.verdict_cost, tables.verdict_mishandles, tables.verdict_fatal)
    return tables.verdict_ok[place][SCHEDULE] and any(harm[place][DO] for harm in harms)


def _sent_on(tables: Tables, place: int) -> Iterator[Way]:
    weight, cost, fatal = tables.weight[place], tables.verdict_cost[place], tables.verdict_fatal[place]
    mishandles, instance = tables.verdict_mishandles[place], tables.instance
    owner = tables.owner[place]
    if owner >= 0 and not fatal[ROUTE]:
        lead = instance.departments[owner].lead_minutes
        yield Way(Kind.ROUTE, cost[ROUTE], rules.ROUTE_MINUTES, lead, mishandles=mishandles[ROUTE])
    if instance.contacts and instance.tokens and not fatal[ESCALATE]:
        is_needless = weight <= rules.NEEDLESS_BELOW and not tables.verdict_ok[place][ESCALATE]
        points = cost[ESCALATE] + (rules.NEEDLESS_ESCALATION if is_needless else 0)
        for is_prepared, attention, wait in (
            (True, rules.ESCALATE_WITH_OPTIONS_MINUTES, rules.DECISION_WAIT),
            (False, rules.ESCALATE_MINUTES, rules.DECISION_WAIT_UNPREPARED),
        ):
            yield Way(
                Kind.ESCALATE,
                points,
                attention,
                wait,
                is_prepared=is_prepared,
                mishandles=mishandles[ESCALATE],
            )
    if not fatal[DECLINE]:
        is_wrong = not tables.decline_ok[place]
        can_point = bool(instance.departments or instance.contacts)
        points = cost[DECLINE] + (rules.WRONG_DECLINE_PER_WEIGHT * weight if is_wrong else 0)
        points += 0 if can_point else rules.NO_SIGNPOST_PER_WEIGHT * weight
        is_mishandled = is_wrong or mishandles[DECLINE]
        yield Way(Kind.DECLINE, points, rules.DECLINE_MINUTES, mishandles=is_mishandled)


def _merged(tables: Tables, place: int) -> Iterator[Way]:
    for other, twin in enumerate(tables.twin):
        if other != place and twin == tables.twin[place]:
            yield Way(Kind.MERGE, attention=rules.MERGE_MINUTES, target=other)
