"""Cohorts of learners and the work they are given."""
