"""The certificate as a sheet of paper: the same words on the page, in print and in the PDF. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from academy.certificates.attested import Attested
from academy.certificates.codes import grouped
from academy.certificates.models import Certificate

VERSION_LENGTH = 12
NOTE_ON_MODULES = (
    "Modules are marked as complete by whoever reads them. The time is the usual reading time of all modules."
)
NOTE_ON_VERSION = "The version names the text of the course that was read."
NOTE_ON_TEST = "The test is marked by Academy."


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that stands on a certificate: `facts` are names and values, `withdrawn_on` ends it."""

    name: str
    course_title: str
    facts: tuple[tuple[str, str], ...]
    attested: Attested
    studio: str
    note: str
    code: str
    address: str
    withdrawn_on: date | None

    def texts(self) -> Iterator[str]:
        """Every text that has to be drawn."""
        yield from (self.name, self.course_title, self.studio, self.note, self.attested.rule, self.address)
        for fact in self.facts:
            yield from fact
        for module in self.attested.modules:
            yield from (module.title, *module.objectives)


def sheet_of(certificate: Certificate, *, address: str) -> Sheet:
    """The sheet of a certificate; `address` is where anybody can verify it."""
    attested = certificate.attested
    return Sheet(
        name=certificate.name,
        course_title=certificate.course_title,
        facts=tuple(_facts(certificate, attested)),
        attested=attested,
        studio=certificate.studio_name,
        note=f"{note_on(attested)} {NOTE_ON_VERSION}",
        code=grouped(certificate.code),
        address=address,
        withdrawn_on=certificate.withdrawn_at.date() if certificate.withdrawn_at else None,
    )


def note_on(attested: Attested) -> str:
    """How far what is attested was seen by somebody else than its holder, and what the figures are."""
    return f"{NOTE_ON_MODULES} {NOTE_ON_TEST}" if attested.test else NOTE_ON_MODULES


def long_day(day: date) -> str:
    """A date on paper: "3 March 2026"."""
    return f"{day.day} {day:%B %Y}"


def in_hours(minutes: int) -> str:
    """Minutes of reading in words: "45 min", "1 h 48 min", "2 h"."""
    hours, rest = divmod(minutes, 60)
    return " ".join([*([f"{hours} h"] if hours else []), *([f"{rest} min"] if rest or not hours else [])])


def _facts(certificate: Certificate, attested: Attested) -> Iterator[tuple[str, str]]:
    modules = len(attested.modules)
    yield "Issued", long_day(certificate.issued_on)
    yield "Completed", long_day(attested.completed_on)
    yield "Reading", f"{in_hours(certificate.minutes)} in {modules} {'module' if modules == 1 else 'modules'}"
    if attested.test:
        yield "Course test", f"{attested.test.result}, passed on {long_day(attested.test.passed_on)}"
    if certificate.studio_name:
        yield "Studio", certificate.studio_name
    yield "Version", certificate.course_digest[:VERSION_LENGTH]
