"""The blueprint of certificates, and how their pages write days and reading time."""

from __future__ import annotations

from flask import Blueprint

from academy.certificates.sheet import in_hours, long_day

blueprint = Blueprint("certificates", __name__)
blueprint.add_app_template_filter(long_day, "long_day")
blueprint.add_app_template_filter(in_hours, "in_hours")
