"""The cache: forgets what nobody asks for, and makes nothing twice meanwhile."""

from __future__ import annotations

from academy.simulations.cache import Cache


def test_a_value_is_made_once() -> None:
    made: list[int] = []
    cache: Cache[int] = Cache(2)
    for _ in range(3):
        assert cache.get("one", lambda: made.append(1) or 1) == 1  # type: ignore[func-returns-value]
    assert made == [1]


def test_what_nobody_has_asked_for_longest_is_forgotten() -> None:
    cache: Cache[str] = Cache(2)
    for key in ("a", "b", "a", "c"):
        cache.get(key, lambda: "first")
    assert cache.get("a", lambda: "made again") == "first"
    assert cache.get("b", lambda: "made again") == "made again"
