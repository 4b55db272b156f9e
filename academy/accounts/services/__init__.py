"""What happens to accounts. The rule it keeps: services take the session and the time, and never commit."""

from academy.accounts.services.people import (
    create_person,
    create_studio,
    set_disabled,
    set_password,
    set_role,
)

__all__ = ["create_person", "create_studio", "set_disabled", "set_password", "set_role"]
