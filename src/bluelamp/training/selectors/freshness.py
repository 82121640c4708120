"""Who is no longer fresh, now or for another go-live (TRN-7.2, TRN-7.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, DateField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from bluelamp.access.enums import ClearanceKind
from bluelamp.access.models import Clearance
from bluelamp.training.enums import Outcome
from bluelamp.training.models import Drop, Requirement
from bluelamp.training.rules.freshness import fresh_from

ENOUGH = Q(outcome=Outcome.PASSED) | Q(outcome=Outcome.COMPLETED, course__is_assessed=False)
EDGE = ExpressionWrapper(
    F("course__drop__go_live") - F("course__drop__window_days"), output_field=DateField()
)


def stale_before(edge: date | ExpressionWrapper) -> QuerySet[Requirement]:
    """Return what counts but for its age, of people in scope: ``rules.freshness`` in SQL.

    Who is left out by TRN-7.10 is not asked while they are away; the night they are back they are.
    """
    return Requirement.objects.filter(
        ENOUGH,
        completed_on__lt=edge,
        learner__out_of_scope="",
        learner__staff__is_active=True,
    )


def to_refresh(drop: Drop, go_live: date | None = None) -> QuerySet[Requirement]:
    """Return what needs a refresher in a drop, for its own go-live or for another."""
    edge = fresh_from(go_live or drop.go_live, drop.window_days)
    return stale_before(edge).filter(course__drop=drop)


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a go-live would mean, in people: those who would need a refresher, and need one now.

    ``losing`` are those who may use a part of the platform live, and could not any more.
    """

    opens: date
    people: int
    now: int
    losing: int
    commands: list[tuple[str, int, int]]
    courses: list[tuple[str, int, int]]


def prospect_of(drop: Drop, go_live: date) -> Prospect:
    """Return what another go-live would mean: six statements, and nothing changes."""
    then = to_refresh(drop, go_live)
    return Prospect(
        opens=fresh_from(go_live, drop.window_days),
        people=_people(then),
        now=_people(to_refresh(drop)),
        losing=_losing(then),
        commands=_counted(then, drop, "learner__command__name"),
        courses=_counted(then, drop, "course__title"),
    )


def _people(asked: QuerySet[Requirement]) -> int:
    return asked.aggregate(people=Count("learner", distinct=True))["people"] or 0


def _losing(stale: QuerySet[Requirement]) -> int:
    """Return how many have live access now that this would end."""
    theirs = stale.filter(learner__staff=OuterRef("staff"), course__module=OuterRef("module"))
    held = Clearance.objects.filter(kind=ClearanceKind.TRAINED, ends_at=None)
    found = held.filter(Exists(theirs)).aggregate(people=Count("staff", distinct=True))
    return found["people"] or 0


def _counted(stale: QuerySet[Requirement], drop: Drop, name: str) -> list[tuple[str, int, int]]:
    """Return each group with how many need a refresher, of how many who completed something."""
    done = Requirement.objects.filter(
        ENOUGH, course__drop=drop, learner__out_of_scope="", learner__staff__is_active=True
    )
    groups = done.values(name).annotate(of=Count("learner", distinct=True))
    of = dict(groups.values_list(name, "of"))
    need = dict(
        stale.values(name)
        .annotate(people=Count("learner", distinct=True))
        .values_list(name, "people")
    )
    return sorted(((key, need.get(key, 0), of[key]) for key in of), key=lambda row: -row[1])


def drops_with_refreshers() -> list[Drop]:
    """Return the drops with ``stale``: how many people need a refresher now: two statements."""
    stale = dict(
        stale_before(EDGE)
        .values_list("course__drop")
        .annotate(people=Count("learner", distinct=True))
    )
    drops = list(Drop.objects.order_by("go_live", "number"))
    for drop in drops:
        drop.stale = stale.get(drop.pk, 0)  # type: ignore[attr-defined]
    return drops
