"""The files of a small content folder, whole and sound."""

from collections.abc import Callable
from pathlib import Path

COURSE = """\
title: Desk basics
summary: How a desk is kept.
level: introductory
order: 1
skills: [K1]
modules:
  - 01-first
  - 02-second
"""
MODULE = """\
---
title: The {name} page
minutes: 5
objectives:
  - Name one thing
skills: [K1]
---

## Start here

Text of the {name} page.
"""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0h9"/></svg>\n'

Write = Callable[[dict[str, str | bytes | None]], Path]
