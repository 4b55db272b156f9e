"""Par: the best that a day could cost with perfect hindsight, with a plan that reaches it and a proof.

Solvers (ortools, numba) are the extra `par`, imported inside functions only: everything public here can be
imported without them.
"""


class SolverMissingError(Exception):
    """A solver is needed that is not installed."""

    def __init__(self) -> None:
        super().__init__("This needs the solvers of the extra par: pip install 'academy[par]'")
