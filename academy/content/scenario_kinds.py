"""What a request takes from its kind in the catalogue; the rule: the file's own word goes first."""

from collections.abc import Mapping
from dataclasses import dataclass

from academy.content.catalogue import CatalogueRequest
from academy.content.scenario_requests import RequestFile, Weight
from academy.content.scenario_values import Span
from academy.sim.instance import Channel, Handler, Judgement

WEIGHTS_OF_URGENCY: Mapping[int, Weight] = {5: 8, 4: 4, 3: 2, 2: 1, 1: 1}


@dataclass(frozen=True, slots=True)
class Merged:
    """What a request takes from the catalogue unless its file says otherwise; None: neither says."""

    channel: Channel | None
    claimed_urgency: Span | None
    weight: Weight | None
    minutes: Span | None

    @classmethod
    def of(cls, request: RequestFile, kind: CatalogueRequest | None) -> "Merged":
        """Join a request with its kind in the catalogue."""
        truth, claimed = request.truth, request.claimed.urgency
        urgency = truth.urgency or (kind.true_urgency if kind else None)
        return cls(
            channel=request.channel or (kind.channel if kind else None),
            claimed_urgency=claimed or (Span(kind.claimed_urgency, kind.claimed_urgency) if kind else None),
            weight=truth.weight or (WEIGHTS_OF_URGENCY[urgency] if urgency else None),
            minutes=truth.minutes or (Span(kind.minutes, kind.minutes) if kind else None),
        )


def judgement(request: RequestFile, kind: CatalogueRequest | None, handler: Handler) -> Judgement:
    """Return what is thought of a handler: the file's word, else the catalogue's, else nothing."""
    verdict = request.verdicts.get(handler)
    if verdict is not None and verdict.judgement is not None:
        return verdict.judgement
    return kind.judgement(handler) if kind else Judgement.NEUTRAL
