"""Every route of the app, with arguments to call it by: a new kind of argument needs a line in EXAMPLES."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask
from werkzeug.routing import Rule

from academy.core.access import POLICY, Access

#: Arguments by their name in the route; they need not lead to anything that exists.
EXAMPLES = {
    "token": "x" * 43,
    "sign_in_id": 999_999,
    "digest": "0" * 12,
    "name": "css/app.css",
}
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
    missing = rule.arguments - EXAMPLES.keys() - (rule.defaults or {}).keys()
    assert not missing, f"tests/security/routes.py has no example for {sorted(missing)} of {rule.rule}"
    arguments = {name: EXAMPLES[name] for name in rule.arguments if name in EXAMPLES}
    path = app.url_map.bind("").build(rule.endpoint, arguments)
    return str(path)
