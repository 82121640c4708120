"""Single answers that several forms about cases ask for."""

from __future__ import annotations

from datetime import date
from typing import Any

from bluelamp.core.fields import PartialDateField
from bluelamp.core.time import day_of, now
from bluelamp.core.wall_clock import Unreadable


def short(width: int) -> dict[str, str]:
    """Return the attributes of a box for a short code."""
    return {"class": f"govuk-input--width-{width}", "autocomplete": "off", "spellcheck": "false"}


def today() -> date:
    """Return the date in London."""
    return day_of(now())


class DayField(PartialDateField):
    """A whole date, not in the future."""

    def __init__(self, **more: Any) -> None:
        super().__init__(not_future=True, **more)

    def read(self, typed: dict[str, str]) -> date:  # type: ignore[override]
        """Return the day."""
        found = super().read(typed)
        if found.day is None:
            raise Unreadable("must include a day and a month", "day")
        return found.first
