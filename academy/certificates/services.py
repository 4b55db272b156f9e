"""Issuing, correcting, withdrawing. The rule: what a certificate once said is kept, whatever follows."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from academy.accounts import brake
from academy.accounts.models import Person
from academy.certificates import queries
from academy.certificates.codes import digest_of, new_code
from academy.certificates.models import Certificate, NameCorrection
from academy.certificates.rule import Standing
from academy.core.audit import record_audit
from academy.core.db import rows_changed
from academy.core.errors import ConflictError
from academy.notices.services import tell

NOTICE_KIND = "Certificate"


def issue_certificate(session: Session, *, person: Person, standing: Standing, now: datetime) -> Certificate:
    """The person's certificate of the course as it is, issued when there is none yet.

    Raises ConflictError while something is missing, and when the newest of the course was withdrawn.
    """
    course = standing.progress.course
    newest = queries.newest_of_course(session, person=person, course_slug=course.slug)
    if newest and newest.withdrawn_at:
        raise ConflictError(
            "Your certificate of this course was withdrawn, so only a trainer of your studio can issue it "
            "anew. Nothing was issued."
        )
    if newest and newest.course_digest == course.digest:
        return newest  # a repeated click
    if not standing.is_met:
        raise ConflictError(
            f"The certificate is not due yet: {standing.missing} still to do, listed on the course’s page. "
            "Nothing was issued."
        )
    attested = standing.attested(person.time_zone)
    membership = queries.studio_membership(person)
    certificate = Certificate(
        person=person,
        studio_id=membership.studio_id if membership else None,
        studio_name=membership.studio.name if membership else "",
        name=person.name,
        course_slug=course.slug,
        course_digest=course.digest,
        course_title=course.title,
        minutes=attested.minutes,
        attests=attested.to_plain(),
        number=1,
        **_issue(person, now),
    )
    return _stored(session, certificate, actor=person, action="certificate issued", now=now)


def reissue_certificate(
    session: Session, *, certificate: Certificate, trainer: Person, now: datetime
) -> Certificate:
    """Issue a withdrawn certificate anew: the same words under a new date and code.

    The old one stays withdrawn, and the name may be corrected once more. Said twice it is one.
    Raises ConflictError for a certificate that is valid.
    """
    if certificate.withdrawn_at is None:
        raise ConflictError("This certificate is valid, so there is nothing to issue anew.")
    successor = Certificate(
        **{name: getattr(certificate, name) for name in _KEPT},
        number=certificate.number + 1,
        **_issue(certificate.person, now),
    )
    stored = _stored(session, successor, actor=trainer, action="certificate issued anew", now=now)
    if stored is successor:
        title = f"Your certificate “{stored.course_title}” was issued anew, with a new code"
        _tell(session, stored.person, title, stored, now)
    return stored


def withdraw_certificate(
    session: Session, *, certificate: Certificate, trainer: Person, reason: str, now: datetime
) -> bool:
    """Withdraw a certificate and tell its person why; False when it is withdrawn already: that one stands."""
    changed = session.execute(
        update(Certificate)
        .where(Certificate.id == certificate.id, Certificate.withdrawn_at.is_(None))
        .values(withdrawn_at=now, withdrawn_by_id=trainer.id, withdrawal_reason=reason)
    )
    if not rows_changed(changed):
        return False
    title = f"{trainer.name} withdrew your certificate “{certificate.course_title}”: {reason}"
    _tell(session, certificate.person, title, certificate, now)
    _note(session, trainer, "certificate withdrawn", certificate, now)
    return True


def correct_name(
    session: Session, *, certificate: Certificate, name: str, reason: str, now: datetime
) -> None:
    """Let the certificate carry another name, once; what it read before is kept and the trainers are told.

    Raises ConflictError when it was corrected before or is withdrawn.
    """
    name_before = certificate.name
    changed = session.execute(
        update(Certificate)
        .where(
            Certificate.id == certificate.id,
            Certificate.name_corrected_at.is_(None),
            Certificate.withdrawn_at.is_(None),
        )
        .values(name=name, name_corrected_at=now)
    )
    if not rows_changed(changed):
        raise ConflictError(
            "The name on a certificate is corrected once, and only while it is valid. The name that it "
            "carries was kept. Once a trainer of your studio has withdrawn it and issued it anew, it works "
            "once more."
        )
    session.add(
        NameCorrection(
            certificate_id=certificate.id,
            name_before=name_before,
            name_after=name,
            reason=reason,
            corrected_at=now,
        )
    )
    _note(session, certificate.person, "certificate name corrected", certificate, now)
    title = f"“{name_before}” now reads “{name}” on a certificate of {certificate.course_title}: {reason}"
    if certificate.studio_id is not None:
        for trainer in queries.trainers_of(session, studio_id=certificate.studio_id):
            _tell(session, trainer, title, certificate, now)


def count_look_up(session: Session, *, address: str, now: datetime) -> None:
    """Count a look-up of a code from this network address; raises LimitError. The caller commits."""
    bound = brake.bound(brake.VERIFY_NETWORK, brake.network_of(address))
    brake.count_try(session, now=now, bounds=(bound,))


#: What a certificate that is issued anew takes over.
_KEPT = (
    *("person", "studio_id", "studio_name", "name"),
    *("course_slug", "course_digest", "course_title", "minutes", "attests"),
)


def _issue(person: Person, now: datetime) -> dict[str, object]:
    code = new_code()
    day = now.astimezone(ZoneInfo(person.time_zone)).date()
    return {"issued_at": now, "issued_on": day, "code": code, "code_digest": digest_of(code)}


def _stored(
    session: Session, certificate: Certificate, *, actor: Person, action: str, now: datetime
) -> Certificate:
    """The certificate once it is in the table, or the one that a request beside this has put there."""
    key = {
        "person_id": certificate.person.id,
        "course_slug": certificate.course_slug,
        "course_digest": certificate.course_digest,
        "number": certificate.number,
    }
    try:
        with session.begin_nested():
            session.add(certificate)
            session.flush()  # its number is needed, and another click may have been first
    except IntegrityError:
        return session.scalars(select(Certificate).filter_by(**key)).one()
    _note(session, actor, action, certificate, now)
    return certificate


def _tell(session: Session, person: Person, title: str, certificate: Certificate, now: datetime) -> None:
    url = f"/certificates/{certificate.id}"
    tell(session, person=person, kind=NOTICE_KIND, title=title, url=url, now=now)


def _note(session: Session, actor: Person, action: str, certificate: Certificate, now: datetime) -> None:
    record_audit(session, now=now, actor_id=actor.id, action=action, subject=f"certificate {certificate.id}")
