"""Bail before charge: on what terms, until when, and who extends it (section 7)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bluelamp.access.enums import Rank
from bluelamp.core.time import day_of
from bluelamp.custody.enums import BailDecider, BailFactor, VictimViews
from bluelamp.custody.rules.answers import Answer, no, yes
from bluelamp.custody.rules.authority import DecidingOfficer, separation
from bluelamp.custody.rules.bail_period import STANDARD_LADDER, BailStep, period_ends
from bluelamp.custody.rules.spans import in_utc

DECIDERS = {
    0: BailDecider.CUSTODY_OFFICER,
    3: BailDecider.INSPECTOR,
    6: BailDecider.SUPERINTENDENT,
    9: BailDecider.COURT,
    12: BailDecider.COURT_DESIGNATED,
}
RANKS = {BailDecider.INSPECTOR: Rank.INSPECTOR, BailDecider.SUPERINTENDENT: Rank.SUPERINTENDENT}
IN_COURT = frozenset({BailDecider.COURT, BailDecider.COURT_DESIGNATED})
FIRST_MONTHS = STANDARD_LADDER[0].to_month
CONDITIONS = {
    "A": "Reasonable suspicion of guilt",
    "B": "More time is needed",
    "C": "The investigation is diligent and expeditious",
    "D": "Bail is necessary and proportionate",
}


@dataclass(frozen=True, slots=True)
class RestartTerms:
    """BAI-9 as dated reference data: the least that is left when a suspended period runs again."""

    in_force_from: date
    least_days: int
    confirmed: bool = False


RESTART = RestartTerms(date(2022, 10, 28), 7)


def may_bail(
    *,
    factors: Collection[BailFactor],
    reason: str,
    victim_views: VictimViews | None,
    cps: bool,
    cps_reference: str,
) -> Answer:
    """Tell whether bail meets its pre-conditions, as recorded (BAI-2, BAI-3)."""
    if not factors:
        return no("BAI-2", "Select why bail is necessary and proportionate.")
    if not reason.strip():
        return no("BAI-2", "Record why bail is necessary and proportionate.")
    if victim_views is None:
        return no("BAI-3", "Select whether the victim’s views were sought.")
    if cps and not cps_reference.strip():
        return no("BAI-9", "Enter the CPS reference.")
    return yes("BAI-2", "Necessary and proportionate.")


def may_be_due(due_at: datetime, *, granted_at: datetime, ends_on: date, suspended: bool) -> Answer:
    """Tell whether a person may be bailed to return then: by the last day of the period (BAI-5)."""
    if in_utc(due_at) <= in_utc(granted_at):
        return no("BAI-5", "The person returns after they were bailed.")
    if not suspended and day_of(in_utc(due_at)) > ends_on:
        return no("BAI-5", f"Not after the bail period ends, {ends_on:%-d %B %Y}.")
    return yes("BAI-5", "Within the bail period.")


def next_step(months: int) -> BailStep | None:
    """Return the step of the ladder after so many months, or None at its end (7.1)."""
    return next((step for step in STANDARD_LADDER if step.from_month == months), None)


def decider_of(step: BailStep) -> BailDecider:
    """Return who decides on a step (BAI-17)."""
    return DECIDERS[step.from_month]


def may_extend_bail(
    months: int,
    *,
    starts_on: date,
    at: datetime,
    reasons: Mapping[str, str],
    representations: str,
    officer: DecidingOfficer,
    custody_officer: bool,
) -> Answer:
    """Tell whether the bail period may be extended by the next step (BAI-6, BAI-17)."""
    step = next_step(months)
    if step is None:
        return no("BAI-7", f"The ladder has no step beyond {months} months: apply to the court.")
    if day_of(in_utc(at)) > period_ends(starts_on, months):
        return no("BAI-6", "The bail period has ended: it cannot be extended any more.")
    whose = _may_decide(decider_of(step), officer, custody_officer)
    if not whose:
        return whose
    for letter, words in CONDITIONS.items():
        if not reasons.get(letter, "").strip():
            return no("BAI-6", f"Condition {letter}: {words[0].lower()}{words[1:]}. Record why.")
    if not representations.strip():
        return no("BAI-6", "Record what the person or their solicitor said, or that they did not.")
    return yes(step.section, f"Extended to {step.to_month} months.")


def _may_decide(decider: BailDecider, officer: DecidingOfficer, custody_officer: bool) -> Answer:
    if decider in IN_COURT:
        if custody_officer:
            return yes("BAI-17", "The court decides; the custody officer records it.")
        return no("BAI-17", "The court’s decision is recorded by a custody officer.")
    needed = RANKS[decider]
    if not officer.powers.is_at_least(needed):
        return no("BAI-17", f"This step needs the rank of {needed.label.lower()} or above.")
    return separation(officer, "extend bail")


def ends_after_restart(ends_on: date, suspended_at: datetime, restarted_at: datetime) -> date:
    """Return the last day of a period that stood still (BAI-9, BAI-10): as many days later.

    At least the days of ``RESTART`` are left.
    """
    still = day_of(in_utc(restarted_at)) - day_of(in_utc(suspended_at))
    least = day_of(in_utc(restarted_at)) + timedelta(days=RESTART.least_days)
    return max(ends_on + still, least)
