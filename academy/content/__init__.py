"""Courses, glossary and scenarios: from plain files to frozen values, a fault being a `Problem` with a place.

Pure: files are read by the loaders alone, nothing reads a clock, and no text in a file makes a loader raise.
"""
