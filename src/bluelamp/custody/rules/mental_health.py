"""Holding somebody under section 135 or 136 of the Mental Health Act (section 12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from bluelamp.custody.enums import MentalHealthCheckKind
from bluelamp.custody.rules.answers import Answer, no, yes
from bluelamp.custody.rules.spans import in_utc

if TYPE_CHECKING:
    from collections.abc import Iterable

LIMIT = timedelta(hours=24)  # MH-2
LONGEST_EXTENSION = timedelta(hours=12)  # MH-2
HEALTH_CHECK = timedelta(minutes=30)  # MH-5
# From that day on a police station is no place of safety; None is not yet known (MH-6).
STATIONS_END: date | None = None


@dataclass(frozen=True, slots=True)
class ReviewTerms:
    """MH-5 as dated reference data: how often the custody officer reviews."""

    as_told_on: date
    awake: timedelta
    asleep: timedelta
    confirmed: bool = False


# Unverified: a force replaces this when it has advice.
REVIEWS = ReviewTerms(date(2026, 11, 1), timedelta(hours=1), timedelta(hours=3))


@dataclass(frozen=True, slots=True)
class MentalHealthCheck:
    """A check made; `asleep` that the person sleeps and the HCP agrees to look in less often."""

    kind: MentalHealthCheckKind
    at: datetime
    asleep: bool = False


@dataclass(frozen=True, slots=True)
class PlaceOfSafety:
    """Why a police station is the place of safety, each in words; what MH-4 asks for."""

    imminent_risk: str
    no_other_place: str
    health_checks: str


def may_be_brought(day: date, *, child: bool, ended: date | None = STATIONS_END) -> Answer:
    """Tell whether somebody may be brought to a police station under section 135 or 136.

    Never anybody under 18 (VUL-11); nobody once police stations have ended as places of safety
    (MH-6).
    """
    if child:
        words = "A police station is never a place of safety for anybody under 18"
        return no("VUL-11", f"{words}: take them to another place of safety.")
    if ended is not None and day >= ended:
        return no("MH-6", "A police station is no longer a place of safety: take them to another.")
    return yes("MH-4", "An adult: only in exceptional circumstances, on an inspector's authority.")


def missing_of_place(place: PlaceOfSafety) -> tuple[str, str] | None:
    """Return the field and the words of the first condition of MH-4 without an answer, or None."""
    asked = {
        "imminent_risk": "the imminent risk of serious injury or death",
        "no_other_place": "why no other place in the police area can be expected to hold them",
        "health_checks": "how a healthcare professional will check on them",
    }
    return next(
        ((name, words) for name, words in asked.items() if not getattr(place, name).strip()), None
    )


def may_keep(place: PlaceOfSafety, *, inspector: bool) -> Answer:
    """Tell whether a police station may be the place of safety of an adult (MH-4)."""
    lacking = missing_of_place(place)
    if lacking is not None:
        return no("MH-4", f"Enter {lacking[1]}.")
    if not inspector:
        return no("MH-4", "Only an inspector or above authorises a police station.")
    return yes("MH-4", "Exceptional circumstances, authorised by an inspector.")


def limit(arrived_at: datetime, extension: timedelta = timedelta(0)) -> datetime:
    """Return the end of the twenty-four hours from arrival, with an extension (MH-2, MH-3)."""
    return in_utc(arrived_at) + LIMIT + extension


def may_extend(
    extension: timedelta, *, granted_at: datetime, arrived_at: datetime, superintendent: bool
) -> Answer:
    """Tell whether the practitioner's extension holds at a police station (MH-2)."""
    if not timedelta(0) < extension <= LONGEST_EXTENSION:
        return no("MH-2", "The extension is at most 12 hours.")
    if in_utc(granted_at) > limit(arrived_at):
        return no("MH-2", "The 24 hours have ended: it can no longer be extended.")
    if not superintendent:
        return no("MH-2", "At a police station a superintendent must approve it too.")
    return yes("MH-2", "The practitioner extends it and a superintendent approves.")


def next_check(
    kind: MentalHealthCheckKind, arrived_at: datetime, checks: Iterable[MentalHealthCheck]
) -> datetime:
    """Return when the next check of a kind is due: HCP half-hourly, custody officer hourly (MH-5).

    The custody officer's may wait three hours while the person is asleep and the HCP agrees.
    """
    made = sorted((one for one in checks if one.kind is kind), key=lambda one: one.at)
    if not made:
        first = HEALTH_CHECK if kind is MentalHealthCheckKind.HCP else REVIEWS.awake
        return in_utc(arrived_at) + first
    if kind is MentalHealthCheckKind.HCP:
        return in_utc(made[-1].at) + HEALTH_CHECK
    return in_utc(made[-1].at) + (REVIEWS.asleep if made[-1].asleep else REVIEWS.awake)
