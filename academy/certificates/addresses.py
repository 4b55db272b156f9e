"""The address under which anybody can verify a certificate."""

from __future__ import annotations

from flask import current_app, url_for

from academy.certificates.codes import grouped
from academy.certificates.models import Certificate


def address_of(certificate: Certificate) -> str:
    """The full address, as it is printed: the host that the settings name, not the one of the request."""
    public_url = str(current_app.extensions["settings"].public_url)
    return public_url + url_for("certificates.show_verification", code=grouped(certificate.code))
