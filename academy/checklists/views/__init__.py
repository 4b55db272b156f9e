"""Pages of the checklists: the shipped ones, the lists people work with, what is shared and signed off."""

from academy.checklists.views import exports, library, people, sharing, signing, working
from academy.checklists.views.routes import blueprint

__all__ = ["blueprint", "exports", "library", "people", "sharing", "signing", "working"]
