"""How long somebody who has left may ask for a copy of the custody record (REC-8)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bluelamp.core.time import day_of
from bluelamp.custody.rules.answers import Answer, no, yes

if TYPE_CHECKING:
    from datetime import datetime

RULE = "REC-8"


def last_day_of_right(released_at: datetime) -> date:
    """Return the last local day of the 12 months from release; 28 February where it has no 29th."""
    day = day_of(released_at)
    year = day.year + 1
    return date(year, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def may_ask_for_copy(released_at: datetime | None, asked_at: datetime) -> Answer:
    """Tell whether a copy can be asked for then: also before release, to be given after it."""
    if released_at is None:
        return yes(RULE, "The copy is given when the person has left.")
    last = last_day_of_right(released_at)
    words = f"{last.day} {last:%B %Y}"
    if day_of(asked_at) > last:
        return no(
            RULE,
            f"The right to a copy ended on {words}, 12 months after release. "
            "Deal with it as a request for access to personal data (INF-7.3).",
        )
    return yes(RULE, f"The right to a copy lasts until {words}.")


def may_give_copy(released_at: datetime | None) -> Answer:
    """Tell whether a copy can be given: once the person has left police detention."""
    if released_at is None:
        return no(
            RULE,
            "A copy is given once the person has left. Until then the solicitor and the "
            "appropriate adult may inspect the record (REC-7).",
        )
    return yes(RULE, "The person has left.")
