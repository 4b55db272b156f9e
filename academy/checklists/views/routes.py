"""The blueprint that all pages of the checklists belong to, and what they share."""

from __future__ import annotations

import secrets

from flask import Blueprint

from academy.learning.library import current_shelf

STAGES = {"pre": "Pre-production", "production": "Production", "delivery": "Delivery and wrap"}

blueprint = Blueprint("checklists", __name__)


def fresh_key() -> str:
    """A key for a form: whatever it makes is made once."""
    return secrets.token_hex(12)


def module_titles() -> dict[str, str]:
    """The titles of all modules by "course/module"."""
    return {
        f"{course.slug}/{module.slug}": module.title
        for course in current_shelf().library.courses
        for module in course.modules
    }
