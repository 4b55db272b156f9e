"""A shipped list as a running one keeps it: plain values and a digest, whatever becomes of the file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from academy.checklists.state import Item
from academy.content.checklists import Checklist


def plain_items(checklist: Checklist) -> list[dict[str, Any]]:
    """Its items as JSON takes them."""
    return [item.model_dump() for item in checklist.items]


def digest_of(checklist: Checklist) -> str:
    """Equal for lists that say the same."""
    text = json.dumps(checklist.model_dump(), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def items_from(values: Iterable[Mapping[str, Any]]) -> tuple[Item, ...]:
    """The items that `plain_items` wrote."""
    return tuple(Item(**{**value, "owner": tuple(value["owner"])}) for value in values)
