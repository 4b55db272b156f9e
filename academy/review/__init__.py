"""Spaced review: what has been met comes back shortly before it would be forgotten, a few minutes a day."""
