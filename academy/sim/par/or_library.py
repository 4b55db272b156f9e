"""Files of the OR-Library's weighted tardiness format; the rule: a fault is named with its line.

A file holds instances one after the other, each the minutes of all jobs, then all weights, then all due
dates (J. E. Beasley's OR-Library; Crauwels, Potts and Van Wassenhove 1998). Nothing in it says how many jobs
an instance has.
"""

import re
from collections.abc import Iterator
from itertools import islice

from academy.sim.par.single_machine import Job

PUBLISHED = 125  # instances in each of the library's own files
LARGEST_MINUTES, LARGEST_WEIGHT = 100, 10  # in the library's own files
_NAME = re.compile(r"wt0*([1-9][0-9]*)\.txt", re.IGNORECASE)
_NUMBER = re.compile(r"-?[0-9]{1,18}")

Number = tuple[int, int]  # the line it stands in, its value


def jobs_in_name(name: str) -> int | None:
    """Return the number of jobs a file name such as `wt40.txt` tells, or None."""
    match = _NAME.fullmatch(name)
    return int(match[1]) if match else None


def read_instances(text: str, jobs: int | None = None) -> tuple[tuple[Job, ...], ...]:
    """Return the instances of a file, `jobs` jobs each; None: as many as fit what the library publishes.

    Raises ValueError, with the line, for what is not a number, is negative or is missing, and when the
    number of jobs cannot be told.
    """
    numbers = list(_numbers(text))
    if not numbers:
        raise ValueError("the file holds no numbers")
    if jobs is None:
        jobs = _likely_jobs([value for _, value in numbers])
    if jobs < 1:
        raise ValueError(f"an instance cannot have {jobs} jobs")
    size = 3 * jobs
    missing = -len(numbers) % size
    if missing:
        place = f"line {numbers[-1][0]}: the file ends within instance {len(numbers) // size + 1}"
        raise ValueError(f"{place}: {missing} of its {size} numbers for {jobs} jobs are missing")
    return tuple(_instance(numbers[start : start + size]) for start in range(0, len(numbers), size))


def read_optima(text: str) -> tuple[int, ...]:
    """Return the published values, one for each instance; raise ValueError, with the line, for a bad one."""
    return tuple(value for _, value in _numbers(text))


def _numbers(text: str) -> Iterator[Number]:
    for line, content in enumerate(text.splitlines(), start=1):
        for token in content.split():
            if not _NUMBER.fullmatch(token):
                raise ValueError(f"line {line}: {token[:40]!r} is not a whole number")
            if token.startswith("-"):
                raise ValueError(f"line {line}: {token} is negative")
            yield line, int(token)


def _instance(numbers: list[Number]) -> tuple[Job, ...]:
    values = iter(numbers)
    count = len(numbers) // 3
    minutes, weights, dues = (list(islice(values, count)) for _ in range(3))
    for line, value in (*minutes, *weights):
        if value < 1:
            raise ValueError(f"line {line}: minutes and weights must be at least 1")
    columns = ([value for _, value in column] for column in (minutes, weights, dues))
    return tuple(Job(*facts) for facts in zip(*columns, strict=True))


def _likely_jobs(values: list[int]) -> int:
    """Return the number of jobs that makes the file look like one of the library's."""
    sizes = [size for size in range(1, len(values) // 3 + 1) if len(values) % (3 * size) == 0]
    likely = [size for size in sizes if _looks_published(values, size)]
    if len(values) // (3 * PUBLISHED) in likely and len(values) % (3 * PUBLISHED) == 0:
        return len(values) // (3 * PUBLISHED)
    if len(likely) != 1:
        raise ValueError("the number of jobs of an instance cannot be told from the file: name it")
    return likely[0]


def _looks_published(values: list[int], size: int) -> bool:
    starts = range(0, len(values), 3 * size)
    return all(
        min(values[start : start + 2 * size]) >= 1
        and max(values[start : start + size]) <= LARGEST_MINUTES
        and max(values[start + size : start + 2 * size]) <= LARGEST_WEIGHT
        for start in starts
    )
