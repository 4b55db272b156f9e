"""What has been put into the outbox."""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.core.mail import OutgoingMail
from tests.browsers import BASE_URL


def mails_to(session: Session, address: str) -> list[OutgoingMail]:
    """The mails to an address, oldest first."""
    query = select(OutgoingMail).where(OutgoingMail.to_address == address).order_by(OutgoingMail.id)
    return list(session.scalars(query))


def link_in(mail: OutgoingMail) -> str:
    """The path of the one link in a mail; it leads to Academy's configured address."""
    links = re.findall(r"https?://\S+", mail.body)
    assert len(links) == 1, mail.body
    assert links[0].startswith(f"{BASE_URL}/")
    return links[0].removeprefix(BASE_URL)
