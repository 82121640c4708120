"""Constant watch at levels 3 and 4: who watches, and who relieves them (CAR-7)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from bluelamp.access.models import Staff
from bluelamp.access.policies import Officer
from bluelamp.core.errors import NotPossible
from bluelamp.custody.enums import CustodyEntryKind
from bluelamp.custody.models import ConstantWatch, CustodyRecord
from bluelamp.custody.selectors.observation import observation_of

from .caring import cared_for
from .record_keeping import check_moment, enter


def hand_over_watch(
    *,
    record_id: UUID,
    watcher: Staff,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    text: str = "",
) -> ConstantWatch:
    """Begin a constant watch, or let the watcher be relieved: nobody is unwatched in between."""
    with cared_for(
        record_id, "The watch", occurred_at, by=by, at=at, action="hand_over_watch"
    ) as record:
        level = observation_of([record])[record.pk].level
        if not level.is_watched:
            reason = f"{level.label}: set level 3 or 4 before a constant watch begins."
            raise NotPossible(reason, field="watcher", rule="CAR-7")
        before = _end(record, occurred_at, at)
        if before is not None and before.watcher_id == watcher.pk:
            reason = f"{watcher.label} is watching already: enter who takes over."
            raise NotPossible(reason, field="watcher", rule="CAR-7")
        watch = ConstantWatch.objects.create(
            record=record,
            level=level,
            watcher=watcher,
            watcher_label=watcher.label,
            began_at=occurred_at,
        )
        relieved = f", relieving {before.watcher_label}" if before else ""
        said = f"Constant watch by {watcher.label}{relieved} ({level.label.lower()}). {text}"
        enter(record, CustodyEntryKind.OBSERVATION, said.strip(), occurred_at=occurred_at, by=by)
        return watch


def end_watch(
    *, record_id: UUID, occurred_at: datetime, by: Officer, at: datetime, text: str = ""
) -> ConstantWatch:
    """End a constant watch, once the level no longer asks for it."""
    with cared_for(record_id, "The end", occurred_at, by=by, at=at, action="end_watch") as record:
        level = observation_of([record])[record.pk].level
        if level.is_watched:
            reason = f"{level.label}: the watcher may be relieved, but somebody must watch."
            raise NotPossible(reason, field="occurred_at", rule="CAR-7")
        ended = _end(record, occurred_at, at)
        if ended is None:
            raise NotPossible("Nobody watches this person.", field="occurred_at", rule="CAR-7")
        said = f"Constant watch by {ended.watcher_label} ended. {text}".strip()
        enter(record, CustodyEntryKind.OBSERVATION, said, occurred_at=occurred_at, by=by)
        return ended


def _end(record: CustodyRecord, ended_at: datetime, at: datetime) -> ConstantWatch | None:
    watch = record.watches.select_for_update().filter(ended_at=None).first()
    if watch is not None:
        check_moment(record, "It", ended_at, at=at, after=[("the watch began", watch.began_at)])
        watch.ended_at = ended_at
        watch.save(update_fields=["ended_at"])
    return watch
