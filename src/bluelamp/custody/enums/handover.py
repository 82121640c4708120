"""Words of the handover between shifts."""

from __future__ import annotations

from bluelamp.core.words import Coded


class ShiftCheck(Coded):
    """What is checked at the start of a shift (ROL-11)."""

    STAFF = "STAFF", "Staff welfare"
    NUMBERS = "NUMBERS", "Number of people held agrees with the board"
    RECORDS = "RECORDS", "Custody records read"
    CELLS = "CELLS", "Every person seen in their cell"
    RISKS = "RISKS", "Risks and what controls them"
    REVIEWS = "REVIEWS", "Review times and limits"
    STAFFING = "STAFFING", "Enough staff for the watch that is needed"
    SUITE = "SUITE", "Condition of the suite and its equipment"
