"""Courses as people read them: contents, module pages, progress, home."""
