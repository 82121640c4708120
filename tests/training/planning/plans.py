"""A small plan to ask for."""

from __future__ import annotations

from datetime import timedelta

from tests.training.world import GO_LIVE

from bluelamp.training.enums import Delivery
from bluelamp.training.services.planning import Effort, PlanAsked

QUICK = Effort(seconds=30, rounds=6)
BEGINS = GO_LIVE - timedelta(weeks=2)
"""A Monday: ten training days are left."""


def asked(**more) -> PlanAsked:
    given = {
        "name": "Spring",
        "delivery": Delivery.CLASSROOM,
        "first_day": BEGINS,
        "effort": QUICK,
    }
    return PlanAsked(**{**given, **more})
