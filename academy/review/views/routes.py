"""The blueprint of review; the other modules of this folder add its routes."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("review", __name__)
