"""Holding somebody under section 135 or 136 of the Mental Health Act (section 12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bluelamp.custody.enums import MentalHealthCheckKind
from bluelamp.custody.rules.answers import Answer, no, yes
from bluelamp.custody.rules.spans import in_utc

if TYPE_CHECKING:
    from collections.abc import Iterable

LIMIT = timedelta(hours=24)  # MH-2
LONGEST_EXTENSION = timedelta(hours=12)  # MH-2
HEALTH_CHECK = timedelta(minutes=30)  # MH-5
REVIEW = timedelta(hours=1)  # MH-5; this and the next (unverified)
REVIEW_ASLEEP = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class MentalHealthCheck:
    """A check made; `asleep` that the person sleeps and the HCP agrees to look in less often."""

    kind: MentalHealthCheckKind
    at: datetime
    asleep: bool = False


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
        first = HEALTH_CHECK if kind is MentalHealthCheckKind.HCP else REVIEW
        return in_utc(arrived_at) + first
    if kind is MentalHealthCheckKind.HCP:
        return in_utc(made[-1].at) + HEALTH_CHECK
    return in_utc(made[-1].at) + (REVIEW_ASLEEP if made[-1].asleep else REVIEW)
