"""Own work in the model of a day: in stretches, as the engine counts it, or freely broken up, as a bound.

The rule: stretches give plans that can be played; the free form allows whatever the engine does, and more.
"""

from itertools import pairwise
from typing import Any

from academy.sim.par.parts import Literal, Minute, Operation, Request, Sheet, Stretch
from academy.sim.par.ways import Kind, Way
from academy.sim.rules import RESUME_MINUTES

# Up to so many minutes of work, at most so many stretches; a stretch cut short gains its minutes less two
MOST_STRETCHES = ((4, 1), (10, 2), (20, 3), (35, 4), (60, 5))
MOST_OF_ALL = 6
SHORTEST = RESUME_MINUTES + 1  # minutes of a stretch cut short; a shorter one would gain nothing


def in_stretches(sheet: Sheet, request: Request) -> None:
    """Add own work as stretches; each interruption costs the minutes of finding one's place again."""
    model, ways = sheet.model, _own_ways(request)
    if not ways:
        return
    happens, longest = sheet.literal(), max(way.minutes for way, _ in ways)
    model.add(sum(literal for _, literal in ways) == happens)
    most = next((number for minutes, number in MOST_STRETCHES if longest <= minutes), MOST_OF_ALL)
    longest += RESUME_MINUTES * (most - 1)
    stretches = [_stretch(sheet, request, happens if place == 0 else None, longest) for place in range(most)]
    for way, literal in ways:
        _not_before(sheet, request, way, literal, stretches[0].start)
    for before, after in pairwise(stretches):
        model.add_implication(after.happens, before.happens)
        model.add(after.start >= before.end).only_enforce_if(after.happens)
        model.add(before.minutes >= SHORTEST).only_enforce_if(after.happens)
        is_last = [before.happens, after.happens.negated()]
        model.add(request.closes == before.end).only_enforce_if(is_last)
    model.add(request.closes == stretches[-1].end).only_enforce_if(stretches[-1].happens)
    worked = sum(_counted(sheet, stretch, longest) for stretch in stretches)
    resumed = sum(stretch.happens for stretch in stretches[1:])
    needed = sum(way.minutes * literal for way, literal in ways)
    model.add(worked == needed + RESUME_MINUTES * resumed)
    request.stretches, request.work_starts = stretches, stretches[0].start


def _own_ways(request: Request) -> list[tuple[Way, Literal]]:
    return [(way, literal) for way, literal in request.ways if way.kind is Kind.OWN]


def _stretch(sheet: Sheet, request: Request, happens: Literal | None, longest: int) -> Stretch:
    start = sheet.minute(request.earliest, sheet.horizon)
    end = sheet.minute(request.earliest, sheet.horizon)
    return Stretch(sheet.literal() if happens is None else happens, start, end, sheet.minute(1, longest))


def _counted(sheet: Sheet, stretch: Stretch, longest: int) -> Any:
    counted = sheet.minute(0, longest)
    sheet.model.add(counted == stretch.minutes).only_enforce_if(stretch.happens)
    sheet.model.add(counted == 0).only_enforce_if(stretch.happens.negated())
    return counted


def _not_before(sheet: Sheet, request: Request, way: Way, literal: Literal, start: Minute) -> None:
    """Own work starts once the request is there, put off by a minute at least, or with the answer."""
    earliest = request.arrives + (1 if way.is_scheduled else 0)
    sheet.model.add(start >= earliest).only_enforce_if(literal)
    if way.knows:
        sheet.model.add(start >= request.known_at).only_enforce_if(literal)


def one_thing_at_a_time(sheet: Sheet) -> None:
    """Forbid two things at once to the coordinator; an operation in hand may delay an appointment."""
    model = sheet.model
    attention = [_interval(sheet, operation) for operation in sheet.operations]
    work = [
        model.new_optional_interval_var(stretch.start, stretch.minutes, stretch.end, stretch.happens, "")
        for request in sheet.requests.values()
        for stretch in request.stretches
    ]
    model.add_no_overlap([*attention, *work])
    model.add_no_overlap([*work, *_appointments(sheet)])


def _appointments(sheet: Sheet) -> list[Any]:
    return [
        sheet.model.new_fixed_size_interval_var(item.starts, item.ends - item.starts, "")
        for item in sheet.tables.instance.appointments
    ]


def _interval(sheet: Sheet, operation: Operation) -> Any:
    return sheet.model.new_optional_fixed_size_interval_var(
        operation.start, operation.minutes, operation.happens, ""
    )


class FreeWork:
    """Own work in one piece, or in any number of pieces, resumed once at the cost of one resumption.

    Pieces are counted by spans of the day; one within a span ends no earlier than its minutes after the span
    begins. This allows more than the engine does, so what no plan of this model can cost, no play of the day
    can cost either.
    """

    def __init__(self, sheet: Sheet, span: int) -> None:
        self._spans = [
            (minute, min(minute + span, ends + 1, sheet.horizon))
            for begins, ends in sheet.free
            for minute in range(begins, min(ends + 1, sheet.horizon), span)
        ]
        self._worked: list[list[Any]] = [[] for _ in self._spans]
        self._whole: list[Any] = []  # intervals of work in one piece

    def __call__(self, sheet: Sheet, request: Request) -> None:
        """Add the own work on one request."""
        model, ways = sheet.model, _own_ways(request)
        if not ways:
            return
        starts = request.work_starts = sheet.minute(request.earliest, sheet.horizon)
        most = max(way.minutes for way, _ in ways)
        minutes, is_whole, is_broken = sheet.minute(0, most), sheet.literal(), sheet.literal()
        model.add(minutes == sum(way.minutes * literal for way, literal in ways))
        model.add(is_whole + is_broken == sum(literal for _, literal in ways))
        for way, literal in ways:
            _not_before(sheet, request, way, literal, starts)
        for state in (is_whole, is_broken):
            model.add(request.closes <= sheet.horizon).only_enforce_if(state)
        model.add(request.closes >= starts + minutes + RESUME_MINUTES).only_enforce_if(is_broken)
        self._whole.append(model.new_optional_interval_var(starts, minutes, request.closes, is_whole, ""))
        pieces = self._pieces(sheet, request, starts, most + RESUME_MINUTES)
        model.add(sum(pieces) == minutes + RESUME_MINUTES * is_broken)

    def _pieces(self, sheet: Sheet, request: Request, starts: Minute, most: int) -> list[Any]:
        model, pieces = sheet.model, []
        for (begins, ends), worked in zip(self._spans, self._worked, strict=True):
            if ends > request.earliest:
                piece = sheet.minute(0, min(most, ends - max(begins, request.earliest)))
                works = sheet.literal()
                model.add(piece == 0).only_enforce_if(works.negated())
                model.add(starts + piece <= ends).only_enforce_if(works)
                model.add(request.closes >= begins + piece).only_enforce_if(works)
                worked.append(piece)
                pieces.append(piece)
        return pieces

    def fill_spans(self, sheet: Sheet) -> None:
        """Fit own work and operations into the spans; the last operation of one may reach into the next."""
        model = sheet.model
        operations = [_interval(sheet, operation) for operation in sheet.operations]
        model.add_no_overlap([*operations, *self._whole])
        model.add_no_overlap([*self._whole, *_appointments(sheet)])
        begun: list[list[tuple[int, Literal]]] = [[] for _ in self._spans]
        for operation in sheet.operations:
            within = []
            for place, (begins, ends) in enumerate(self._spans):
                literal = sheet.literal()
                model.add(operation.start >= begins).only_enforce_if(literal)
                model.add(operation.start <= ends - 1).only_enforce_if(literal)
                within.append(literal)
                begun[place].append((operation.minutes, literal))
            model.add(sum(within) == operation.happens)
        longest = max((operation.minutes for operation in sheet.operations), default=0)
        reaches: Any = 0
        for place, (begins, ends) in enumerate(self._spans):
            over = sheet.minute(0, max(0, longest - 1))
            model.add(over <= sum(minutes * literal for minutes, literal in begun[place] if minutes > 1))
            used = sum(minutes * literal for minutes, literal in begun[place])
            model.add(sum(self._worked[place]) + used + reaches <= ends - begins + over)
            touches = place + 1 < len(self._spans) and self._spans[place + 1][0] == ends
            reaches = over if touches else 0
