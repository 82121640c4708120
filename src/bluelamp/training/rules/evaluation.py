"""When training is evaluated, what is asked, and what is aimed at (Kirkpatrick, section 9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from bluelamp.training.enums import EvaluationLevel, Question, Teller

BEST = 5
AGREES = 4
"""From here on a rating says yes."""
MEAN_AIMED_AT = Fraction(4)
CONFIDENT_AIMED_AT = Fraction(70, 100)
PASSED_AIMED_AT = Fraction(90, 100)
BEHAVIOUR_OPENS = timedelta(weeks=4)
BEHAVIOUR_CLOSES = timedelta(weeks=6)
REACTION_CLOSES = timedelta(weeks=2)
"""Targets and the two weeks to answer are to be confirmed (unverified)."""

QUESTIONS: Mapping[tuple[EvaluationLevel, Teller], tuple[Question, ...]] = {
    (EvaluationLevel.REACTION, Teller.SELF): (
        Question.RELEVANCE,
        Question.PACE,
        Question.CONFIDENCE,
        Question.TOOK_PART,
    ),
    (EvaluationLevel.BEHAVIOUR, Teller.SELF): (
        Question.FIRST_TIME_RIGHT,
        Question.REASONS,
        Question.WITHOUT_HELP,
    ),
    (EvaluationLevel.BEHAVIOUR, Teller.MANAGER): (
        Question.FIRST_TIME_RIGHT,
        Question.REASONS,
        Question.WITHOUT_HELP,
    ),
}
MAIN: Mapping[EvaluationLevel, Question] = {
    EvaluationLevel.REACTION: Question.CONFIDENCE,
    EvaluationLevel.BEHAVIOUR: Question.FIRST_TIME_RIGHT,
}
"""The question by which groups are compared."""


def reaction_open(ended_on: date, today: date) -> bool:
    """Tell whether the form of the end of the day may be given: from that day, for two weeks."""
    return ended_on <= today <= ended_on + REACTION_CLOSES


def behaviour_window(completed_on: date, go_live: date) -> tuple[date, date]:
    """Return the days from which and until which behaviour is asked about: weeks 4 to 6.

    They count from go-live where the course was completed before it: there is no behaviour to see
    while nobody works with the platform.
    """
    begins = max(completed_on, go_live)
    return begins + BEHAVIOUR_OPENS, begins + BEHAVIOUR_CLOSES


def week_of(day: date) -> date:
    """Return the Monday of a day: answers are kept by week alone."""
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True)
class Ratings:
    """How many answered a question with each rating from 1 to 5."""

    numbers: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)

    @property
    def of(self) -> int:
        """Return how many answered."""
        return sum(self.numbers)

    @property
    def mean(self) -> Fraction | None:
        """Return the mean rating, exactly; None where nobody answered."""
        total = sum(rating * number for rating, number in enumerate(self.numbers, start=1))
        return Fraction(total, self.of) if self.of else None

    @property
    def agree(self) -> Fraction | None:
        """Return the share of those who say yes: 4 or 5."""
        return Fraction(sum(self.numbers[AGREES - 1 :]), self.of) if self.of else None

    def __add__(self, other: Ratings) -> Ratings:
        """Return both as one."""
        first, second, third, fourth, fifth = (
            one + two for one, two in zip(self.numbers, other.numbers, strict=True)
        )
        return Ratings((first, second, third, fourth, fifth))

    @classmethod
    def given(cls, rating: int, number: int = 1) -> Ratings:
        """Return so many answers of one rating."""
        one, two, three, four, five = (
            number if rating == each else 0 for each in range(1, BEST + 1)
        )
        return cls((one, two, three, four, five))
