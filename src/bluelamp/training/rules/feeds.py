"""How often a personal calendar may be read (a convention of the project)."""

from __future__ import annotations

from datetime import datetime, timedelta

READS = 30
READS_WITHIN = timedelta(minutes=10)


def reads_counted(
    *, counted_from: datetime | None, reads: int, at: datetime
) -> tuple[datetime, int]:
    """Return since when reads of a calendar are counted, and how many with this one."""
    if counted_from is None or at >= counted_from + READS_WITHIN:
        return at, 1
    return counted_from, reads + 1


def too_many(reads: int) -> bool:
    """Tell whether a calendar was read too often to be answered once more."""
    return reads > READS
