"""Reading the custody suite."""

from .records import (
    clock_of,
    free_cells,
    open_drafts,
    open_records,
    record_for_page,
    runs_pace_clock,
)

__all__ = [
    "clock_of",
    "free_cells",
    "open_drafts",
    "open_records",
    "record_for_page",
    "runs_pace_clock",
]
