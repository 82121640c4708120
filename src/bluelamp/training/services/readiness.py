"""Keeping what readiness was, so that the trend is true."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.time import day_of
from bluelamp.training.models import Drop, ReadinessSnapshot
from bluelamp.training.policies import can_keep_readiness
from bluelamp.training.selectors.readiness import Tally, by_command, people_of, tally


@transaction.atomic
def take_snapshot(*, drop_id: UUID, by: Officer, at: datetime) -> int:
    """Keep how the force and each command stand today; a second one of a day changes nothing.

    Returns how many rows were kept.
    """
    require(can_keep_readiness(by))
    drop = Drop.objects.get(pk=drop_id)
    day = day_of(at)
    if ReadinessSnapshot.objects.filter(drop=drop, taken_on=day).exists():
        return 0
    people = people_of(drop)
    found: dict[UUID | None, Tally] = {None: tally(people)}
    found.update(by_command(people).items())
    kept = ReadinessSnapshot.objects.bulk_create(
        [
            ReadinessSnapshot(
                drop=drop,
                taken_on=day,
                go_live=drop.go_live,
                command_id=command,
                people=each.of,
                trained=each.trained,
                booked=each.booked,
            )
            for command, each in found.items()
        ],
        ignore_conflicts=True,
    )
    subject = Subject("training_drop", (drop.pk,), str(drop.number), regime=Regime.GEN)
    record_change(by=by, of=subject, action="keep_readiness", detail=str(day))
    return len(kept)
