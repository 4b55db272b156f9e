"""One decision beside everything else that could have been done. The rule: costs are of the whole day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from academy.sim.commands import Command, Entry, Tick
from academy.sim.counterfactual import Moment, WhatIf, moments, what_if
from academy.sim.foresight import CLOSE, WORLDS, Judged, foresight
from academy.sim.instance import Instance
from academy.sim.value import Appraiser
from academy.simulations.cache import Cache
from academy.simulations.day_words import DayWords
from academy.simulations.figures import compared


@dataclass(frozen=True, slots=True)
class Choice:
    """A way the day could have gone on, with its cost when the expert plays on from there."""

    text: str
    cost: int
    compared: str  # with what was done
    is_done: bool = False
    replayed: int | None = None  # cost with the rest of the log played after it; None: not worked out
    dropped: int = 0  # decisions of the rest that were not possible any more


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision judged on what could be known, apart from how it turned out."""

    title: str
    text: str
    is_right: bool


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """One decision: what was done, what it cost or spared, what else there was."""

    number: int  # in the list of decisions, from 1
    clock: str
    request: str
    subject: str
    done: str
    regret: int  # points beyond the best choice, waiting and the expert's move included
    merit: int  # points that the other choices would have cost more on average
    choices: tuple[Choice, ...]  # cheapest first
    expert: str  # what the expert would do first from there: "would hand it to Maya"
    expert_cost: int
    verdict: Verdict | None


#: Operations that are one choice whoever it goes to, as long as it costs the same.
WITH_OTHERS = frozenset({"delegate", "route", "escalate"})

_seen: Cache[TurningPoint] = Cache(128)


def second_look(instance: Instance, entries: Sequence[Entry], place: int) -> TurningPoint:
    """The decision at a place of the log, from 0, with every alternative. A log of pages holds no ticks.

    Takes some 0.1 s, or 0.3 s on a crowded day; what has been looked at last is kept.
    """
    log = tuple(entries)
    return _seen.get((instance.digest, log, place), lambda: _second_look(instance, log, place))


def choices_of(
    moment: Moment,
    told: DayWords,
    *,
    named: int | None = None,
    replays: Mapping[Command, WhatIf] = MappingProxyType({}),
) -> tuple[Choice, ...]:
    """What could have been done at a moment, cheapest first; the same with others is one choice.

    Of those others so many are `named` (None: all). `replays` holds what the rest of the log made of a
    choice, Tick standing for waiting.
    """
    alike: dict[tuple[str, Command | None, int, WhatIf | None], list[Command]] = defaultdict(list)
    for option in moment.options:
        # Whom to hand it to may make no difference; with which words, or for when, is a choice of its own.
        who = None if option.op in WITH_OTHERS else option.command
        alike[option.op, who, option.cost, replays.get(option.command)].append(option.command)
    choices = [
        _choice(_to_any(told, commands, named), cost, moment, replays.get(commands[0]))
        for (_, _, cost, _), commands in alike.items()
    ]
    choices.append(_choice("Wait for the next event", moment.waiting, moment, replays.get(Tick())))
    done = _choice(
        told.decided(moment.done.command), moment.done.cost, moment, replays.get(moment.done.command)
    )
    choices.append(replace(done, compared="done", is_done=True))
    return tuple(sorted(choices, key=lambda choice: (choice.cost, not choice.is_done)))


def turning_point(
    moment: Moment, choices: tuple[Choice, ...], told: DayWords, *, judged: Judged | None, worlds: int
) -> TurningPoint:
    """One moment in words; `judged` is what foresight says of it."""
    return TurningPoint(
        number=moment.place + 1,
        clock=told.clock(moment.minute),
        request=moment.request,
        subject=told.subjects.get(moment.request, ""),
        done=told.decided(moment.done.command),
        regret=moment.regret,
        merit=moment.merit,
        choices=choices,
        expert=_advised(moment, told),
        expert_cost=moment.expert_cost,
        verdict=None if judged is None else verdict_of(judged, worlds),
    )


def verdict_of(judged: Judged, worlds: int) -> Verdict:
    """What foresight and luck make of a decision, in words."""
    known, real = _against_best(judged.could_know), _against_best(judged.turned_out)
    text = (
        f"In {worlds} other days that looked the same at that minute it came out {known} on average; "
        f"in the day as it really was, {real}."
    )
    turned_out_well = judged.turned_out <= CLOSE
    if judged.is_right:
        title = "Right on what you could know" + ("" if turned_out_well else "; then came bad luck")
    else:
        title = (
            "Lucky: not the best on what you could know"
            if turned_out_well
            else "Avoidable on what you could know"
        )
    return Verdict(f"{title}.", text, judged.is_right)


def _second_look(instance: Instance, log: tuple[Entry, ...], place: int) -> TurningPoint:
    appraiser = Appraiser()
    moment = next(moments(instance, log, range(place, place + 1), appraiser))
    judged = foresight(instance, log, [moment], range(0)).moments[0]
    told = DayWords(instance)
    commands = [moment.done.command, *(option.command for option in moment.options), Tick()]
    replays = {command: what_if(instance, log, place, command, appraiser) for command in commands}
    choices = choices_of(moment, told, replays=replays)
    return turning_point(moment, choices, told, judged=judged, worlds=WORLDS)


def _to_any(told: DayWords, commands: Sequence[Command], named: int | None) -> str:
    rest = 0 if named is None else len(commands) - named
    if rest < 2:  # "1 others" is no shorter than the name
        return told.proposed(*commands)
    return told.proposed(*commands[:named], others=rest)


def _choice(text: str, cost: int, moment: Moment, replay: WhatIf | None) -> Choice:
    choice = Choice(text, cost, compared(cost, moment.done.cost))
    return replace(choice, replayed=replay.replayed, dropped=replay.dropped) if replay else choice


def _advised(moment: Moment, told: DayWords) -> str:
    if moment.expert is None:
        return "would do nothing more"
    command, minute = moment.expert.command, moment.expert.minute
    move = told.proposed(command)
    about = getattr(command, "request", "")
    subject = f" (“{told.subjects[about]}”)" if about and about != moment.request else ""
    when = "" if minute == moment.minute else f", at {told.clock(minute)},"
    return f"would{when} {move[:1].lower()}{move[1:]}{subject}"


def _against_best(difference: float) -> str:
    size = round(abs(difference))
    if not size:
        return "as good as the best other way"
    unit = "point" if size == 1 else "points"
    return f"{size} {unit} {'behind' if difference > 0 else 'ahead of'} the best other way"
