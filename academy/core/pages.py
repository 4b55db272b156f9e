"""What every page gets: navigation, theme, and times printed with their zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Flask, request, url_for
from flask_login import current_user

from academy.core import clock
from academy.core.access import POLICY, Access

DEFAULT_ZONE = "Europe/London"


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """One entry of the header."""

    label: str
    url: str
    is_current: bool


#: (label, endpoint): the header's entries, shown to whoever may open them.
NAVIGATION: list[tuple[str, str]] = []
ACCOUNT_LINKS: list[tuple[str, str]] = []


def install_pages(app: Flask) -> None:
    """Give templates their common context and filters."""
    app.context_processor(_common_context)
    app.jinja_env.filters["local_time"] = local_time
    app.jinja_env.filters["utc_iso"] = lambda moment: moment.isoformat(timespec="seconds")
    app.jinja_env.filters["until"] = until


def local_time(moment: datetime, style: str = "%a %-d %b %Y, %H:%M %Z") -> str:
    """The moment in the signed-in person's zone, with the zone's name."""
    return moment.astimezone(ZoneInfo(_zone_name())).strftime(style)


def until(moment: datetime) -> str:
    """How far away a moment is: "in 3 h 20", "2 days ago"."""
    seconds = (moment - clock.now()).total_seconds()
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
        "navigation": _links(NAVIGATION),
        "account_links": _links(ACCOUNT_LINKS) if current_user.is_authenticated else [],
        "theme": current_user.theme if current_user.is_authenticated else "system",
        "sign_out_url": url_for("accounts.destroy_current_sign_in") if current_user.is_authenticated else "",
    }


def _links(entries: list[tuple[str, str]]) -> list[NavigationLink]:
    return [
        NavigationLink(label, url_for(endpoint), _is_current(endpoint))
        for label, endpoint in entries
        if _may_open(endpoint)
    ]


def _is_current(endpoint: str) -> bool:
    return request.endpoint is not None and request.endpoint.split(".")[0] == endpoint.split(".")[0]


def _may_open(endpoint: str) -> bool:
    access = POLICY[endpoint]
    if access is Access.PUBLIC:
        return True
    return bool(current_user.is_authenticated and current_user.may(access))


def _zone_name() -> str:
    return str(current_user.person.time_zone) if current_user.is_authenticated else DEFAULT_ZONE
