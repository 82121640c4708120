"""A shift briefing: numbers, and for each person risks, watch, what falls due, what is awaited."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID

from bluelamp.access.policies import Officer
from bluelamp.core.time import told
from bluelamp.custody.enums import CustodyState
from bluelamp.custody.selectors.pack import OpenRecord, OpenSuite

from .pack import pack_data

DEFAULT_LEVEL = "1"
SAID = ("reference", "name", "age", "warnings", "state", "cell", "level", "due")


def briefing_content(
    open_suite: OpenSuite, staff: list[str], by: Officer, at: datetime
) -> dict[str, Any]:
    """Return the briefing of a suite as plain data, which is kept as it is shown."""
    keys = {one.record.event.reference: one.record.pk for one in open_suite.held}
    people = pack_data(open_suite, by, at)["people"]
    return {
        "suite": open_suite.suite.name,
        "as_at": told(at),
        "numbers": _numbers(open_suite.held),
        "staff": staff,
        "people": [_person(person, keys[person["reference"]]) for person in people],
    }


def _person(person: dict[str, Any], key: UUID) -> dict[str, Any]:
    return {"id": str(key)} | {name: person[name] for name in SAID}


def _numbers(held: list[OpenRecord]) -> list[dict[str, Any]]:
    states = Counter(CustodyState(one.record.state) for one in held)
    closer = sum(1 for one in held if one.watched.level > DEFAULT_LEVEL)
    rows = [("Held", len(held)), ("Watched closer than hourly", closer)]
    rows += [(state.label, states[state]) for state in CustodyState if states[state]]
    warned = sum(1 for one in held if one.markers)
    return [{"words": words, "number": number} for words, number in [*rows, ("Warnings", warned)]]
