"""The blueprint of notices, and the bell that every page shows."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cached_property

from flask import Blueprint, current_app, url_for
from flask_login import current_user
from sqlalchemy.exc import SQLAlchemyError

from academy.accounts.identity import current_person
from academy.core.db import current_session
from academy.notices import queries

blueprint = Blueprint("notices", __name__)
logger = logging.getLogger(__name__)

INVALID = 422


@dataclass
class Bell:
    """Where the notices are, and how many are new; counted only by a page that shows it."""

    url: str

    @cached_property
    def count(self) -> int:
        """How many are new; none where a failed transaction answers no more questions."""
        try:
            return queries.unread_count(current_session(), person=current_person())
        except SQLAlchemyError:  # the page that says what failed is drawn all the same
            logger.warning("new notices were not counted", exc_info=True)
            return 0


def public_url(endpoint: str, **values: str) -> str:
    """The full address of a page, as other programs are given it: its host comes from the settings."""
    return str(current_app.extensions["settings"].public_url) + url_for(endpoint, **dict[str, object](values))  # type: ignore[arg-type]


@blueprint.app_context_processor
def _bell() -> dict[str, Bell | None]:
    has_bell = current_user.is_authenticated
    return {"bell": Bell(url_for("notices.index_notices")) if has_bell else None}
