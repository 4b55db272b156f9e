"""One draft of a day, all its chance drawn; the rule: each draw has its own name, so a change stays small."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from academy.content.days.choosing import LAST_ARRIVAL, Candidate, choose
from academy.content.days.pool import DayPool
from academy.content.days.recipe import Knobs
from academy.content.days.shaping import Measures, Piece, Shaper, paced
from academy.content.days.timetable import Slot, Timetable, joined, lay_out
from academy.content.days.world import PoolRequestFile, WorldFile, as_scenario
from academy.content.scenario_file import ScenarioFile
from academy.content.scenario_requests import RequestFile
from academy.content.scenario_values import Hours, Moment, Span
from academy.sim.rng import Rng

PEAK_WEIGHT = 2  # a deadline of this weight or more is worth a place in the peak
Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A composed day that nobody has judged yet."""

    file: ScenarioFile
    roots: tuple[Candidate, ...]
    timetable: Timetable


def compose(
    pool: DayPool, world: WorldFile, stage: str, offered: Sequence[Candidate], knobs: Knobs, key: Key
) -> Draft:
    """Draw a day; raises NoFairDayError or CrowdedError when the requests on offer do not make one."""
    roots = choose(offered, world.pairs, knobs, Rng(*key, "choose"))
    names = [root.name for root in roots]
    pieces = {name: _piece(pool, name, key) for name in (*names, *_followers(pool, names))}
    size = _size(world, sum(pieces[name].minutes for name in names), knobs.workload)
    office = _office(world, stage, knobs, key)
    composer = _Composer(office, pieces, Shaper(office, knobs, size), key)
    blocked = joined(Hours(item.starts, item.ends) for item in world.appointments.values())
    day = Hours(world.opens, world.closes)
    slots = [composer.slot(root) for root in roots]
    dice = Rng(*key, "timetable")
    timetable = lay_out(slots, world.pairs, blocked, day, knobs.peak, knobs.burst, dice)
    requests = composer.requests(timetable.arrivals)
    return Draft(_peopled(office, requests, pool), tuple(roots), timetable)


def _piece(pool: DayPool, name: str, key: Key) -> Piece:
    request = pool.requests[name]
    return Piece.drawn(request, pool.catalogue.requests.get(request.catalogue or ""), Rng(*key, name, "own"))


def _followers(pool: DayPool, chosen: Iterable[str]) -> list[str]:
    """Return every request that comes after a chosen one, parents before their children."""
    found, known = list[str](), set(chosen)
    waiting = {name: item.after.request for name, item in sorted(pool.requests.items()) if item.after}
    while ripe := [name for name, parent in waiting.items() if parent in known and name not in known]:
        found += ripe
        known |= set(ripe)
    return found


def _size(world: WorldFile, written: int, workload: int) -> int:
    """Return the percent by which `written` minutes of work become `workload` percent of the free ones."""
    busy = sum(item.ends - item.starts for item in world.appointments.values())
    return (world.closes - world.opens - busy) * workload // max(1, written)


def _office(world: WorldFile, stage: str, knobs: Knobs, key: Key) -> ScenarioFile:
    """Return the office of this day, without requests: goodwill, pace and lead times are drawn."""
    dice, departments = Rng(*key, "leads"), {}
    for name, department in world.departments.items():
        lead = dice.between(department.lead.low, department.lead.high)
        departments[name] = department.model_copy(update={"lead": Span(lead, lead)})
    runners = {name: paced(runner, knobs.load) for name, runner in world.runners.items()}
    return as_scenario(
        world,
        world.stages[stage],
        goodwill=knobs.tokens,
        departments=departments,
        runners=runners,
        requests={},
    )


def _peopled(office: ScenarioFile, requests: dict[str, RequestFile], pool: DayPool) -> ScenarioFile:
    """Return the office with these requests, and only the people, places and draws that they need."""
    people = {item.sender for item in requests.values()} | set(office.runners) | set(office.contacts)
    cast = {name: person for name, person in office.cast.items() if name in people}
    places = {person.department for person in cast.values()}
    places |= {owner for item in requests.values() for owner in (item.truth.owner, item.looks.owner)}
    drawn = {draw for name in requests for draw in pool.draws_of[name]}
    return office.model_copy(
        update={
            "requests": requests,
            "cast": cast,
            "departments": {name: item for name, item in office.departments.items() if name in places},
            "draws": {name: draw for name, draw in pool.draws.items() if name in drawn},
            "skills": tuple(sorted({skill for item in requests.values() for skill in item.skills})),
        }
    )


class _Composer:
    """Puts the requests of one day together."""

    def __init__(self, office: ScenarioFile, pieces: Mapping[str, Piece], shaper: Shaper, key: Key) -> None:
        self._office = office
        self._pieces = pieces
        self._shaper = shaper
        self._key = key

    def slot(self, root: Candidate) -> Slot:
        """Return what the timetable has to know of a root."""
        piece = self._pieces[root.name]
        measures = self._shaper.measure(piece)
        weighs = (piece.merged.weight or 1) >= PEAK_WEIGHT
        return Slot(root.name, root.lands, measures.due, self._shaper.patience(piece, measures), weighs)

    def requests(self, arrivals: Mapping[str, int]) -> dict[str, RequestFile]:
        """Return the shaped requests: roots by arrival, then what can still follow from them that day."""
        order = sorted(arrivals, key=lambda name: (arrivals[name], name))
        measured, earliest = dict[str, Measures](), dict[str, int]()
        for name in (*order, *(name for name in self._pieces if name not in arrivals)):
            minute = arrivals.get(name, self._could_come(name, measured, earliest))
            if minute is not None and minute <= self._office.closes - LAST_ARRIVAL:
                earliest[name] = minute
                measured[name] = self._shaper.measure(self._pieces[name], minute)
        return {name: self._shaped(name, measured[name], arrivals, earliest) for name in earliest}

    def _could_come(
        self, name: str, measured: Mapping[str, Measures], earliest: Mapping[str, int]
    ) -> int | None:
        """Return a minute of the day by which a follow-up can have come; None when its parent never comes."""
        after = self._pieces[name].request.after
        if after is None or after.request not in earliest:
            return None
        minute, truth = earliest[after.request], self._pieces[after.request].request.truth
        if after.when == "late":
            due = measured[after.request].due
            minute = (due.minute if isinstance(due, Moment) else minute + due) + truth.grace.high
        elif after.when == "uncontained" and truth.contain:
            by = truth.contain.by
            minute = by.latest if isinstance(by, Moment) else minute + by.high
        return minute + after.delay.high

    def _shaped(
        self, name: str, measures: Measures, arrivals: Mapping[str, int], earliest: Mapping[str, int]
    ) -> PoolRequestFile:
        dice = Rng(*self._key, name, "shape")
        shaped = self._shaper.shape(self._pieces[name], measures, arrivals.get(name), dice)
        return _alone(shaped, earliest[name], earliest)


def _alone(request: PoolRequestFile, arrives: int, earliest: Mapping[str, int]) -> PoolRequestFile:
    """Return the request without the likeness to another that is not there before it."""
    looks, truth = request.looks, request.truth
    if looks.resembles is not None and earliest.get(looks.resembles, arrives) >= arrives:
        looks = looks.model_copy(update={"resembles": None})
    if truth.repeats is not None and earliest.get(truth.repeats, arrives) >= arrives:
        truth = truth.model_copy(update={"repeats": None})
    if looks is request.looks and truth is request.truth:
        return request
    return request.model_copy(update={"looks": looks, "truth": truth})
