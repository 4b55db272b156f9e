"""Piles of jobs to test the single-machine core on, and slow, plain ways to solve them."""

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

from academy.sim.par.single_machine import Job, cost_of
from academy.sim.rng import Rng

OR_LIBRARY = Path(__file__).parents[4] / "shared" / "orlib"  # beside the checkout, where there is one
CLASSES = [(spread, tightness) for spread in range(1, 6) for tightness in range(1, 6)]  # in fifths


def drawn_pile(count: int, spread: int, tightness: int, seed: int = 0) -> tuple[Job, ...]:
    """Draw jobs to the OR-Library's recipe: range of due dates and average tardiness in fifths."""
    dice = Rng("pile", count, spread, tightness, seed)
    minutes = [dice.between(1, 100) for _ in range(count)]
    total = sum(minutes)
    low, high = (total * (10 - 2 * tightness + side * spread) // 10 for side in (-1, 1))
    return tuple(Job(size, dice.between(1, 10), max(0, dice.between(low, high))) for size in minutes)


def least_by_trying(jobs: Sequence[Job]) -> int:
    """Return the least any order costs, by trying all of them."""
    return min(cost_of(jobs, order) for order in permutations(range(len(jobs))))


def least_by_sets(jobs: Sequence[Job]) -> int:
    """Return the least any order costs, by the best last job of every set (Held and Karp 1962)."""
    least = [0] * (1 << len(jobs))
    for chosen in range(1, len(least)):
        inside = [place for place in range(len(jobs)) if chosen >> place & 1]
        end = sum(jobs[place].minutes for place in inside)
        least[chosen] = min(
            least[chosen ^ 1 << place] + jobs[place].weight * max(0, end - jobs[place].due)
            for place in inside
        )
    return least[-1]


def file_of(piles: Sequence[Sequence[Job]], width: int = 20) -> str:
    """Return the text of a file in the OR-Library's format."""
    numbers = [getattr(job, name) for pile in piles for name in ("minutes", "weight", "due") for job in pile]
    lines = (numbers[start : start + width] for start in range(0, len(numbers), width))
    return "\n".join(" ".join(f"{number:5}" for number in line) for line in lines) + "\n"
