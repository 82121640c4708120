"""Writing an instance to its folder; the same instance gives the same files."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

from bluelamp.training.planner import reading
from bluelamp.training.planner.instance import Instance


def write_instance(instance: Instance, folder: Path) -> None:
    """Write a problem to a folder, made when it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "settings.toml").write_text(_settings(instance), "utf-8")
    for name, (columns, rows) in _tables(instance).items():
        _write(folder / name, columns, rows)


def _tables(instance: Instance) -> dict[str, tuple[dict[str, Any], Iterable[Iterable[Any]]]]:
    return {
        "units.csv": (reading.UNITS, (
            (each.unit_id, each.parent_id, float(each.cap), each.min_strength or None)
            for each in instance.units.values()
        )),
        "people.csv": (reading.PEOPLE, _people(instance)),
        "requirements.csv": (reading.REQUIREMENTS, instance.requirements),
        "courses.csv": (reading.COURSES, (
            (each.course_id, each.minutes, each.minutes_per_day, each.min_class, each.max_class,
             each.adjusted_max_class, each.supplier_trainers, each.facilitators,
             ";".join(each.after))
            for each in instance.courses.values()
        )),
        "rosters.csv": (reading.ROSTERS, (
            (key, day, shift and shift.start, shift and shift.end)
            for key, cycle in instance.rosters.items()
            for day, shift in enumerate(cycle)
        )),
        "unavailable.csv": (reading.UNAVAILABLE, (
            (key, span.first, span.last, span.reason)
            for key, spans in instance.unavailable.items()
            for span in spans
        )),
        "venues.csv": (reading.VENUES, (
            (each.venue_id, each.place, each.opens, each.closes, each.usable)
            for each in instance.venues.values()
        )),
        "rooms.csv": (reading.ROOMS, (
            (each.room_id, each.venue_id, each.seats, each.step_free, each.loop, each.desks,
             each.virtual, each.first, each.last)
            for each in instance.rooms.values()
        )),
        "trainers.csv": (reading.TRAINERS, (
            (each.trainer_id, each.kind, each.base, each.max_days_a_week, each.first, each.last)
            for each in instance.trainers.values()
        )),
        "certifications.csv": (reading.CERTIFICATIONS, sorted(instance.certifications)),
        "trainer_unavailable.csv": (reading.TRAINER_UNAVAILABLE, (
            (key, span.first, span.last)
            for key, spans in instance.trainer_unavailable.items()
            for span in spans
        )),
        "travel.csv": (reading.TRAVEL, ((*key, far) for key, far in instance.travel.items())),
        "frozen.csv": (reading.FROZEN, ((day, unit, "closed") for day, unit in instance.frozen)),
    }  # fmt: skip


def _people(instance: Instance) -> Iterator[tuple[Any, ...]]:
    for each in instance.people.values():
        yield (
            each.person_id,
            each.unit_id,
            each.base,
            each.roster_id,
            each.roster_offset,
            ";".join(sorted(each.needs)),
            each.extra_time_pct or None,
            each.max_minutes_per_day,
            each.chunk_gap_days,
            each.max_travel_minutes,
            each.one_to_one or None,
            each.mode,
        )


def _settings(instance: Instance) -> str:
    settings, prices = instance.settings, instance.settings.prices
    lines = [
        f"window_start = {settings.window_start}",
        f"go_live = {settings.go_live}",
        f"training_weekdays = {sorted(settings.training_weekdays)}",
        *([f"saturday_from = {settings.saturday_from}"] if settings.saturday_from else []),
        f'day_start = "{settings.day_start:%H:%M}"',
        f'day_end = "{settings.day_end:%H:%M}"',
        f"rest_hours = {settings.rest_hours}",
        f"fresh_days = {settings.fresh_days}",
        "",
        "[prices]",
        *(f"{name} = {getattr(prices, name)}" for name in prices.__slots__),
    ]
    return "\n".join(lines) + "\n"


def _write(path: Path, columns: dict[str, Any], rows: Iterable[Iterable[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(columns)
        lines.writerows([_cell(each) for each in row] for row in rows)


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return value
