"""Levels and visits in the fewest words, on top of the world of custody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from tests.custody.world import HOUR, NOON, World

from bluelamp.core.errors import NotPossible
from bluelamp.custody import services
from bluelamp.custody.enums import ObservationLevel, VisitAction, VisitCondition, VisitSeen
from bluelamp.custody.models import CustodyRecord, ObservationSetting, Visit
from bluelamp.custody.rules.visits import VisitTold
from bluelamp.custody.services import record_visits, set_observation_level

MINUTE = HOUR / 60
ONE = NOON + HOUR
QUIET = VisitTold(VisitSeen.ASLEEP, VisitCondition.CALM, VisitAction.NONE)


def set_level(
    world: World, record: CustodyRecord, level: str, at: datetime = NOON + HOUR, **change: Any
) -> ObservationSetting:
    """Set a level at an hour after noon, by the custody officer."""
    record.refresh_from_db()
    given = {
        "record_id": record.pk,
        "version": record.version,
        "level": ObservationLevel(level),
        "reason": "Calm and sober now.",
        "occurred_at": at,
        "by": world.custody_officer,
        "at": at,
    }
    return set_observation_level(**given | change)


def visit(
    world: World, *records: CustodyRecord, at: datetime = NOON + HOUR, **change: Any
) -> list[Visit]:
    """Visit these people an hour after noon, by the detention officer."""
    given = {
        "token": uuid4(),
        "visits": {record.pk: QUIET for record in records},
        "visited_at": at,
        "by": world.detention_officer,
        "at": at,
    }
    return record_visits(**given | change)


def acts_of_care(world: World, record: CustodyRecord) -> Callable[..., Any]:
    """Return how to do an act of care at an hour after noon, by the custody officer."""

    def done(act: str, /, at: datetime = ONE, **given: Any) -> Any:
        whose = {} if {"call_id", "task_id"} & given.keys() else {"record_id": record.pk}
        standard = {"occurred_at": at, "at": at, "by": world.custody_officer}
        return getattr(services, act)(**(whose | standard | given))

    return done


@contextmanager
def refused(field: str, rule: str) -> Iterator[None]:
    with pytest.raises(NotPossible) as refusal:
        yield
    assert (refusal.value.field, refusal.value.rule) == (field, rule)


def words(record: CustodyRecord, kind: str) -> str:
    """Return the latest entry of a kind."""
    return record.entries.filter(kind=kind).order_by("occurred_at", "recorded_at").last().text
