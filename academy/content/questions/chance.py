"""Chance in quizzes: orders and seeds that depend on their key alone, for ever."""

from collections.abc import Sequence
from typing import TypeVar

from academy.sim.rng import Rng

T = TypeVar("T")
MAX_SEED = 2**31 - 1


def shuffled(items: Sequence[T], *key: str | int) -> list[T]:
    """Return the items in a random order; the same key gives the same order for ever."""
    mixed = list(items)
    Rng("shuffled", *key).shuffle(mixed)
    return mixed


def seed_of(*key: str | int) -> int:
    """Return a seed from 0 to MAX_SEED that depends on the key alone."""
    return Rng("seed", *key).between(0, MAX_SEED)
