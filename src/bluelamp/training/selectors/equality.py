"""What the equality impact record gathers: versions, regard had, adjustments and venues' gaps."""

from __future__ import annotations

from django.db.models import Count, Q

from bluelamp.training.enums import DeliveryMode, PlanState
from bluelamp.training.models import (
    AdjustmentPlan,
    Drop,
    EqualityEntry,
    EqualityVersion,
    Venue,
)
from bluelamp.training.rules.small_cells import is_small
from bluelamp.training.rules.venues import lacks

MEASURES = {
    "extra_time_pct": "More time",
    "max_minutes_per_day": "Fewer minutes a day",
    "max_travel_minutes": "Shorter travel",
    "one_to_one": "Taught one to one",
    "step_free": "Step-free way",
    "loop": "Seat near the hearing loop",
    "adjustable_desk": "Height-adjustable desk",
    "quiet_place": "Quiet place",
    "companion": "Companion or interpreter",
    "software": "Software",
    "mode_wanted": "Another way of teaching",
}


def equality_versions(drop: Drop) -> list[EqualityVersion]:
    """Return the versions of the assessment, the latest first."""
    return list(drop.equality_versions.order_by("-number"))


def equality_entries(drop: Drop) -> list[EqualityEntry]:
    """Return the regard that was had, the latest first: one statement."""
    found = EqualityEntry.objects.filter(drop=drop).select_related("corrects", "corrected_by")
    return list(found.order_by("-decided_on", "-pk")[:200])


def measures_agreed(drop: Drop) -> list[tuple[str, int | None]]:
    """Return how often each kind of measure is agreed, without anybody: one statement (TRN-1.10).

    None for a number too small to be shown. Plans may hold several measures, so no total is given
    from which one could be computed.
    """
    plans = AdjustmentPlan.objects.filter(
        learner__programme=drop.programme_id, state=PlanState.AGREED
    )
    counted = plans.aggregate(**{name: Count("pk", filter=_wants(name)) for name in MEASURES})
    return [
        (words, None if is_small(counted[name]) else counted[name])
        for name, words in MEASURES.items()
    ]


def _wants(name: str) -> Q:
    if name == "software":
        return ~Q(software=[])
    if name == "mode_wanted":
        return Q(mode_wanted__in=list(DeliveryMode))
    if name == "extra_time_pct":
        return Q(extra_time_pct__gt=0)
    if name.startswith("max_"):
        return Q(**{f"{name}__isnull": False})
    return Q(**{name: True})


def venue_gaps() -> list[tuple[str, str]]:
    """Return the venues that may not be used, with what each lacks (TRN-4.6)."""
    found = ((each.name, lacks(each.facts)) for each in Venue.objects.order_by("name"))
    return [(name, ", ".join(each.label for each in gaps)) for name, gaps in found if gaps]
