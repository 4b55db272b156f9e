"""The pages of certificates: the learner's and the trainer's, paper, and what anybody may verify."""

from academy.certificates.views import certificates, printing, verifying
from academy.certificates.views.blueprint import blueprint

__all__ = ["blueprint", "certificates", "printing", "verifying"]
