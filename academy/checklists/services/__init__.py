"""What people do with lists: start them, work on them, share them, sign them off. Callers commit."""

from academy.checklists.services.lists import set_archived, start_worklist
from academy.checklists.services.members import add_member, remove_member
from academy.checklists.services.sharing import issue_share_link, revoke_share_link
from academy.checklists.services.signing import sign_off
from academy.checklists.services.working import Deed, record_event

__all__ = [
    "Deed",
    "add_member",
    "issue_share_link",
    "record_event",
    "remove_member",
    "revoke_share_link",
    "set_archived",
    "sign_off",
    "start_worklist",
]
