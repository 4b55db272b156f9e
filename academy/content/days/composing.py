"""One draft of a day, all its chance drawn; the rule: each draw has its own name, so a change stays small."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from academy.content.catalogue import CatalogueRequest
from academy.content.days.choosing import Candidate, choose
from academy.content.days.pool import DayPool
from academy.content.days.recipe import Knobs
from academy.content.days.shaping import Measures, Shaper, paced, written_minutes
from academy.content.days.timetable import Slot, Timetable, lay_out
from academy.content.days.world import PoolRequestFile, WorldFile, as_scenario
from academy.content.scenario_file import ScenarioFile
from academy.content.scenario_kinds import Merged
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
    composer = _Composer(pool, _office(world, stage, knobs, key), knobs, key)
    size = composer.measure_roots(roots, knobs.workload)
    slots = [composer.slot(root) for root in roots]
    blocked = [Hours(item.starts, item.ends) for item in world.appointments.values()]
    day = Hours(world.opens, world.closes)
    dice = Rng(*key, "timetable")
    timetable = lay_out(slots, world.pairs, blocked, day, knobs.peak, knobs.burst, dice)
    requests = composer.requests(timetable.arrivals, size)
    return Draft(composer.file(requests), tuple(roots), timetable)


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


class _Composer:
    """Puts the requests of one day together."""

    def __init__(self, pool: DayPool, office: ScenarioFile, knobs: Knobs, key: Key) -> None:
        self._pool = pool
        self._office = office
        self._shaper = Shaper(office, knobs, key)
        self._key = key
        self._measures: dict[str, Measures] = {}

    def measure_roots(self, roots: Sequence[Candidate], workload: int) -> int:
        """Size the roots to make `workload` percent together; return the percent of their written size."""
        written = {root.name: self._minutes(root.name) for root in roots}
        busy = sum(item.ends - item.starts for item in self._office.appointments.values())
        wanted = (self._office.closes - self._office.opens - busy) * workload // 100
        size = wanted * 100 // sum(written.values())
        for name, minutes in written.items():
            self._measure(name, minutes, size)
        return size

    def slot(self, root: Candidate) -> Slot:
        """Return what the timetable has to know of a measured root."""
        request, measures = self._pool.requests[root.name], self._measures[root.name]
        weight = Merged.of(request, root.about).weight or 1
        patience = self._shaper.patience(request, root.about, measures)
        return Slot(root.name, root.lands, measures.due, patience, weight >= PEAK_WEIGHT)

    def requests(self, arrivals: Mapping[str, int], size: int) -> dict[str, RequestFile]:
        """Return the shaped requests: roots by arrival, then what may follow from them."""
        order = sorted(arrivals, key=lambda name: (arrivals[name], name))
        earliest = dict(arrivals)
        for name in self._followers(earliest):
            self._measure(name, self._minutes(name), size)
            minute = self._could_come(name, earliest)
            if minute is not None and minute < self._office.closes:
                earliest[name] = minute
                order.append(name)
        return {name: self._shaped(name, size, arrivals.get(name), earliest) for name in order}

    def file(self, requests: dict[str, RequestFile]) -> ScenarioFile:
        """Return the day as a scenario file: with these requests, and the people and draws they need."""
        office, used = self._office, {draw for name in requests for draw in self._pool.draws_of[name]}
        senders = {item.sender for item in requests.values()}
        people = senders | set(office.runners) | set(office.contacts)
        cast = {name: person for name, person in office.cast.items() if name in people}
        places = {person.department for person in cast.values()}
        places |= {owner for item in requests.values() for owner in (item.truth.owner, item.looks.owner)}
        departments = {name: item for name, item in office.departments.items() if name in places}
        draws = {name: draw for name, draw in self._pool.draws.items() if name in used}
        skills = tuple(sorted({skill for item in requests.values() for skill in item.skills}))
        return office.model_copy(
            update={
                "requests": requests,
                "cast": cast,
                "departments": departments,
                "draws": draws,
                "skills": skills,
            }
        )

    def _minutes(self, name: str) -> int:
        return written_minutes(self._pool.requests[name], self._about(name), Rng(*self._key, name, "minutes"))

    def _measure(self, name: str, minutes: int, size: int) -> None:
        sized = max(1, (minutes * size + 50) // 100)
        request = self._pool.requests[name]
        self._measures[name] = self._shaper.measure(name, request, self._about(name), sized)

    def _about(self, name: str) -> CatalogueRequest | None:
        return self._pool.catalogue.requests.get(self._pool.requests[name].catalogue or "")

    def _followers(self, chosen: Mapping[str, int]) -> list[str]:
        """Return every request that comes after a chosen one, parents before their children."""
        found: list[str] = []
        waiting = [name for name in sorted(self._pool.requests) if self._pool.requests[name].after]
        known = set(chosen)
        while waiting:
            ripe = [name for name in waiting if self._parent(name) in known]
            if not ripe:
                break
            found += ripe
            known |= set(ripe)
            waiting = [name for name in waiting if name not in known]
        return found

    def _parent(self, name: str) -> str:
        after = self._pool.requests[name].after
        return after.request if after else ""

    def _could_come(self, name: str, earliest: Mapping[str, int]) -> int | None:
        """Return a minute of the day by which a follow-up can have come; None when its parent never comes."""
        request = self._pool.requests[name]
        minute = earliest.get(self._parent(name))
        if request.after is None or minute is None:
            return None
        parent = self._pool.requests[request.after.request]
        if request.after.when == "late":
            due = self._measures[request.after.request].due
            minute = (due.minute if isinstance(due, Moment) else minute + due) + parent.truth.grace.high
        elif request.after.when == "uncontained" and parent.truth.contain:
            by = parent.truth.contain.by
            minute = by.latest if isinstance(by, Moment) else minute + by.high
        return minute + request.after.delay.high

    def _shaped(
        self, name: str, size: int, arrives: int | None, earliest: Mapping[str, int]
    ) -> PoolRequestFile:
        request, about = self._pool.requests[name], self._about(name)
        measures = self._shaper.feasible(request, about, self._measures[name], earliest[name])
        shaped = self._shaper.shape(name, request, about, measures, size, arrives)
        return _alone(shaped, earliest[name], earliest)


def _alone(request: PoolRequestFile, arrives: int, earliest: Mapping[str, int]) -> PoolRequestFile:
    """Return the request without the likeness to another that is not there before it."""
    looks, truth = request.looks, request.truth
    if looks.resembles is not None and earliest.get(looks.resembles, arrives) >= arrives:
        looks = looks.model_copy(update={"resembles": None})
    if truth.repeats is not None and earliest.get(truth.repeats, arrives) >= arrives:
        truth = truth.model_copy(update={"repeats": None})
    return request.model_copy(update={"looks": looks, "truth": truth})
