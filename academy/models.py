"""Imports the models of every feature, so that the schema is complete for migrations and tests."""

from academy.accounts import models as accounts
from academy.core import audit, clock, mail
from academy.core.db import Base

MODULES = (accounts, audit, clock, mail)
TABLES = Base.metadata.tables
