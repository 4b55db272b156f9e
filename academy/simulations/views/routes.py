"""The blueprint of the feature, and how its own errors look: the newest state with a sentence above it."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("simulations", "academy.simulations")
