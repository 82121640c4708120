"""Reading what falls due beside the clock: checks under the Mental Health Act, the court.

A statement is made only where somebody is held so, whatever the number of people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID

from bluelamp.core.time import LONDON
from bluelamp.custody.enums import (
    CustodyState,
    DetentionType,
    DisposalCode,
    MentalHealthCheckKind,
)
from bluelamp.custody.models import CustodyRecord, Disposal, MentalHealthCheckMade
from bluelamp.custody.rules.deadlines import Deadline, DeadlineKind
from bluelamp.custody.rules.mental_health import MentalHealthCheck, next_check
from bluelamp.custody.rules.transitions import IN_SUITE

from .records import rows_of

CHECKS = {
    MentalHealthCheckKind.HCP: DeadlineKind.HEALTH_CHECK,
    MentalHealthCheckKind.CUSTODY_OFFICER: DeadlineKind.STATION_REVIEW,
}


@dataclass(frozen=True, slots=True)
class CourtAwaited:
    """Where and when somebody kept after charge goes before a court (CHG-10)."""

    court: str
    day: date | None
    at: datetime | None
    since: datetime

    @property
    def words(self) -> str:
        """Return ``Lampton Magistrates, 24 March 2026 at 10:00``."""
        if self.day is None:
            return self.court
        hour = f" at {self.at.astimezone(LONDON):%H:%M}" if self.at else ""
        return f"{self.court}, {self.day.day} {self.day:%B %Y}{hour}"


@dataclass(frozen=True, slots=True)
class AlsoDue:
    """What else falls due for one person, and the court that awaits them."""

    deadlines: tuple[Deadline, ...] = ()
    court: CourtAwaited | None = None


NOTHING_ELSE = AlsoDue()


def also_due(records: Collection[CustodyRecord]) -> dict[UUID, AlsoDue]:
    """Return by record what else falls due: two statements at most."""
    checks = _checks([one for one in records if _is_checked(one)])
    courts = _courts([one for one in records if _is_kept(one)])
    found = {}
    for key in {*checks, *courts}:
        court = courts.get(key)
        hearing = []
        if court and court.at:
            hearing = [Deadline(DeadlineKind.COURT, court.at, court.since, "CHG-10")]
        found[key] = AlsoDue((*checks.get(key, ()), *hearing), court)
    return found


def _is_checked(record: CustodyRecord) -> bool:
    held = CustodyState(record.state) in IN_SUITE and record.authorised_at is not None
    return held and record.detention_type == DetentionType.MENTAL_HEALTH


def _is_kept(record: CustodyRecord) -> bool:
    kept = any(one.disposal == DisposalCode.CHG_REMAND for one in rows_of(record, "offences"))
    return kept and CustodyState(record.state) is not CustodyState.CLOSED


def _checks(records: Iterable[CustodyRecord]) -> dict[UUID, list[Deadline]]:
    held = {one.pk: one for one in records}
    if not held:
        return {}
    made: dict[UUID, list[MentalHealthCheck]] = defaultdict(list)
    for kept in MentalHealthCheckMade.objects.filter(record__in=list(held)):
        kind = MentalHealthCheckKind(kept.kind)
        made[kept.record_id].append(MentalHealthCheck(kind, kept.checked_at, kept.asleep))
    return {key: _next(record, made[key]) for key, record in held.items()}


def _next(record: CustodyRecord, made: list[MentalHealthCheck]) -> list[Deadline]:
    return [
        Deadline(
            due,
            next_check(kind, record.arrived_at, made),
            max([one.at for one in made if one.kind is kind], default=record.arrived_at),
            "MH-5",
        )
        for kind, due in CHECKS.items()
    ]


def _courts(records: Iterable[CustodyRecord]) -> dict[UUID, CourtAwaited]:
    keys = [one.pk for one in records]
    if not keys:
        return {}
    kept = Disposal.objects.filter(offence__record__in=keys, code=DisposalCode.CHG_REMAND)
    rows = kept.order_by("decided_at").values_list("offence__record_id", "details", "decided_at")
    return {key: _court(details, since) for key, details, since in rows}


def _court(details: dict[str, str], since: datetime) -> CourtAwaited:
    day = date.fromisoformat(details["hearing_on"]) if details.get("hearing_on") else None
    at = None
    if day and details.get("hearing_time"):
        local = datetime.combine(day, time.fromisoformat(details["hearing_time"]), LONDON)
        at = local.astimezone(UTC)
    return CourtAwaited(details.get("court", ""), day, at, since)
