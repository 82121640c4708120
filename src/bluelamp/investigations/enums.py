"""Words of the offence catalogue."""

from __future__ import annotations

from enum import StrEnum


class ModeOfTrial(StrEnum):
    """Where an offence may be tried (case.md section 7)."""

    SUMMARY = "SUMMARY"
    EITHER_WAY = "EITHER_WAY"
    INDICTABLE = "INDICTABLE"

    @property
    def label(self) -> str:
        """Return the officer's words."""
        return {
            ModeOfTrial.SUMMARY: "Summary only",
            ModeOfTrial.EITHER_WAY: "Either way",
            ModeOfTrial.INDICTABLE: "Indictable only",
        }[self]

    @property
    def is_indictable(self) -> bool:
        """Tell whether it counts as indictable, which includes either way (LIM-2)."""
        return self is not ModeOfTrial.SUMMARY
