"""The blueprint of the feature, which its views register on."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("quizzes", "academy.quizzes")
