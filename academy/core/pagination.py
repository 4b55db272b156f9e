"""One page of a long list: which rows it shows, and whether there are others before and after."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageOf:
    """Page `number` (from 1) of `total` rows, `size` to a page."""

    number: int
    size: int
    total: int

    @property
    def offset(self) -> int:
        """How many rows come before the page."""
        return (self.number - 1) * self.size

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def following(self) -> int | None:
        return self.number + 1 if self.offset + self.size < self.total else None

    @property
    def span(self) -> str:
        """The rows in words: "21 to 40 of 57"."""
        return f"{self.offset + 1} to {min(self.offset + self.size, self.total)} of {self.total}"


def page_of(asked: int, *, size: int, total: int) -> PageOf:
    """The page that was asked for, or the nearest that there is."""
    last = max(1, -(-total // size))
    return PageOf(min(max(asked, 1), last), size, total)
