"""The worked timelines of the domain, as data, and short ways to write an instant."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bluelamp.core.time import LONDON
from bluelamp.custody.rules.clock_events import Exclusion, ReviewHeld
from bluelamp.custody.rules.detention_clock import DetentionClock
from bluelamp.custody.rules.spans import Span

LINES = Path(__file__).with_name("vectors.jsonl").read_text("utf-8").splitlines()
VECTORS: dict[str, dict[str, Any]] = {one["id"]: one for one in map(json.loads, LINES)}


def z(text: str) -> datetime:
    """Return an instant written in UTC: ``2026-03-10 14:52``."""
    return datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=UTC)


def local(text: str) -> datetime:
    """Return, in UTC, an instant written in London's unambiguous local time."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


def h(hours: int, minutes: int = 0) -> timedelta:
    """Return a length of time."""
    return timedelta(hours=hours, minutes=minutes)


def clock_of(name: str, **instead: Any) -> DetentionClock:
    """Return the clock of a vector, with some facts replaced."""
    told = VECTORS[name]
    facts: dict[str, Any] = {
        "relevant_time": z(told["rt"]),
        "periods": tuple(Span(z(a), b and z(b)) for a, b in told["periods"]),
        "exclusions": tuple(Exclusion(z(a), b and z(b)) for a, b in told["excl"]),
        "first_authorised_at": told["auth"] and z(told["auth"]),
        "reviews": tuple(ReviewHeld(z(at)) for at in told["reviews"]),
    }
    return DetentionClock(**(facts | instead))


def clock_from(relevant_time: datetime, **more: Any) -> DetentionClock:
    """Return a clock that runs on from its relevant time."""
    return DetentionClock(relevant_time, (Span(relevant_time),), **more)
