"""Hypothesis profiles: quick, or `pytest tests/sim --hypothesis-profile thorough` (or `exhaustive`)."""

from hypothesis import settings

settings.register_profile("quick", max_examples=60, deadline=None, derandomize=True)
settings.register_profile("thorough", max_examples=300, deadline=None)
settings.register_profile("exhaustive", max_examples=5000, deadline=None)
if settings.get_current_profile_name() == "default":
    settings.load_profile("quick")
