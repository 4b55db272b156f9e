"""What a bank gives away without being read: where right options stand, how long they are, what is doubled.

A reader who knows nothing should score no better by a rule such as "take the longest": vary the place of the
right option and keep options about equally long (Haladyna, Downing and Rodriguez 2002, on writing options).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from academy.content.questions.bank import QuestionBank
from academy.content.questions.kinds import BestReply, MultipleChoice, Question, SingleChoice

FEWEST_TO_JUDGE = 20
MAX_LENGTH_RATIO = 1.0  # right options are not longer than wrong ones on average
MAX_ABOVE_CHANCE = 0.12  # a position, or being the longest, is right so much more often than chance
TWIN_SHARE = 0.7  # of three-word runs in common

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Lint:
    """What was counted, and the faults in words.

    `positions` maps "3 options, place 1" to how often the right one of a single choice stands there;
    `length_ratio` is the mean length of right options over that of wrong ones (1.0 without any),
    `longest_share` and `shortest_share` tell how often the right one of a single choice is the longest or the
    shortest, `chance` how often it would be either if length told nothing.
    """

    kinds: dict[str, int]
    positions: dict[str, int]
    length_ratio: float
    longest_share: float
    shortest_share: float
    chance: float
    faults: tuple[str, ...]


def lint(bank: QuestionBank) -> Lint:
    """Return the counts and faults of all questions of a bank."""
    questions = [question for _, question in bank]
    singles = [question for question in questions if isinstance(question, SingleChoice)]
    longest, shortest = _share_of(singles, max), _share_of(singles, min)
    chance = _mean([1 / len(question.options) for question in singles])
    ratio = _length_ratio(questions)
    faults = [*_position_faults(singles), *_reply_faults(questions), *_twins(bank)]
    if ratio > MAX_LENGTH_RATIO:
        faults.append(f"right options are {ratio:.2f} times as long as wrong ones on average.")
    for name, share in (("longest", longest), ("shortest", shortest)):
        if len(singles) >= FEWEST_TO_JUDGE and share > chance + MAX_ABOVE_CHANCE:
            faults.append(
                f"the right option is the {name} in {share:.0%} of single choices (chance: {chance:.0%})."
            )
    return Lint(
        kinds=dict(sorted(Counter(question.kind for question in questions).items())),
        positions=_positions(singles),
        length_ratio=ratio,
        longest_share=longest,
        shortest_share=shortest,
        chance=chance,
        faults=tuple(faults),
    )


def _positions(singles: Sequence[SingleChoice]) -> dict[str, int]:
    counted = Counter((len(question.options), _right_place(question)) for question in singles)
    return {f"{size} options, place {place + 1}": counted[size, place] for size, place in sorted(counted)}


def _right_place(question: SingleChoice) -> int:
    return next(place for place, option in enumerate(question.options) if option.right)


def _position_faults(singles: Sequence[SingleChoice]) -> Iterator[str]:
    for size in sorted({len(question.options) for question in singles}):
        places = [_right_place(question) for question in singles if len(question.options) == size]
        yield from _uneven(places, size, f"the right one of {size} options")


def _reply_faults(questions: Sequence[Question]) -> Iterator[str]:
    replies = [question for question in questions if isinstance(question, BestReply)]
    for verdict in ("best", "worst"):
        places = [
            next(place for place, reply in enumerate(question.replies) if reply.verdict == verdict)
            for question in replies
        ]
        yield from _uneven(places, 4, f"the {verdict} of four replies")


def _uneven(places: Sequence[int], size: int, what: str) -> Iterator[str]:
    if len(places) < FEWEST_TO_JUDGE:
        return
    for place, count in sorted(Counter(places).items()):
        if count / len(places) > 1 / size + MAX_ABOVE_CHANCE:
            yield f"{what} stands in place {place + 1} in {count} of {len(places)} questions."


def _length_ratio(questions: Sequence[Question]) -> float:
    options = [
        option
        for question in questions
        if isinstance(question, SingleChoice | MultipleChoice)
        for option in question.options
    ]
    right = [len(option.text) for option in options if option.right]
    wrong = [len(option.text) for option in options if not option.right]
    return round((sum(right) / len(right)) / (sum(wrong) / len(wrong)), 3) if right and wrong else 1.0


def _share_of(singles: Sequence[SingleChoice], extreme: Callable[[list[int]], int]) -> float:
    """Return how often the right option alone has the extreme length."""
    hits = []
    for question in singles:
        lengths = [len(option.text) for option in question.options]
        right = lengths[_right_place(question)]
        hits.append(float(right == extreme(lengths) and lengths.count(right) == 1))
    return _mean(hits)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _twins(bank: QuestionBank) -> Iterator[str]:
    """Yield pairs of questions that ask nearly the same in nearly the same words."""
    runs = {(course, question.id): _runs(question.text) for course, question in bank}
    for (first, first_runs), (second, second_runs) in combinations(runs.items(), 2):
        both = first_runs | second_runs
        if both and len(first_runs & second_runs) / len(both) >= TWIN_SHARE:
            yield f"{'/'.join(first)} and {'/'.join(second)} ask nearly the same."


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return frozenset(tuple(words[place : place + 3]) for place in range(len(words) - 2))
