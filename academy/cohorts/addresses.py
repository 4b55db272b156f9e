"""Where assigned work is found, as notices link to it. Pure; the pages themselves are of other features."""

from __future__ import annotations

from academy.cohorts.models import WorkKind

_DAY = "day-"


def address_of(kind: WorkKind, slug: str) -> str:
    """The path of the course, of the scenario, or of the stage of which a drawn day is wanted."""
    if kind == WorkKind.COURSE:
        return f"/courses/{slug}"
    return f"/days/{slug.removeprefix(_DAY)}" if slug.startswith(_DAY) else f"/scenarios/{slug}"
