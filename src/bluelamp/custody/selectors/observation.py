"""Reading how closely people are watched, when they were seen and when the next visit is due."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from bluelamp.custody.enums import (
    CustodyEntryKind,
    CustodyState,
    ObservationLevel,
    VisitAction,
    VisitCondition,
    VisitSeen,
)
from bluelamp.custody.models import (
    CustodyEntry,
    CustodyRecord,
    InterviewStay,
    ObservationSetting,
    Visit,
)
from bluelamp.custody.rules.deadlines import Urgency
from bluelamp.custody.rules.observation import (
    Setting,
    minutes_overdue,
    nearness,
    unset,
    visit_due,
)
from bluelamp.custody.rules.transitions import IN_SUITE

SETTING = {
    "level": "level",
    "minutes": "interval_minutes",
    "set_at": "set_at",
    "rouse": "rouse",
    "clinical": "clinical",
    "advice": "clinical_advice",
}
READ = (
    "pk",
    "state",
    "arrived_at",
    "watched",
    "last",
    "returned_at",
    "interviewed_until",
    "is_out",
)


@dataclass(frozen=True, slots=True)
class LastVisit:
    """The latest visit: both its times, who made it and what was found."""

    visited_at: datetime
    recorded_at: datetime
    by: str
    seen: VisitSeen
    condition: VisitCondition
    action: VisitAction


@dataclass(frozen=True, slots=True)
class Observed:
    """How a person is watched, and when they are next to be visited.

    ``is_set`` is False while nobody has decided: then they are visited every hour. ``due_at`` is
    None while the person is not in the suite.
    """

    record_id: UUID
    settings: tuple[Setting, ...]
    is_set: bool
    last_visit: LastVisit | None
    seen_at: datetime
    due_at: datetime | None

    @property
    def setting(self) -> Setting:
        """Return what holds now."""
        return self.settings[-1]

    @property
    def level(self) -> ObservationLevel:
        """Return the level that holds now."""
        return self.setting.level

    def overdue(self, now: datetime) -> int:
        """Return by how many whole minutes the next visit is overdue; 0 where it is not."""
        return 0 if self.due_at is None else minutes_overdue(self.due_at, now)

    def urgency(self, now: datetime) -> Urgency:
        """Return how near the next visit is."""
        return Urgency.LATER if self.due_at is None else nearness(self.due_at, now)


def observation_of(records: Iterable[CustodyRecord | UUID]) -> dict[UUID, Observed]:
    """Return how each of these records is watched, by key: one statement however many."""
    keys = [one if isinstance(one, UUID) else one.pk for one in records]
    return {row.pk: _observed(row) for row in _rows(keys)} if keys else {}


def _rows(keys: Collection[UUID]) -> QuerySet[CustodyRecord, Any]:
    mine = {"record": OuterRef("pk")}
    settings = ObservationSetting.objects.filter(**mine).order_by("set_at", "recorded_at")
    visits = Visit.objects.filter(**mine, superseded_by=None).order_by("-visited_at")
    last = visits.values(
        found=JSONObject(
            visited_at="visited_at",
            recorded_at="recorded_at",
            by="visited_by_label",
            seen="seen",
            condition="condition",
            action="action",
        )
    )
    back = CustodyEntry.objects.filter(
        **mine, kind=CustodyEntryKind.HOSPITAL, detail__direction="back"
    )
    returned = back.order_by("-occurred_at").values("occurred_at")[:1]
    # Whoever is out for an interview is with the investigator, and seen again when back.
    stays = InterviewStay.objects.filter(**mine)
    interviewed = stays.exclude(back_at=None).order_by("-back_at").values("back_at")[:1]
    return (
        CustodyRecord.objects.filter(pk__in=keys)
        .annotate(
            watched=ArraySubquery(settings.values(one=JSONObject(**SETTING))),
            last=Subquery(last[:1]),
            returned_at=Subquery(returned),
            interviewed_until=Subquery(interviewed),
            is_out=Exists(stays.filter(back_at=None)),
        )
        .values_list(*READ, named=True)
    )


def _observed(row: Any) -> Observed:
    first = unset(row.arrived_at)
    made = tuple(_setting(one) for one in row.watched)
    last = _last_visit(row.last) if row.last else None
    seen = max(filter(None, _seen(row, last)))
    in_suite = CustodyState(row.state) in IN_SUITE and not row.is_out
    settings = (first, *made)
    return Observed(
        record_id=row.pk,
        settings=settings,
        is_set=bool(made),
        last_visit=last,
        seen_at=seen,
        due_at=visit_due(seen, settings) if in_suite else None,
    )


def _seen(row: Any, last: LastVisit | None) -> list[datetime | None]:
    visited = last.visited_at if last else None
    return [row.arrived_at, row.returned_at, row.interviewed_until, visited]


def _setting(kept: dict[str, Any]) -> Setting:
    return Setting(
        level=ObservationLevel(kept["level"]),
        interval=timedelta(minutes=kept["minutes"]),
        set_at=datetime.fromisoformat(kept["set_at"]),
        rouse=kept["rouse"],
        clinical=kept["clinical"],
        advised=bool(kept["advice"]),
    )


def _last_visit(kept: dict[str, Any]) -> LastVisit:
    return LastVisit(
        visited_at=datetime.fromisoformat(kept["visited_at"]),
        recorded_at=datetime.fromisoformat(kept["recorded_at"]),
        by=kept["by"],
        seen=VisitSeen(kept["seen"]),
        condition=VisitCondition(kept["condition"]),
        action=VisitAction(kept["action"]),
    )
