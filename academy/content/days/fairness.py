"""The gate of drawn days; the rule: what the recipe asks for is counted on the finished day, not believed."""

from collections.abc import Iterable, Iterator, Sequence

from academy.content.days.composing import Draft
from academy.content.days.pool_checks import PAIR_MINUTES
from academy.content.days.recipe import recipe_faults
from academy.content.days.timetable import CUT_OFFS, LULL_MINUTES, PEAK, PEAK_MINUTES, busiest
from academy.sim.instance import Instance, Trigger
from academy.sim.policies.expert import Expert
from academy.sim.policies.play import play
from academy.sim.policies.simple import Fifo
from academy.sim.score import OFFSET
from academy.sim.soundness import unsound
from academy.sim.validation import validate

LONG_WORK = 20  # minutes: worth pulling forward into the lull


def faults_of_day(draft: Draft, pairs: Iterable[tuple[str, ...]], instance: Instance) -> Iterator[str]:
    """Yield in words why a drawn day is not fair, what is cheap to know first; nothing for a fair one."""
    yield from recipe_faults(root.about for root in draft.roots)
    senior = sum(root.needs_goodwill for root in draft.roots)
    if senior > instance.tokens:
        yield f"{senior} requests need goodwill, and there is enough for {instance.tokens}"
    arrivals = {item.id: item.arrives for item in instance.requests if item.trigger is Trigger.ROOT}
    yield from _rhythm_faults(instance, arrivals, draft.timetable.peak - instance.starts_at)
    yield from _pair_faults(arrivals, pairs)
    yield from unsound(instance)
    yield from validate(instance)
    yield from _spread_faults(instance)


def _rhythm_faults(instance: Instance, arrivals: dict[str, int], peak: int) -> Iterator[str]:
    minutes = sorted(arrivals.values())
    ends = peak + PEAK_MINUTES
    inside = sum(peak <= minute < ends for minute in minutes)
    if inside not in PEAK or busiest(minutes) > PEAK[-1]:
        yield f"{inside} requests in the peak are not {PEAK[0]} to {PEAK[-1]}"
    roots = [item for item in instance.requests if item.id in arrivals]
    cut_offs = sum(peak <= item.arrives + item.hidden.due_minutes < ends for item in roots)
    if cut_offs < CUT_OFFS:
        yield f"{cut_offs} deadlines fall into the peak, not {CUT_OFFS}"
    lull_ends = ends + LULL_MINUTES
    if any(ends <= minute < lull_ends for minute in minutes):
        yield "no lull follows the peak"
    if not any(
        item.hidden.work_minutes >= LONG_WORK
        and item.arrives < ends
        and item.arrives + item.hidden.due_minutes >= lull_ends
        for item in roots
    ):
        yield "there is no long work to pull forward into the lull"


def _pair_faults(arrivals: dict[str, int], pairs: Iterable[Sequence[str]]) -> Iterator[str]:
    for first, second in pairs:
        if first in arrivals and second in arrivals:
            apart = abs(arrivals[first] - arrivals[second])
            if apart > PAIR_MINUTES:
                yield f"{first} and {second} come {apart} minutes apart"


def _spread_faults(instance: Instance) -> Iterator[str]:
    naive, expert = (play(instance, policy)[0].cost for policy in (Fifo(), Expert()))
    if naive < 3 * (expert + OFFSET):
        yield f"a naive day ({naive}) costs less than three times an expert's ({expert}) and {OFFSET}"
