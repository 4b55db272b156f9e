"""Outgoing mail: an outbox in the database, delivered by a thread of its own.

The rule it keeps: a mail is stored in the transaction that causes it and leaves after that commit, once; a
slow or dead mail server never delays a page.
"""

from __future__ import annotations

import logging
import smtplib
import ssl
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import make_msgid
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from flask import Flask, request
from sqlalchemy import String, Text, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from academy.core.clock import Clock
from academy.core.db import Base, Database, UtcDateTime

logger = logging.getLogger(__name__)

MAX_TRIES = 8
CLAIM_MINUTES = 5
SMTP_TIMEOUT_SECONDS = 30
IDLE_SECONDS = 30
WHOLE_HEADERS = frozenset({"List-Unsubscribe"})

Transport = Callable[[EmailMessage], None]


class OutgoingMail(Base):
    """A mail waiting to be sent, or sent."""

    __tablename__ = "outgoing_mails"

    id: Mapped[int] = mapped_column(primary_key=True)
    to_name: Mapped[str] = mapped_column(String(120))
    to_address: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    #: Where mails of this kind are stopped, by a page and by one click of a mail client (RFC 8058).
    unsubscribe_url: Mapped[str | None] = mapped_column(String(300))


def queue_mail(
    session: Session,
    *,
    now: datetime,
    name: str,
    address: str,
    subject: str,
    body: str,
    unsubscribe_url: str | None = None,
) -> None:
    """Put a mail into the outbox of this transaction; header breaks in names and subjects become blanks.

    One that people can do without carries the address at which it is stopped.
    """
    session.add(
        OutgoingMail(
            to_name=_one_line(name)[:120],
            to_address=_one_line(address),
            subject=_one_line(subject)[:200],
            body=body,
            created_at=now,
            due_at=now,
            unsubscribe_url=unsubscribe_url,
        )
    )


def deliver_due_mails(database: Database, *, now: datetime, sender: str, transport: Transport) -> int:
    """Send every mail that is due; returns how many left. A failed one is tried again, later and later."""
    sent = 0
    while (mail := _claim_next(database, now=now)) is not None:
        try:
            transport(_message_of(mail, sender))
        except (OSError, smtplib.SMTPException) as error:
            fields = {"mail": mail.id, "tries": mail.tries, "reason": type(error).__name__}
            logger.warning("mail not delivered", extra={"fields": fields})  # its text may name the address
            continue
        with database.writing() as session:
            session.execute(
                update(OutgoingMail)
                .where(OutgoingMail.id == mail.id)
                .values(sent_at=now, body="", unsubscribe_url=None)
            )
            session.commit()
        sent += 1
    return sent


def transport_for(smtp_url: str | None, folder: Path) -> Transport:
    """SMTP for `smtp://user:password@host:587` or `smtps://…`, else a folder of .eml files."""
    if smtp_url is None:
        return lambda message: _write_eml(message, folder)
    return lambda message: _send_smtp(message, smtp_url)


class MailDelivery:
    """The thread that empties the outbox; `wake` it after a commit that queued mail."""

    def __init__(self, database: Database, clock: Clock, *, sender: str, transport: Transport) -> None:
        self._database = database
        self._clock = clock
        self._sender = sender
        self._transport = transport
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def wake(self) -> None:
        """Look at the outbox now; starts the thread on first use."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="mail-delivery", daemon=True)
                self._thread.start()
        self._wake.set()

    def _run(self) -> None:
        while True:
            self._wake.wait(IDLE_SECONDS)
            self._wake.clear()
            try:
                deliver_due_mails(
                    self._database, now=self._clock.now(), sender=self._sender, transport=self._transport
                )
            except Exception:  # the thread must outlive a database that is away for a while
                logger.exception("mail delivery failed")


def install_mail(app: Flask, delivery: MailDelivery | None) -> None:
    """Wake the delivery after each write; without one (in tests) mails stay in the outbox."""
    app.extensions["mail"] = delivery
    if delivery is not None:
        app.teardown_request(lambda _error: delivery.wake() if request.method == "POST" else None)


def _claim_next(database: Database, *, now: datetime) -> OutgoingMail | None:
    """Take the next due mail so that no other process sends it too; a claim lapses after some minutes."""
    with database.writing() as session:
        due = (
            select(OutgoingMail)
            .where(OutgoingMail.sent_at.is_(None), OutgoingMail.due_at <= now, OutgoingMail.tries < MAX_TRIES)
            .order_by(OutgoingMail.due_at, OutgoingMail.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        mail = session.scalars(due).first()
        if mail is None:
            return None
        mail.tries += 1
        mail.due_at = now + timedelta(minutes=CLAIM_MINUTES * mail.tries)
        session.commit()
        return mail


class _Policy(EmailPolicy):
    """Leaves addresses in headers whole: the standard one encodes a long one as if it were a text."""

    def fold(self, name: str, value: str) -> str:
        return f"{name}: {value}{self.linesep}" if name in WHOLE_HEADERS else super().fold(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        return self.fold(name, value).encode() if name in WHOLE_HEADERS else super().fold_binary(name, value)


def _message_of(mail: OutgoingMail, sender: str) -> EmailMessage:
    message = EmailMessage(_Policy())
    local, _, domain = mail.to_address.rpartition("@")
    message["To"] = Address(mail.to_name, username=local, domain=domain)
    message["From"] = sender
    message["Subject"] = mail.subject
    message["Message-ID"] = make_msgid(
        f"academy.{mail.id}", domain=sender.rpartition("@")[2].rstrip(">") or "academy"
    )
    if mail.unsubscribe_url is not None:
        message["List-Unsubscribe"] = f"<{mail.unsubscribe_url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(mail.body)
    return message


def _send_smtp(message: EmailMessage, smtp_url: str) -> None:
    url = urlsplit(smtp_url)
    context = ssl.create_default_context()  # smtplib's own would take any certificate
    with _smtp_server(url, context) as server:
        if url.scheme == "smtp" and url.username:
            server.starttls(context=context)
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
        server.send_message(message)


def _smtp_server(url: SplitResult, context: ssl.SSLContext) -> smtplib.SMTP:
    host, port = url.hostname or "", url.port or 0
    if url.scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=SMTP_TIMEOUT_SECONDS, context=context)
    return smtplib.SMTP(host, port, timeout=SMTP_TIMEOUT_SECONDS)


def _write_eml(message: EmailMessage, folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = message["Message-ID"].strip("<>").replace("/", "_")
    (folder / f"{name}.eml").write_bytes(message.as_bytes())


def _one_line(text: str) -> str:
    return " ".join(text.split())
