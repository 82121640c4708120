"""The steps of a timetable, those with the fewest ways first."""

from __future__ import annotations

from collections.abc import Sequence

from .filling import fill_days
from .reasons import Left, reasons_of
from .swapping import seat_by_moving
from .terms import Frame, Kind, Placed, Pupil
from .work import Work


def make_timetable(frame: Frame, pupils: Sequence[Pupil]) -> tuple[list[Placed], list[Left]]:
    """Return the classes, and those for whom no place was found, each with the reason.

    Who learns over several days, in a small class or alone is placed first, so that nobody comes
    later for what was agreed for them (TRN-4.27). Who could not be placed in a class of the usual
    size, as where caps let few of a course go at a time, sits in a smaller one, or takes a seat
    that a colleague can change for another day, or comes on one of ``more_days``: nobody untrained
    comes before fewer sessions (S1, S5).
    """
    work = Work.of(frame, pupils)
    kinds = list(dict.fromkeys(group.kind for group in work.groups))
    first = [kind for kind in kinds if kind.comes_first]
    fill_days(work, frame.days, first)
    fill_days(work, frame.days, [kind for kind in first if kind.agreed], fewest=1)
    fill_days(work, frame.days, [kind for kind in kinds if not kind.comes_first])
    fill_days(work, frame.days, kinds, fewest=1)
    seat_by_moving(work, frame.days)
    if frame.more_days:
        _use_more_days(work, kinds)
    return [one.placed for one in work.classes if one.pupils], reasons_of(work)


def _use_more_days(work: Work, kinds: Sequence[Kind]) -> None:
    every = work.frame.every_day
    fill_days(work, every, kinds)
    fill_days(work, every, kinds, fewest=1)
    seat_by_moving(work, every)
