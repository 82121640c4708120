"""Which outages can be declared (REC-12)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bluelamp.core.time import told
from bluelamp.custody.rules.answers import Answer, no, yes

if TYPE_CHECKING:
    from collections.abc import Iterable

RULE = "REC-12"
# Longer is a slip of the pen: the people held would all have been released.
LONGEST = timedelta(days=14)


def may_declare(
    began_at: datetime,
    ended_at: datetime,
    *,
    now: datetime,
    others: Iterable[tuple[datetime, datetime]] = (),
) -> Answer:
    """Tell whether an outage can have lain between these instants.

    ``others`` are the outages of the suite declared before: two may touch but not overlap.
    """
    if ended_at <= began_at:
        return no(RULE, "The outage must end after it began.")
    if ended_at > now:
        return no(RULE, "Declare the outage when it is over: its end cannot be in the future.")
    if ended_at - began_at > LONGEST:
        return no(RULE, "An outage of more than 14 days cannot be declared: check the dates.")
    for other_began, other_ended in others:
        if began_at < other_ended and other_began < ended_at:
            return no(
                RULE,
                f"An outage from {told(other_began)} to {told(other_ended)} has been declared "
                "already for this suite.",
            )
    return yes(RULE, "The outage can be declared.")


def lies_within(occurred_at: datetime, began_at: datetime, ended_at: datetime) -> Answer:
    """Tell whether something happened during an outage."""
    if began_at <= occurred_at <= ended_at:
        return yes(RULE, "It happened during the outage.")
    return no(
        RULE,
        f"The outage lasted from {told(began_at)} to {told(ended_at)}. "
        "For another time use the custody record itself.",
    )
