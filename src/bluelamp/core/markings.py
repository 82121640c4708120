"""Security classifications that stand on every record, page and export."""

from __future__ import annotations

from enum import StrEnum


class Marking(StrEnum):
    """The government classifications used here; a caveat narrows who may handle it."""

    OFFICIAL = "OFFICIAL"
    SENSITIVE = "OFFICIAL-SENSITIVE"

    @property
    def label(self) -> str:
        """Return the marking as printed."""
        return self.value
