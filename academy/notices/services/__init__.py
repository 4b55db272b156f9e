"""What happens to notices. The rule it keeps: services take the session and the time, and never commit."""

from academy.notices.services.calendars import keep_address, revoke_address
from academy.notices.services.choices import choose, set_rhythm
from academy.notices.services.digests import claim_digest
from academy.notices.services.reading import mark_all_read, mark_read
from academy.notices.services.telling import KEPT, TITLE_LENGTH, tell, tell_all

__all__ = [
    "KEPT",
    "TITLE_LENGTH",
    "choose",
    "claim_digest",
    "keep_address",
    "mark_all_read",
    "mark_read",
    "revoke_address",
    "set_rhythm",
    "tell",
    "tell_all",
]
