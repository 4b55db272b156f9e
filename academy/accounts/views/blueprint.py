"""The blueprint of the account pages, and what several of them need from the app."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, current_app, request, url_for

from academy.accounts.browsers import browser_name
from academy.accounts.identity import network_address
from academy.accounts.passwords import Hasher
from academy.accounts.services.sign_ins import Browser

blueprint = Blueprint("accounts", __name__)
blueprint.add_app_template_filter(browser_name)

INVALID = 422


def hasher() -> Hasher:
    """The app's password hasher."""
    one: Hasher = current_app.extensions["hasher"]
    return one


def browser() -> Browser:
    """Where this request comes from."""
    return Browser(address=network_address(), name=request.user_agent.string)


def mailed_url(endpoint: str, **values: str) -> str:
    """The full address of a page as mails show it: its host comes from the settings, not from the request."""
    return str(current_app.extensions["settings"].public_url) + url_for(endpoint, **dict[str, Any](values))


def mailed_link(endpoint: str) -> Callable[[str], str]:
    """Turns a token into the full address of a page that takes one."""
    return lambda token: mailed_url(endpoint, token=token)
