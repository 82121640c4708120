"""Which stretches of a hospital visit or of a bail arrest stop the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from bluelamp.custody.enums import ExclusionReason, HospitalPurpose
from bluelamp.custody.rules.clock_events import Exclusion
from bluelamp.custody.rules.spans import Span, in_utc, without

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class BailArrestPause:
    """RT-12 as dated reference data: how long the clock stands still, from when it is so."""

    in_force_from: date
    longest: timedelta
    pauses_reviews: bool


# Start, end and effect on reviews are unverified: a force replaces this when it has advice.
BAIL_ARREST_PAUSE = BailArrestPause(date(2022, 10, 28), timedelta(hours=3), pauses_reviews=False)


def hospital_exclusions(
    left_at: datetime,
    returned_at: datetime | None,
    *,
    purpose: HospitalPurpose,
    questioned: Iterable[Span] = (),
) -> tuple[Exclusion, ...]:
    """Return what a visit to hospital leaves out of the clock.

    CLK-1: for treatment, from leaving the station to being back there. CLK-2: less the time
    spent questioning. CLK-3: nothing when the purpose was evidential.
    """
    if purpose is HospitalPurpose.EVIDENTIAL:
        return ()
    left_out = without([Span(left_at, returned_at)], questioned)
    return tuple(
        Exclusion(span.start, span.end, ExclusionReason.HOSPITAL_TREATMENT) for span in left_out
    )


def bail_arrest_exclusion(
    arrived_at: datetime,
    dealt_with_at: datetime | None = None,
    *,
    pause: BailArrestPause = BAIL_ARREST_PAUSE,
) -> Exclusion:
    """Return the pause after arrest for breach of bail (RT-12).

    From arrival at the station until dealt with, at the longest for the length in `pause`.
    """
    latest = in_utc(arrived_at) + pause.longest
    end = latest if dealt_with_at is None else min(latest, in_utc(dealt_with_at))
    return Exclusion(arrived_at, end, ExclusionReason.BAIL_ARREST_PAUSE)
