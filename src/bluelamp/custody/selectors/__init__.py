"""Reading the custody suite."""

from .awaited import Awaited, awaited_for
from .records import (
    clock_of,
    free_cells,
    open_drafts,
    open_records,
    record_for_page,
    runs_pace_clock,
)

__all__ = [
    "Awaited",
    "awaited_for",
    "clock_of",
    "free_cells",
    "open_drafts",
    "open_records",
    "record_for_page",
    "runs_pace_clock",
]
