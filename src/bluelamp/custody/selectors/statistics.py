"""Counting detentions, decisions, reviews and strip searches from the rows of the record itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from django.db.models import Count, F, Q

from bluelamp.custody.enums import SearchKind
from bluelamp.custody.models import CustodyRecord, Review, Search

# Up to how long from arrival to authorisation, in minutes; what takes longer counts apart.
WITHIN = (15, 30, 60)
STRIP = [kind for kind in SearchKind if kind.is_strip]


@dataclass(frozen=True, slots=True)
class StripSearched:
    """A strip search as it is counted: nothing that names the person."""

    age: int | None
    ethnicity: str
    location: str
    rank: str


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted of a span of time, by arrival, review and search.

    ``decided`` holds one number for each of ``WITHIN``, then longer, then not authorised;
    ``late`` the late reviews by the code of the reason, empty where none was given.
    """

    detentions: dict[str, int]
    powers: dict[str, int]
    decided: tuple[int, ...]
    reviews: int
    late: dict[str, int]
    strips: tuple[StripSearched, ...]


def count_custody(since: datetime, until: datetime) -> Counted:
    """Return the numbers of all suites from `since` to before `until`: five statements."""
    records = CustodyRecord.objects.filter(arrived_at__gte=since, arrived_at__lt=until)
    by_suite = records.values_list("suite__name").annotate(number=Count("pk"))
    by_power = records.values_list("detention_type").annotate(number=Count("pk"))
    held = Review.objects.filter(held_at__gte=since, held_at__lt=until)
    late = Q(held_at__gt=F("due_at"))
    reasons = held.values_list("postponed_for").annotate(
        every=Count("pk"), late=Count("pk", filter=late)
    )
    reviewed = list(reasons.order_by("postponed_for"))
    return Counted(
        detentions=dict(by_suite.order_by("suite__name")),
        powers=dict(by_power.order_by("-number", "detention_type")),
        decided=_decided(records.aggregate(**_spans())),
        reviews=sum(every for _, every, _ in reviewed),
        late={reason: number for reason, _, number in reviewed if number},
        strips=_strips(since, until),
    )


def _spans() -> dict[str, Count]:
    """Return what to count of the time from arrival to authorisation: up to each of ``WITHIN``."""
    limits = {
        f"within_{minutes}": Count(
            "pk", filter=Q(authorised_at__lte=F("arrived_at") + timedelta(minutes=minutes))
        )
        for minutes in WITHIN
    }
    return limits | {"authorised": Count("authorised_at"), "every": Count("pk")}


def _decided(found: dict[str, int]) -> tuple[int, ...]:
    reached = [0, *(found[f"within_{minutes}"] for minutes in WITHIN), found["authorised"]]
    steps = [after - before for before, after in pairwise(reached)]
    return (*steps, found["every"] - found["authorised"])


def _strips(since: datetime, until: datetime) -> tuple[StripSearched, ...]:
    found = Search.objects.filter(kind__in=STRIP, occurred_at__gte=since, occurred_at__lt=until)
    rows = found.values_list(
        "age", "record__person__self_defined_ethnicity", "location", "authority_rank"
    )
    return tuple(StripSearched(*row) for row in rows.order_by("occurred_at"))
