"""Age, and what follows from it in custody. Days are local days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bluelamp.core.time import day_of
from bluelamp.custody.rules.answers import no, yes
from bluelamp.custody.rules.spans import in_utc

if TYPE_CHECKING:
    from datetime import date, datetime

    from bluelamp.custody.rules.answers import Answer

ADULT = 18
CRIMINAL_RESPONSIBILITY = 10


def local_day(at: datetime) -> date:
    """Return the day in Europe/London on which an instant falls."""
    return day_of(in_utc(at))


def age_on(born: date, day: date) -> int:
    """Return the age in whole years on a day; born on 29 February, a year older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def ages_at(
    born_from: date | None, born_to: date | None, at: datetime
) -> tuple[int | None, int | None]:
    """Return the youngest and the oldest that somebody born in a span of days can be, in years."""
    today = local_day(at)
    return (
        None if born_to is None else age_on(born_to, today),
        None if born_from is None else age_on(born_from, today),
    )


def is_child(born: date | None, at: datetime, *, appears_under_18: bool = False) -> bool:
    """Tell whether the person is treated as a child at `at` (VUL-1).

    Without a date of birth the appearance decides.
    """
    if born is None:
        return appears_under_18
    return age_on(born, local_day(at)) < ADULT


def may_detain_for_offence(born: date | None, at: datetime) -> Answer:
    """Tell whether a person of this age can be detained for an offence at all (VUL-1)."""
    if born is not None and age_on(born, local_day(at)) < CRIMINAL_RESPONSIBILITY:
        return no("VUL-1", "A child under 10 cannot be detained for an offence.")
    return yes("VUL-1", "Of the age of criminal responsibility.")


def needs_local_authority_move(born: date | None, charged_at: datetime) -> Answer:
    """Tell whether, kept after charge, the person must move to the local authority (CHG-7)."""
    if is_child(born, charged_at):
        return yes("CHG-7", "A child kept after charge moves to local authority accommodation.")
    return no("CHG-7", "An adult at the time of charge.")
