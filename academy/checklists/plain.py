"""A list as plain values, for pages that stay open. Equal values have equal tags."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from academy.checklists.models import Worklist
from academy.checklists.sign_offs import Said
from academy.checklists.state import ItemState, ListState


def plain_state(worklist: Worklist, state: ListState, said: Sequence[Said]) -> dict[str, Any]:
    """The list at present: times in ISO 8601 with their zone, ids of items as on the page."""
    return {
        "last_event": state.last_event,
        "sign_offs": len(said),
        "done": state.done,
        "applicable": state.applicable,
        "is_archived": worklist.archived_at is not None,
        "due_at": state.due_at.isoformat() if state.due_at else None,
        "open_gates": [one.item.id for one in state.open_gates],
        "items": [_plain_item(one) for one in state.items],
    }


def tag_of(plain: dict[str, Any]) -> str:
    """Changes with every change of the values."""
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:24]


def _plain_item(one: ItemState) -> dict[str, Any]:
    return {
        "id": one.item.id,
        "word": one.word,
        "by": one.said.who if one.said else None,
        "at": one.said.at.isoformat() if one.said else None,
        "owner": one.owners,
        "events": len(one.history),
    }
