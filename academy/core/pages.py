"""What every page gets: navigation, theme, and times printed with their zone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Flask, request, url_for
from flask_login import current_user

from academy.core import clock
from academy.core.access import POLICY, Access

DEFAULT_ZONE = "Europe/London"
HOME = "learning.home"
SEARCH = "search.index_results"


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """One entry of the header."""

    label: str
    url: str
    is_current: bool


#: (label, endpoint): the header's entries, shown to whoever may open them.
Entries = tuple[tuple[str, str], ...]
NAVIGATION: Entries = (
    ("Learn", "learning.index_courses"),
    ("Practise", "simulations.index_scenarios"),
    ("Checklists", "checklists.index_checklists"),
    ("Path", "path.show_path"),
    ("Cohorts", "cohorts.index_cohorts"),
)
#: Features whose pages stand under an entry of another feature.
STANDS_UNDER = {
    "certificates": "learning",
    "quizzes": "learning",
    "review": "simulations",
    "trainer": "cohorts",
}
ACCOUNT_LINKS: Entries = (
    ("Sign in", "accounts.new_sign_in"),
    ("Sign up", "accounts.new_person"),
    ("Review", "review.show_queue"),
    ("My mistakes", "review.index_mistakes"),
    ("My notes", "notes.index_notes"),
    ("Profile", "accounts.show_profile"),
    ("Certificates", "certificates.index_certificates"),
    ("Password", "accounts.edit_password"),
    ("Sign-ins", "accounts.index_sign_ins"),
    ("Notices and mail", "notices.edit_choices"),
)

FOOTER_LINKS: Entries = (
    ("How scoring works", "simulations.show_scoring"),
    ("Glossary", "learning.show_glossary"),
    ("Verify a certificate", "certificates.new_verification"),
)


def install_pages(app: Flask) -> None:
    """Give templates their common context and filters."""
    app.context_processor(_common_context)
    app.jinja_env.filters["local_time"] = local_time
    app.jinja_env.filters["utc_iso"] = lambda moment: moment.isoformat(timespec="seconds")
    app.jinja_env.filters["until"] = until


def local_time(moment: datetime, style: str = "%a %-d %b %Y, %H:%M %Z") -> str:
    """The moment in the signed-in person's zone, with the zone's name."""
    local = moment.astimezone(ZoneInfo(_zone_name()))
    return local.strftime(style.replace("%-d", str(local.day)))  # not every system knows %-d


def until(moment: datetime) -> str:
    """How far away a moment is from now: "in 3 h 20", "2 days ago"."""
    return distance(moment, clock.now())


def distance(moment: datetime, now: datetime) -> str:
    """The same, from any other moment."""
    seconds = (moment - now).total_seconds()
    minutes = round(abs(seconds) / 60)
    if minutes < 1:
        return "now"
    hours, rest = divmod(minutes, 60)
    days = round(minutes / 1440)
    if minutes >= 2 * 1440:
        span = f"{days} days"
    elif hours:
        span = f"{hours} h {rest:02d}" if rest else f"{hours} h"
    else:
        span = f"{minutes} min"
    return f"in {span}" if seconds > 0 else f"{span} ago"


def _common_context() -> dict[str, object]:
    return {
        "navigation": _links(NAVIGATION, _is_in_section),
        "account_links": _links(ACCOUNT_LINKS, lambda endpoint: request.endpoint == endpoint),
        "footer_links": _links(FOOTER_LINKS, lambda endpoint: request.endpoint == endpoint),
        "search_url": url_for(SEARCH) if _may_open(SEARCH) else None,
        "theme": current_user.theme if current_user.is_authenticated else "system",
        "sign_out_url": url_for("accounts.destroy_current_sign_in") if current_user.is_authenticated else "",
    }


def _links(entries: Entries, is_current: Callable[[str], bool]) -> list[NavigationLink]:
    return [
        NavigationLink(label, url_for(endpoint), is_current(endpoint))
        for label, endpoint in entries
        if _may_open(endpoint)
    ]


def _is_in_section(endpoint: str) -> bool:
    if request.endpoint is None or request.endpoint == HOME:
        return False
    feature = request.endpoint.split(".")[0]
    return STANDS_UNDER.get(feature, feature) == endpoint.split(".")[0]


def _may_open(endpoint: str) -> bool:
    access = POLICY[endpoint]
    if access is Access.PUBLIC:
        return True
    if access is Access.SIGNED_OUT:
        return not current_user.is_authenticated
    return bool(current_user.is_authenticated and current_user.may(access))


def _zone_name() -> str:
    return str(current_user.person.time_zone) if current_user.is_authenticated else DEFAULT_ZONE
