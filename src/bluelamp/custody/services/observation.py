"""How closely a person is watched: each decision is kept, the latest one holds (CAR-7)."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from bluelamp.access.policies import Officer, require
from bluelamp.custody.enums import CustodyEntryKind, ObservationLevel
from bluelamp.custody.models import CustodyRecord, ObservationSetting
from bluelamp.custody.policies import can_care_for_person, can_ease_observation
from bluelamp.custody.rules.observation import Setting, interval_for, may_change_level
from bluelamp.custody.selectors.observation import observation_of

from .record_keeping import changed_record, check_moment, enter


def set_observation_level(
    *,
    record_id: UUID,
    version: int,
    level: ObservationLevel,
    reason: str,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    clinical: bool = False,
    clinical_advice: str = "",
    interval_minutes: int | None = None,
    rouse: bool = False,
) -> ObservationSetting:
    """Set how closely a person is watched from ``occurred_at`` on (table 11.1).

    Whoever cares for the person may raise it; easing it is for the custody officer, with a
    reason, and with ``clinical_advice`` (whose, and what) where it was set on clinical advice.
    ``interval_minutes`` may only be shorter than the level's own.
    """
    with changed_record(
        record_id, version=version, may=can_care_for_person, by=by, action="set_observation_level"
    ) as record:
        watched = observation_of([record])[record.pk]
        last = watched.setting
        after = [("the level before", last.set_at if watched.is_set else None)]
        check_moment(record, "The level", occurred_at, at=at, after=after)
        ordered = timedelta(minutes=interval_minutes) if interval_minutes is not None else None
        interval = interval_for(level, ordered, rouse=rouse)
        advised = bool(clinical_advice.strip())
        setting = Setting(level, interval, occurred_at, rouse, clinical, advised)
        history = watched.settings if watched.is_set else ()
        if watched.is_set and setting.eases(last):
            require(can_ease_observation(by, record))
        may_change_level(history, setting, reason=reason).require(
            "clinical_advice" if reason.strip() else "reason"
        )
        kept = _keep(record, setting, reason.strip(), clinical_advice.strip(), by)
        _enter(record, kept, before=last if watched.is_set else None, by=by)
        return kept


def _keep(
    record: CustodyRecord, setting: Setting, reason: str, advice: str, by: Officer
) -> ObservationSetting:
    return ObservationSetting.objects.create(
        record=record,
        level=setting.level,
        interval_minutes=int(setting.interval.total_seconds() // 60),
        rouse=setting.rouse,
        clinical=setting.clinical,
        clinical_advice=advice,
        reason=reason,
        set_at=setting.set_at,
        set_by_id=by.id,
    )


def _enter(
    record: CustodyRecord, kept: ObservationSetting, *, before: Setting | None, by: Officer
) -> None:
    level = ObservationLevel(kept.level)
    was = f", before it {before.level.label.lower()}" if before else ""
    rouse = " and roused" if kept.rouse else ""
    words = [
        f"{level.label}{was}. Visited{rouse} at least every {kept.interval_minutes} min.",
        "Set on clinical advice." if kept.clinical else "",
        f"Clinical advice: {kept.clinical_advice}" if kept.clinical_advice else "",
        kept.reason,
    ]
    enter(
        record,
        CustodyEntryKind.OBSERVATION,
        " ".join(filter(None, words)),
        occurred_at=kept.set_at,
        by=by,
        level=level,
        interval_minutes=kept.interval_minutes,
        rouse=kept.rouse,
        clinical=kept.clinical,
    )
