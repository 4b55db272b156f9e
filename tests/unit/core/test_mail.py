"""The outbox: once each, later when the server is away, and no header from a name."""

from __future__ import annotations

import smtplib
import ssl
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from sqlalchemy import select

from academy.core.logs import JsonFormatter
from academy.core.mail import MAX_TRIES, OutgoingMail, deliver_due_mails, queue_mail, transport_for


@pytest.fixture
def deliver(app, session, clock):
    def run(transport):
        session.commit()
        return deliver_due_mails(
            app.extensions["database"],
            now=clock.now(),
            sender="Academy <academy@example.org>",
            transport=transport,
        )

    return run


def queue(session, clock, name="Ada", subject="Hello"):
    queue_mail(session, now=clock.now(), name=name, address="ada@example.org", subject=subject, body="Text\n")


def refuse(message):
    raise ConnectionRefusedError


def test_mail_leaves_once_and_its_text_is_forgotten(session, clock, deliver):
    queue(session, clock)
    sent = []
    assert deliver(sent.append) == 1
    assert deliver(sent.append) == 0
    assert [message["To"] for message in sent] == ["Ada <ada@example.org>"]
    stored = session.scalars(select(OutgoingMail)).one()
    assert (stored.sent_at, stored.body) == (clock.now(), "")


def test_mail_waits_while_the_server_is_away_and_goes_later(session, clock, deliver):
    queue(session, clock)
    sent = []
    assert deliver(refuse) == 0
    assert deliver(sent.append) == 0
    clock.advance(minutes=5)
    assert deliver(sent.append) == 1


def test_mail_is_given_up_after_some_tries(session, clock, deliver):
    queue(session, clock)
    for _ in range(MAX_TRIES + 2):
        deliver(refuse)
        clock.advance(hours=1)
    assert session.scalars(select(OutgoingMail.tries)).one() == MAX_TRIES


def test_a_refused_address_is_not_logged(session, clock, deliver, caplog):
    queue(session, clock)

    def reject(message):
        raise smtplib.SMTPRecipientsRefused({"ada@example.org": (550, b"no such user")})

    deliver(reject)
    (line,) = [JsonFormatter().format(record) for record in caplog.records]
    assert "SMTPRecipientsRefused" in line
    assert "ada@example.org" not in line


def test_one_bad_mail_does_not_hold_up_the_next(session, clock, deliver):
    queue(session, clock, subject="bad")
    queue(session, clock, subject="good")
    sent = []

    def picky(message):
        if message["Subject"] == "bad":
            raise OSError
        sent.append(message["Subject"])

    assert deliver(picky) == 1
    assert sent == ["good"]


def test_name_and_subject_cannot_add_headers(session, clock, deliver, tmp_path):
    queue(session, clock, name='Ada"\r\nBcc: ben@example.org', subject="Hello\nTo: ben@example.org")
    deliver(transport_for(None, tmp_path))
    (file,) = tmp_path.glob("*.eml")
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert len(message.get_all("To")) == len(message.get_all("Subject")) == 1
    assert message["Bcc"] is None
    assert [address.addr_spec for address in message["To"].addresses] == ["ada@example.org"]
    assert message.get_content() == "Text\n"


def test_claim_lapses_so_that_a_killed_sender_loses_nothing(session, clock, deliver):
    queue(session, clock)
    session.commit()
    mail = session.scalars(select(OutgoingMail)).one()
    mail.tries, mail.due_at = 1, clock.now() + timedelta(minutes=5)
    clock.advance(minutes=5)
    assert deliver(lambda message: None) == 1


class FakeServer:
    """A mail server that notes how it was spoken to."""

    def __init__(self, notes, context=None):
        self.notes = notes
        self.notes["tls"] = context

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        return None

    def starttls(self, *, context=None):
        self.notes["tls"] = context

    def login(self, user, password):
        self.notes["login"] = (user, password)

    def send_message(self, message):
        self.notes["to"] = message["To"]


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_password_goes_to_a_server_with_a_known_certificate_only(
    session, clock, deliver, monkeypatch, scheme
):
    notes = {}
    monkeypatch.setattr(smtplib, "SMTP", lambda *_place, timeout: FakeServer(notes))
    monkeypatch.setattr(
        smtplib, "SMTP_SSL", lambda *_place, timeout, context=None: FakeServer(notes, context)
    )
    queue(session, clock)
    assert deliver(transport_for(f"{scheme}://ada:p%40ss@mail.example:587", None)) == 1
    assert notes["login"] == ("ada", "p@ss")
    assert notes["tls"].verify_mode is ssl.CERT_REQUIRED
    assert notes["tls"].check_hostname


def test_a_mail_that_one_can_do_without_says_where_it_is_stopped(session, clock, deliver):
    url = "https://academy.example/unsubscribe/" + "u" * 43
    address = {"name": "Ada", "address": "ada@example.org"}
    queue_mail(session, now=clock.now(), subject="Digest", body="Text\n", unsubscribe_url=url, **address)
    queue_mail(session, now=clock.now(), subject="Password", body="Text\n", **address)
    sent = []
    assert deliver(sent.append) == 2
    headers = {one["Subject"]: (one["List-Unsubscribe"], one["List-Unsubscribe-Post"]) for one in sent}
    assert headers == {"Digest": (f"<{url}>", "List-Unsubscribe=One-Click"), "Password": (None, None)}
    written = message_from_bytes(next(one for one in sent if one["Subject"] == "Digest").as_bytes())
    assert written["List-Unsubscribe"] == f"<{url}>"  # it survives the folding of long lines
    assert session.scalars(select(OutgoingMail.unsubscribe_url)).all() == [None, None]
