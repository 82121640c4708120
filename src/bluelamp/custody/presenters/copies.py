"""The copies of a record: asked for, given, and how long they may be asked for (REC-8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bluelamp.access.policies import Officer
from bluelamp.custody.enums import AskedAs
from bluelamp.custody.models import CopyRequest, CustodyRecord
from bluelamp.custody.policies import can_care_for_person
from bluelamp.custody.rules.copies import may_ask_for_copy, may_give_copy

from .instants import Instant, instant


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A request, and the copy given on it."""

    request_id: UUID
    copy_id: UUID | None
    who: str
    asked: Instant
    given: Instant | None
    withheld: int


@dataclass(frozen=True, slots=True)
class CopiesPage:
    """Everything about copies of one record."""

    rows: list[CopyRow]
    right: str
    may_ask: bool
    may_give: bool
    why_not: str


def copies_page(
    record: CustodyRecord, requests: Iterable[CopyRequest], now: datetime, officer: Officer
) -> CopiesPage:
    """Return the page of copies."""
    cares = can_care_for_person(officer, record)
    right, giving = may_ask_for_copy(record.released_at, now), may_give_copy(record.released_at)
    return CopiesPage(
        rows=[_row(each, now) for each in requests],
        right=right.reason,
        may_ask=bool(cares) and bool(right),
        may_give=bool(cares) and bool(giving),
        why_not=giving.reason if not giving else cares.reason,
    )


def _row(asked: CopyRequest, now: datetime) -> CopyRow:
    given = getattr(asked, "given", None)
    return CopyRow(
        request_id=asked.pk,
        copy_id=given.pk if given else None,
        who=f"{asked.asked_by} ({AskedAs(asked.asked_as).label.lower()})",
        asked=instant(asked.asked_at, now),
        given=instant(given.given_at, now) if given else None,
        withheld=len(given.withheld.all()) if given else 0,
    )
