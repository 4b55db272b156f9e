"""A seeded generator of our own (splitmix64); the rule: the same key gives the same draws for ever.

Python's `random` may change between versions, so every draw an instance depends on is made here.
"""

from collections.abc import MutableSequence, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
_MASK = (1 << 64) - 1
_GOLDEN = 0x9E3779B97F4A7C15


class Rng:
    """A stream of draws keyed by any strings and integers: `Rng("arrivals", seed)`."""

    __slots__ = ("_state",)

    def __init__(self, *key: str | int) -> None:
        state = 0
        for part in key:
            for byte in f"{part}/".encode():
                state = _mixed((state ^ byte) + _GOLDEN & _MASK)
        self._state = state

    def next_u64(self) -> int:
        """Return the next 64 random bits (Steele, Lea and Flood 2014, splitmix64)."""
        self._state = (self._state + _GOLDEN) & _MASK
        return _mixed(self._state)

    def between(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included, evenly."""
        if high < low:
            raise ValueError("the range is empty")
        return low + ((self.next_u64() * (high - low + 1)) >> 64)

    def chance(self, permille: int) -> bool:
        """Return True with a probability of `permille` in a thousand."""
        return self.between(0, 999) < permille

    def choice(self, items: Sequence[T]) -> T:
        """Return one of `items`, evenly."""
        return items[self.between(0, len(items) - 1)]

    def weighted(self, weights: Sequence[int]) -> int:
        """Return an index of `weights`, each as likely as its whole-number weight."""
        left = self.between(1, sum(weights))
        for place, weight in enumerate(weights):
            left -= weight
            if left <= 0:
                return place
        raise ValueError("the weights do not add up")

    def shuffle(self, items: MutableSequence[Any]) -> None:
        """Put `items` in a random order, in place (Fisher and Yates)."""
        for place in range(len(items) - 1, 0, -1):
            other = self.between(0, place)
            items[place], items[other] = items[other], items[place]


def _mixed(state: int) -> int:
    state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) & _MASK
    return state ^ (state >> 31)
