"""The shipped courses, read once in a process: reading them anew takes seconds."""

from __future__ import annotations

from functools import cache

from academy.config import courses_folder
from academy.content.library import Library
from academy.content.questions.bank import QuestionBank
from academy.learning.library import Librarian, Shelf


@cache
def librarian() -> Librarian:
    return Librarian(courses_folder(), is_watching=False)


def shelf() -> Shelf:
    return librarian().shelf()


def library() -> Library:
    return shelf().library


def bank() -> QuestionBank:
    return shelf().questions
