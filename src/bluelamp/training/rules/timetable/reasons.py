"""Why somebody has no place, in numbers: how many days each demand leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from bluelamp.training.enums import NoPlace

from .teaching import teachers_for
from .terms import Pupil
from .work import Work, runs, suits

DEMANDS: tuple[tuple[NoPlace, str], ...] = (
    (NoPlace.WINDOW, "in the window"),
    (NoPlace.DUTY, "on duty and rested"),
    (NoPlace.AWAY, "not away or taught already"),
    (NoPlace.TEAM, "within the cap of {cap} away at a time"),
    (NoPlace.ROOM, "with a room free that suits"),
    (NoPlace.TRAINER, "with trainers free"),
)


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody without a place: ``days`` are those each demand leaves, in the order of DEMANDS.

    ``agreed`` tells that what was agreed for them decides over the days or the class (TRN-4.25).
    """

    key: str
    days: tuple[int, ...]
    cap: int
    length: int = 1
    agreed: bool = False

    @property
    def cause(self) -> NoPlace:
        """Return the demand that leaves no day."""
        for (cause, _words), number in zip(DEMANDS, self.days, strict=False):
            if number == 0:
                return cause
        return NoPlace.CLASS

    @property
    def words(self) -> str:
        """Return how many days each demand leaves, down to the one that leaves none."""
        said = [
            f"{number} {words.format(cap=self.cap)}"
            for (_cause, words), number in zip(DEMANDS, self.days, strict=False)
        ]
        days = f"Courses of {self.length} days can begin" if self.length > 1 else "Days"
        return f"{days}: {', '.join(said)}"


def reasons_of(work: Work) -> list[Left]:
    """Return everybody who waits still, each with what stands against a place."""
    return [_reason(work, pupil) for group in work.groups for pupil in group.waiting]


def _reason(work: Work, pupil: Pupil) -> Left:
    asked: tuple[Callable[[Sequence[date]], bool], ...] = (
        lambda span: work.on_duty(pupil.roster, span),
        lambda span: work.is_free(pupil, span),
        lambda span: work.spare(pupil.team, span) > 0,
        lambda span: _has_room(work, pupil, span),
        lambda span: teachers_for(work, pupil.course, span) is not None,
    )
    spans: list[Sequence[date]] = list(runs(work.frame.every_day, pupil.days))
    left = [len(spans)]
    for demand in asked:
        if not spans:
            break
        spans = [span for span in spans if demand(span)]
        left.append(len(spans))
    cap = work.frame.caps[pupil.team]
    agreed = pupil.agreed or pupil.desk or pupil.loop or pupil.step_free or bool(pupil.most)
    return Left(pupil.key, tuple(left), cap, pupil.days, agreed)


def _has_room(work: Work, pupil: Pupil, span: Sequence[date]) -> bool:
    return any(
        suits(pupil, room, room.desks) and all((room.key, day) not in work.busy for day in span)
        for room in work.frame.rooms
    )
