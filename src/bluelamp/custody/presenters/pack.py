"""The paper pack of a suite: what must be known of each person when the system is away."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from bluelamp.access.policies import Officer
from bluelamp.core.markings import Marking
from bluelamp.core.time import told
from bluelamp.custody.selectors.pack import OpenRecord, OpenSuite

from .paper import paper_lines
from .record import RecordPage, record_page

PACK = "custody/paper/pack.typ"
LATEST_ENTRIES = 40
BLANK_LINES = 16
BLANK_ARRIVALS = 2


def pack_data(open_suite: OpenSuite, by: Officer, at: datetime) -> dict[str, Any]:
    """Return the pack of a suite as plain data for the printer."""
    people = [_person(one, by, at) for one in open_suite.held]
    people.sort(key=lambda one: _along_the_corridor(one["cell"]))
    return {
        "title": f"Paper pack, {open_suite.suite.name}",
        "suite": open_suite.suite.name,
        "marking": Marking.SENSITIVE.label,
        "at": told(at),
        "people": people,
        "blank_lines": BLANK_LINES,
        "blank_arrivals": BLANK_ARRIVALS,
    }


def _along_the_corridor(cell: str) -> tuple[bool, str, int]:
    """Return where a cell stands among others: M2 before M10, those without a cell last."""
    digits = "".join(each for each in cell if each.isdigit())
    return (not cell, cell.rstrip("0123456789"), int(digits or 0))


def _person(one: OpenRecord, by: Officer, at: datetime) -> dict[str, Any]:
    page = record_page(one.record, one.markers, at, by)
    entries = sorted(one.record.entries.all(), key=lambda each: (each.occurred_at, each.number))
    return {
        "reference": page.reference,
        "name": page.person.name,
        "age": page.person.age,
        "warnings": list(filter(None, [page.person.child, *page.person.warnings])),
        "state": page.state,
        "cell": page.where.removeprefix("Cell "),
        "level": _level(one),
        "due": _due(page, one),
        "clock": [each for each in (page.clock.none, *page.clock.sentences) if each],
        "later_limits": page.clock.later_limits,
        "facts": page.facts,
        "offences": [f"{row.title}: {row.disposal}" for row in page.offences],
        "earlier": max(0, len(entries) - LATEST_ENTRIES),
        "lines": [asdict(line) for line in paper_lines(entries[-LATEST_ENTRIES:])],
    }


def _level(one: OpenRecord) -> str:
    setting = one.watched.setting
    minutes = int(setting.interval.total_seconds() // 60)
    rouse = ", rouse at each visit" if setting.rouse else ""
    return f"{setting.level.label}, visit every {minutes} min{rouse}"


def _due(page: RecordPage, one: OpenRecord) -> list[dict[str, str]]:
    """Return what falls due by its time, in full: on paper nothing counts down."""
    waiting = [
        (mark.when.at if mark.when else None, mark.what)
        for mark in page.due
        if mark.what != "Visit"
    ]
    if one.watched.due_at:
        waiting.append((one.watched.due_at, "Visit"))
    waiting.sort(key=lambda pair: pair[0].timestamp() if pair[0] else 0.0)
    return [{"what": what, "at": told(at) if at else "now"} for at, what in waiting]
