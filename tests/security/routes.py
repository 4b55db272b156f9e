"""Every route of the app, with arguments to call it by."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask
from werkzeug.routing import Rule

from academy.core.access import POLICY, Access

#: Arguments that lead to something that exists, by endpoint. Without a line here a route gets invented ones,
#: which is enough to see who is let in: whoever may ask hears that there is nothing.
EXAMPLES: dict[str, dict[str, str | int]] = {
    "assets.show_asset": {"digest": "0" * 12, "name": "css/app.css"},
}
INVENTED_NUMBER = 999_999
INVENTED_TEXT = "x" * 43
READING = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Route:
    """One way to call an endpoint."""

    endpoint: str
    method: str
    path: str

    @property
    def access(self) -> Access:
        return POLICY[self.endpoint]


def routes_of(app: Flask, *, reading: bool) -> list[Route]:
    """The routes that only read, or those that write."""
    found = []
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            if (method in READING) is reading:
                found.append(Route(rule.endpoint, method, _path(app, rule)))
    return sorted(found, key=lambda route: (route.path, route.method))


def _path(app: Flask, rule: Rule) -> str:
    return str(app.url_map.bind("").build(rule.endpoint, EXAMPLES.get(rule.endpoint) or _invented(app, rule)))


def _invented(app: Flask, rule: Rule) -> dict[str, str | int]:
    is_number = app.url_map.converters["int"]
    return {
        name: INVENTED_NUMBER if isinstance(rule._converters[name], is_number) else INVENTED_TEXT
        for name in rule.arguments
    }
