"""Points as text: whole ones, halves of two experts, and how two costs differ. The rule: nothing is lost."""

from __future__ import annotations

MINUS = "−"


def points(total: float, experts: int = 1, *, signed: bool = False) -> str:
    """The mean of a sum over experts: "12", "−3.5"; `signed` puts a plus before what is above zero."""
    value = total / experts
    text = f"{abs(value):.1f}".removesuffix(".0")
    if text == "0":
        return text
    return f"{MINUS if value < 0 else '+' if signed else ''}{text}"


def compared(cost: int, done: int) -> str:
    """How a cost differs from that of what was done, in words."""
    if cost == done:
        return "the same"
    return f"{abs(cost - done)} {'less' if cost < done else 'more'}"


def percent(share: float) -> str:
    """A share as whole percent."""
    return f"{round(100 * share)} %"
