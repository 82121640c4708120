"""Reviews held from elsewhere: by telephone or by live link (REV-13 to REV-15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from bluelamp.core.time import day_of
from bluelamp.custody.enums import ReviewMode
from bluelamp.custody.rules.answers import Answer, no, yes

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class LiveLinkReviews:
    """From when regulations allow reviews by live link, or no longer; dated reference data."""

    in_force_from: date
    allowed: bool
    confirmed: bool = False


# REV-13 and REV-14 are unverified: a force replaces this when it has advice.
LIVE_LINK_REVIEWS = (LiveLinkReviews(date(2020, 4, 1), allowed=True),)


def live_link_allowed(at: datetime, known: Sequence[LiveLinkReviews] = LIVE_LINK_REVIEWS) -> bool:
    """Tell whether reviews by live link are allowed on the local day of `at`."""
    day = day_of(at.astimezone(UTC))
    begun = [one for one in known if one.in_force_from <= day]
    return bool(begun) and max(begun, key=lambda one: one.in_force_from).allowed


def may_review_by(
    mode: ReviewMode,
    at: datetime,
    *,
    charged: bool,
    reason: str,
    no_live_link: str,
    known: Sequence[LiveLinkReviews] = LIVE_LINK_REVIEWS,
) -> Answer:
    """Tell whether a review may be held so (REV-13 to REV-15).

    `reason` says why not in person, `no_live_link` why a live link was not practicable: that is
    asked of a review by telephone wherever live link is allowed.
    """
    if mode is ReviewMode.IN_PERSON:
        return yes("REV-15", "Held in person.")
    if charged:
        return no("REV-13", "After charge the custody officer reviews in person.")
    if not reason.strip():
        return no("REV-15", "Record why the review is not held in person, and that it suits them.")
    allowed = live_link_allowed(at, known)
    if mode is ReviewMode.LIVE_LINK and not allowed:
        return no("REV-14", "Reviews by live link are not allowed by regulations on that day.")
    if mode is ReviewMode.TELEPHONE and allowed and not no_live_link.strip():
        return no("REV-13", "Not by telephone where a live link is practicable: say why it is not.")
    return yes("REV-13", f"{mode.label}, with the reason recorded.")
