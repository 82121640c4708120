"""Until when a power other than arrest for an offence holds somebody (section 2.2, last but one).

Never the twenty-four hours of PACE: each limit is the power's own, or there is none to compute.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bluelamp.core.time import day_of, lasting, start_of_day, told
from bluelamp.custody.enums import DetentionType
from bluelamp.custody.rules import mental_health
from bluelamp.custody.rules.spans import in_utc

NOTHING = timedelta(0)


@dataclass(frozen=True, slots=True)
class LimitTerms:
    """TYP-6, TYP-7, TYP-9 and TYP-12 as dated reference data: how long each power holds."""

    as_told_on: date
    before_a_justice: timedelta
    remand: timedelta
    remand_child: timedelta
    immigration: timedelta
    immigration_removal: timedelta
    drug_concealment: timedelta
    confirmed: bool = False


# All are unverified: a force replaces this when it has advice.
TERMS = LimitTerms(
    as_told_on=date(2026, 11, 1),
    before_a_justice=timedelta(hours=24),
    remand=timedelta(days=3),
    remand_child=timedelta(hours=24),
    immigration=timedelta(days=5),
    immigration_removal=timedelta(days=7),
    drug_concealment=timedelta(hours=192),
)


@dataclass(frozen=True, slots=True)
class HeldFacts:
    """On what the limit of a power rests.

    ``held_from`` is arrival at the first station or place of safety (MH-2, MH-3), ``extension``
    the practitioner's, ``court_until`` what a court ordered.
    """

    kind: DetentionType
    arrested_at: datetime
    held_from: datetime
    child: bool = False
    court_until: datetime | None = None
    removal_set: bool = False
    extension: timedelta = NOTHING


@dataclass(frozen=True, slots=True)
class OwnLimit:
    """The end of a power, the rule and the sum that gave it.

    ``before`` is where it stood before an extension, None without one.
    """

    at: datetime
    rule: str
    words: str
    before: datetime | None = None

    @property
    def sentence(self) -> str:
        """Return the limit with its sum and rule."""
        return f"Held at the latest until {told(self.at)}: {self.words} ({self.rule})."


def own_limit(facts: HeldFacts) -> OwnLimit | None:
    """Return until when the power holds the person, None where it has no limit in hours."""
    find = _LIMITS.get(facts.kind)
    return find(facts) if find else None


def before_a_justice(arrested_at: datetime) -> datetime:
    """Return 24 hours from arrest, Sundays, Christmas Day and Good Friday left out (TYP-6)."""
    at, left = in_utc(arrested_at), TERMS.before_a_justice
    while True:
        midnight = in_utc(start_of_day(day_of(at) + timedelta(days=1)))
        if not _left_out(day_of(at)):
            if at + left <= midnight:
                return at + left
            left -= midnight - at
        at = midnight


def good_friday(year: int) -> date:
    """Return Good Friday of a year: two days before Easter (Gregorian computus)."""
    golden, century = year % 19, year // 100
    skipped = century - century // 4 - (8 * century + 13) // 25
    epact = (skipped + 19 * golden + 15) % 30
    moon = epact - (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    step = moon - weekday
    month = 3 + (step + 40) // 44
    return date(year, month, step + 28 - 31 * (month // 4)) - timedelta(days=2)


def _left_out(day: date) -> bool:
    return day.isoweekday() == 7 or (day.month, day.day) == (12, 25) or day == good_friday(day.year)


def _mental_health(facts: HeldFacts) -> OwnLimit:
    start = told(facts.held_from)
    first = mental_health.limit(facts.held_from)
    if not facts.extension:
        return OwnLimit(first, "MH-2", f"24 h from arrival, {start}")
    words = f"24 h from arrival, {start}, + {lasting(facts.extension)} by the practitioner"
    return OwnLimit(first + facts.extension, "MH-2", words, before=first)


def _court_bail(facts: HeldFacts) -> OwnLimit:
    at = before_a_justice(facts.arrested_at)
    within = _hours(TERMS.before_a_justice)
    words = f"before a justice within {within} h of arrest, {told(facts.arrested_at)}"
    left_out = at - in_utc(facts.arrested_at) - TERMS.before_a_justice
    if left_out:
        words += f", + {lasting(left_out)} of a Sunday, Christmas Day or Good Friday"
    return OwnLimit(at, "TYP-6", words)


def _remand(facts: HeldFacts) -> OwnLimit:
    longest = TERMS.remand_child if facts.child else TERMS.remand
    words = f"{_hours(longest)} h, being under 18" if facts.child else f"{longest.days} days"
    return _by_court(facts, longest, "TYP-7", f"at most {words} from the court's order")


def _drugs(facts: HeldFacts) -> OwnLimit:
    longest = TERMS.drug_concealment
    words = f"at most {_hours(longest)} h from the court's order"
    return _by_court(facts, longest, "TYP-12", words)


def _by_court(facts: HeldFacts, longest: timedelta, rule: str, words: str) -> OwnLimit:
    cap = in_utc(facts.arrested_at) + longest
    ordered = in_utc(facts.court_until) if facts.court_until else cap
    if ordered <= cap:
        return OwnLimit(ordered, rule, "as the court ordered")
    return OwnLimit(cap, rule, f"{words}, {told(facts.arrested_at)}")


def _immigration(facts: HeldFacts) -> OwnLimit:
    longest = TERMS.immigration_removal if facts.removal_set else TERMS.immigration
    at = in_utc(facts.held_from) + longest
    return OwnLimit(at, "TYP-9", f"{longest.days} days from arrival, {told(facts.held_from)}")


def _hours(length: timedelta) -> int:
    return length // timedelta(hours=1)


_LIMITS = {
    DetentionType.MENTAL_HEALTH: _mental_health,
    DetentionType.COURT_BAIL_BREACH: _court_bail,
    DetentionType.REMAND_INQUIRIES: _remand,
    DetentionType.DRUG_CONCEALMENT: _drugs,
    DetentionType.IMMIGRATION: _immigration,
}
