"""The pages about accounts. Importing this package registers them all on `blueprint`."""

from academy.accounts.views import address, password, password_resets, people, profile, sign_ins
from academy.accounts.views.blueprint import blueprint

__all__ = ["address", "blueprint", "password", "password_resets", "people", "profile", "sign_ins"]
