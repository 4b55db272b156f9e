"""Policies that play a day: references for scoring and calibration; the rule: they see the desk only."""
