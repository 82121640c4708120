"""How far units and people are, as the waiting list asks."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from uuid import UUID

from django.db.models import Count, Q

from bluelamp.training.models import Drop, Learner, Requirement
from bluelamp.training.rules.readiness import Count as Done
from bluelamp.training.rules.readiness import Thresholds

from .facts import DONE, shifts_of

FIRST_FORTNIGHT = 14


def units_below_gate(drop: Drop, needed: Fraction | None = None) -> set[UUID]:
    """Return the units that are below the gate of every unit (TRN-7.8), in one statement."""
    least = Thresholds().every_unit if needed is None else needed
    counted = (
        Requirement.objects.filter(course__drop=drop, learner__out_of_scope="")
        .values("learner__staff__unit")
        .annotate(of=Count("pk"), done=Count("pk", filter=Q(outcome__in=DONE)))
    )
    return {
        each["learner__staff__unit"]
        for each in counted
        if Done(each["done"], each["of"]).share < least
    }


def works_first_fortnight(learner: Learner, go_live: date) -> bool:
    """Tell whether somebody is rostered in the first 14 days; where no roster is kept, they are."""
    shifts = shifts_of(learner)
    if shifts is None:
        return True
    return shifts.pattern.works_within(go_live, FIRST_FORTNIGHT, shifts.offset)
