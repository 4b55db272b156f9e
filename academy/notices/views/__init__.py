"""Pages about notices: the list, the choices, the calendar feed, unsubscribing."""

from academy.notices.views import calendars, choices, notices, unsubscriptions
from academy.notices.views.blueprint import blueprint

__all__ = ["blueprint", "calendars", "choices", "notices", "unsubscriptions"]
