"""Lengths of time as SCORM writes them: ``0001:02:03.5`` and ``PT1H2M3.5S``."""

from __future__ import annotations

import re

CLOCK = re.compile(r"^(\d{1,4}):([0-5]?\d):([0-5]?\d(?:\.\d{1,2})?)$")
ISO = re.compile(
    r"^P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<days>\d+(?:\.\d+)?)D)?"
    r"(?:T(?:(?P<hours>\d+(?:\.\d+)?)H)?(?:(?P<minutes>\d+(?:\.\d+)?)M)?"
    r"(?:(?P<seconds>\d+(?:\.\d+)?)S)?)?$"
)
SECONDS = {"years": 31_536_000, "months": 2_592_000, "days": 86_400, "hours": 3_600, "minutes": 60}
LONGEST = 10_000 * 3_600


def seconds_in(text: str) -> int:
    """Return whole seconds; 0 for what is no length of time, since a course is not lost for it."""
    if clock := CLOCK.match(text.strip()):
        hours, minutes, seconds = clock.groups()
        return min(int(int(hours) * 3_600 + int(minutes) * 60 + float(seconds)), LONGEST)
    if iso := ISO.match(text.strip()):
        parts = {name: float(value) for name, value in iso.groupdict().items() if value}
        return min(int(sum(value * SECONDS.get(name, 1) for name, value in parts.items())), LONGEST)
    return 0


def as_clock(seconds: int) -> str:
    """Return a length as SCORM 1.2 writes it."""
    return f"{seconds // 3_600:04d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.00"


def as_iso(seconds: int) -> str:
    """Return a length as SCORM 2004 and xAPI write it."""
    return f"PT{seconds // 3_600}H{seconds // 60 % 60}M{seconds % 60}S"
