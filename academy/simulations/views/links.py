"""Where the forms of a desk lead, to a run or to a visitor's shift, and where the day of a run is offered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import url_for

from academy.simulations import library


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses that a desk needs. Empty where its day does not offer that."""

    show: Callable[[str], str]
    desk: str
    decide: str
    step: str
    end: str
    pause: str = ""
    resume: str = ""
    contacts: str = ""
    restart: str = ""


def run_links(run_id: int) -> Links:
    """The addresses of a run."""

    def to(endpoint: str) -> str:
        return url_for(f"simulations.{endpoint}", run_id=run_id)

    return Links(
        show=lambda request: url_for("simulations.show_run", run_id=run_id, request=request),
        desk=to("show_desk"),
        decide=to("create_decision"),
        step=to("create_step"),
        end=to("create_end"),
        pause=to("create_pause"),
        resume=to("create_resumption"),
        contacts=to("create_contact"),
    )


def practice_url(slug: str) -> str | None:
    """The page that offers what runs under `slug` are of; None when it has gone."""
    if stage := library.stage_of(slug):
        return url_for("simulations.show_day", stage=stage)
    if slug in library.current_scenarios():
        return url_for("simulations.show_scenario", slug=slug)
    return None


def visitor_links() -> Links:
    """The addresses of a visitor's shift."""
    return Links(
        show=lambda request: url_for("simulations.show_visitor_shift", request=request),
        desk=url_for("simulations.show_visitor_desk"),
        decide=url_for("simulations.create_visitor_decision"),
        step=url_for("simulations.create_visitor_step"),
        end=url_for("simulations.create_visitor_end"),
        restart=url_for("simulations.create_visitor_shift"),
    )
