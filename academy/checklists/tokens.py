"""Tokens of share links. The rule: whoever has the database but not the app's secret cannot make one."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode


def share_token(secret: str, *, worklist_id: int, key: str) -> str:
    """The token of the link that was made with this key: the same each time, so that its owner can see it."""
    message = f"share link of list {worklist_id}: {key}".encode()
    digest = hmac.digest(secret.encode(), message, "sha256")
    return urlsafe_b64encode(digest).decode().rstrip("=")
