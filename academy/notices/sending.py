"""Sending digests: a round that every web process makes now and then, and the command makes once.

The rule it keeps: a digest is composed first and then claimed and queued in one short transaction, so that
however many processes make their rounds, a person gets one mail a day.
"""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import Flask, url_for
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.core.db import Database
from academy.core.mail import queue_mail
from academy.notices import queries, services
from academy.notices.letter import Letter, Matter, Reader, letter_of
from academy.notices.queries import DueDigest

logger = logging.getLogger(__name__)

EVERY_SECONDS = 600

#: Answers what a digest says besides the news; must not write.
MatterOf = Callable[[Session, Person, datetime], Matter]


@dataclass(frozen=True, slots=True)
class SentDigest:
    """A digest of this round, as the command lists it."""

    email: str
    subject: str


class DigestRound:
    """Makes the digests that are due. `matter_of` asks the features what there is to do."""

    def __init__(self, app: Flask, matter_of: MatterOf) -> None:
        self._app = app
        self._matter_of = matter_of
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Make a round now and every ten minutes, in a thread of its own."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="digests", daemon=True)
            self._thread.start()

    def send(self, *, is_rehearsal: bool = False) -> list[SentDigest]:
        """Make every digest that is due and queue its mail; a rehearsal only says what would be sent.

        One that cannot be made is logged and tried again next time; the others are sent.
        """
        sent = []
        with self._app.test_request_context(base_url=self._public_url):  # features build addresses for it
            now = self._app.extensions["clock"].now()
            with self._database.reading() as session:
                due = queries.due_digests(session, now=now)
            for one in due:
                try:
                    digest = self._send_one(one, now, is_rehearsal=is_rehearsal)
                except Exception:  # one person's trouble must not keep the others from their mail
                    logger.exception("digest not made", extra={"fields": {"person": one.person_id}})
                    continue
                if digest is not None:
                    sent.append(digest)
        return sent

    def _send_one(self, due: DueDigest, now: datetime, *, is_rehearsal: bool) -> SentDigest | None:
        token = secrets.token_urlsafe(32)
        with self._database.reading() as session:
            person = session.get_one(Person, due.person_id)
            letter = self._letter(session, person, token, now)
            email, name = person.email, person.name
        if not is_rehearsal and not self._claim(due, email, name, letter, token, now):
            return None
        return SentDigest(email, letter.subject) if letter is not None else None

    def _letter(self, session: Session, person: Person, token: str, now: datetime) -> Letter | None:
        reader = Reader(
            name=person.name,
            time_zone=person.time_zone,
            rhythm=queries.rhythm_of(session, person_id=person.id),
            public_url=self._public_url,
            choices_url=self._public_url + url_for("notices.edit_choices"),
            unsubscribe_url=self._unsubscribe_url(token),
        )
        news = queries.news_for(session, person=person, now=now)
        return letter_of(self._matter_of(session, person, now), news, reader=reader, now=now)

    def _claim(
        self, due: DueDigest, email: str, name: str, letter: Letter | None, token: str, now: datetime
    ) -> bool:
        with self._database.writing() as session:
            kept = token if letter is not None else None
            is_ours = services.claim_digest(
                session, person_id=due.person_id, day=due.day, token=kept, now=now
            )
            if is_ours and letter is not None:
                queue_mail(
                    session,
                    now=now,
                    name=name,
                    address=email,
                    subject=letter.subject,
                    body=letter.body,
                    unsubscribe_url=self._unsubscribe_url(token),
                )
            session.commit()
        return is_ours

    def _run(self) -> None:
        pause = threading.Event()
        while True:
            try:
                if self.send() and (delivery := self._app.extensions["mail"]) is not None:
                    delivery.wake()
            except Exception:  # the thread must outlive a database that is away for a while
                logger.exception("no round of digests")
            pause.wait(EVERY_SECONDS)

    def _unsubscribe_url(self, token: str) -> str:
        return self._public_url + url_for("notices.edit_unsubscription", token=token)

    @property
    def _public_url(self) -> str:
        return str(self._app.extensions["settings"].public_url)

    @property
    def _database(self) -> Database:
        database: Database = self._app.extensions["database"]
        return database
