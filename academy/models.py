"""Imports the models of every feature, so that the schema is complete for migrations and tests."""

from academy.accounts import models as accounts
from academy.certificates import models as certificates
from academy.checklists import models as checklists
from academy.cohorts import models as cohorts
from academy.core import audit, clock, mail
from academy.core.db import Base
from academy.learning import models as learning
from academy.notices import models as notices
from academy.path import models as path
from academy.quizzes import models as quizzes
from academy.review import models as review
from academy.simulations import models as simulations

MODULES = (
    *(accounts, audit, certificates, checklists, clock, cohorts, learning, mail, notices, path),
    *(quizzes, review, simulations),
)
TABLES = Base.metadata.tables
