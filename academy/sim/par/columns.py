"""Jobs as columns for the compiled loops; the rule: shortest first, then heaviest, then the one due first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from academy.sim.par.single_machine import Job


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns by job, and the compiled module they are for."""

    kernels: Any
    minutes: Any
    weights: Any
    dues: Any
    total: int  # minutes of all jobs

    @classmethod
    def of(cls, kernels: Any, jobs: Sequence[Job]) -> Columns:
        """Make columns of jobs in the order above; no due minute matters beyond the end of all work."""
        total = sum(job.minutes for job in jobs)
        return cls(
            kernels,
            kernels.integers([job.minutes for job in jobs]),
            kernels.integers([job.weight for job in jobs]),
            kernels.integers([min(job.due, total) for job in jobs]),
            total,
        )

    def __len__(self) -> int:
        return len(self.minutes)
