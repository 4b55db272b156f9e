"""Which items of a list are shown: by owner and by what is still open. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from academy.checklists.state import ItemState, ListState
from academy.content.checklists import OWNERS

SHOWS = {"all": "All items", "open": "Still open", "gates": "Open gates", "done": "Done"}


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """What somebody wants to see; `owner` is a code of a role, or empty."""

    owner: str = ""
    show: str = "all"

    @property
    def is_on(self) -> bool:
        return bool(self.owner) or self.show != "all"

    @property
    def query(self) -> str:
        """The same as the query of an address, with its question mark; empty when nothing is left out."""
        values = {"owner": self.owner, "show": self.show if self.show != "all" else ""}
        parts = urlencode({name: value for name, value in values.items() if value})
        return f"?{parts}" if parts else ""

    def apply(self, state: ListState) -> tuple[ItemState, ...]:
        """The items to show, in the order of the work."""
        return tuple(one for one in state.items if self._fits(one))

    def _fits(self, one: ItemState) -> bool:
        if self.owner and self.owner not in one.owner:
            return False
        if self.show == "open":
            return one.is_open
        if self.show == "gates":
            return one.item.gate and one.is_open
        return not one.is_open if self.show == "done" else True


def item_filter(values: Mapping[str, str]) -> ItemFilter:
    """The filter that an address asks for; what it does not know is left out."""
    owner, show = values.get("owner", ""), values.get("show", "all")
    return ItemFilter(owner if owner in OWNERS else "", show if show in SHOWS else "all")


def owners_of(state: ListState) -> dict[str, str]:
    """The roles that own items of the list, by code, with their names."""
    codes = {code for one in state.items for code in one.owner}
    return {code: name for code, name in OWNERS.items() if code in codes}
