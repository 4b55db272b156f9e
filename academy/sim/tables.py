"""An instance as columns of small integers; the rule: derived once, read by the engine, never changed."""

import functools

from academy.sim import rules
from academy.sim.instance import WORKS, Handler, Instance, Judgement, Request, Runner, Trigger

HANDLERS = tuple(Handler)
DO, DELEGATE, ROUTE, ESCALATE, ASK, SCHEDULE, DECLINE = range(7)


class Tables:
    """Columns by request (in instance order) and by handler (0 is the coordinator, then the runners)."""

    __slots__ = (
        "acknowledge",
        "answer_wait",
        "arrives",
        "ask_minutes",
        "contact_of",
        "contacts",
        "contain",
        "contain_cost",
        "decline_ok",
        "delay",
        "department_of",
        "due",
        "duration",
        "fatal_late",
        "flexibility",
        "follow_ups",
        "grace",
        "handler_of",
        "handlers",
        "horizon",
        "index",
        "instance",
        "level_ok",
        "owner",
        "requests",
        "rework",
        "root_minutes",
        "roots",
        "shift_end",
        "shift_start",
        "signposts",
        "silence",
        "speed",
        "twin",
        "verdict_cost",
        "verdict_fatal",
        "verdict_mishandles",
        "verdict_ok",
        "weight",
    )

    def __init__(self, instance: Instance) -> None:
        requests = instance.requests
        self.instance = instance
        self.requests = requests
        self.horizon = instance.horizon
        self.index = {request.id: place for place, request in enumerate(requests)}
        self._set_staff(instance)
        self._set_times(requests)
        self._set_consequences(requests)

    def _set_staff(self, instance: Instance) -> None:
        self.handlers = (instance.coordinator, *instance.runners)
        self.handler_of = {runner.id: place for place, runner in enumerate(self.handlers)}
        self.shift_start = [runner.starts for runner in self.handlers]
        self.shift_end = [runner.ends for runner in self.handlers]
        self.department_of = {item.id: place for place, item in enumerate(instance.departments)}
        self.contact_of = {item.id: place for place, item in enumerate(instance.contacts)}
        self.duration = [[_minutes(item, runner) for item in instance.requests] for runner in self.handlers]
        self.speed = [
            [runner.speed[WORKS.index(item.visible.work)] for item in instance.requests]
            for runner in self.handlers
        ]
        self.level_ok = [
            [
                runner.level[WORKS.index(item.visible.work)] >= item.hidden.needed_level
                for item in instance.requests
            ]
            for runner in self.handlers
        ]

    def _set_times(self, requests: tuple[Request, ...]) -> None:
        hidden = [request.hidden for request in requests]
        self.roots = [place for place, item in enumerate(requests) if item.trigger is Trigger.ROOT]
        self.arrives = [request.arrives for request in requests]
        self.root_minutes = frozenset(self.arrives[place] for place in self.roots)
        self.delay = [request.delay for request in requests]
        self.due = [facts.due_minutes for facts in hidden]
        self.grace = [facts.grace_minutes for facts in hidden]
        self.flexibility = [facts.flexibility_minutes for facts in hidden]
        self.acknowledge = [facts.acknowledge_minutes for facts in hidden]
        self.rework = [facts.rework_minutes for facts in hidden]
        self.contain = [-1 if facts.contain_minutes is None else facts.contain_minutes for facts in hidden]
        self.ask_minutes = [rules.ASK_MINUTES[request.visible.channel] for request in requests]
        self.answer_wait = [rules.ANSWER_WAIT[request.visible.channel] for request in requests]

    def _set_consequences(self, requests: tuple[Request, ...]) -> None:
        hidden = [request.hidden for request in requests]
        self.weight = [facts.weight for facts in hidden]
        self.silence = [
            rules.silence_cost(facts.weight) if facts.silence_cost is None else facts.silence_cost
            for facts in hidden
        ]
        self.contain_cost = [facts.contain_cost for facts in hidden]
        self.owner = [-1 if facts.owner is None else self.department_of[facts.owner] for facts in hidden]
        self.contacts = [frozenset(self.contact_of[item] for item in facts.contacts) for facts in hidden]
        self.signposts = [frozenset(filter(None, (facts.owner, *facts.contacts))) for facts in hidden]
        self.twin = [
            place if facts.duplicate_of is None else self.index[facts.duplicate_of]
            for place, facts in enumerate(hidden)
        ]
        self.decline_ok = [facts.declining_is_right for facts in hidden]
        self.fatal_late = [facts.fatal_when_late for facts in hidden]
        self.follow_ups: list[dict[Trigger, list[int]]] = [{} for _ in requests]
        for place, request in enumerate(requests):
            if request.parent is not None:
                self.follow_ups[self.index[request.parent]].setdefault(request.trigger, []).append(place)
        verdicts = [[facts.verdict(handler) for handler in HANDLERS] for facts in hidden]
        good = (Judgement.RIGHT, Judgement.ACCEPTABLE)
        self.verdict_ok = [[item.judgement in good for item in row] for row in verdicts]
        self.verdict_cost = [[item.cost for item in row] for row in verdicts]
        self.verdict_mishandles = [[item.mishandles for item in row] for row in verdicts]
        self.verdict_fatal = [[item.fatal for item in row] for row in verdicts]


@functools.lru_cache(maxsize=64)
def tables_of(instance: Instance) -> Tables:
    """Return the columns of `instance`; the same object for equal instances."""
    return Tables(instance)


def _minutes(request: Request, runner: Runner) -> int:
    """Size for a handler: ceil(size x speed / 100), doubled for a department's work."""
    size = request.hidden.work_minutes * runner.speed[WORKS.index(request.visible.work)]
    minutes = max(1, -(-size // 100))
    return minutes * 2 if request.hidden.owner is not None else minutes
