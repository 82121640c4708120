"""Form fields for moments and for dates that are not wholly known.

Public: ``LocalDateTimeField(compact=, offers_now=, not_future=)`` gives an aware UTC datetime;
``PartialDateField(not_future=)`` gives a ``wall_clock.TypedDate`` with ``first`` and ``last``.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from .time import day_of, now
from .wall_clock import TypedDate, Unreadable, instant_of, read_partial_date
from .widgets import MomentWidget, PartsWidget, wall_of


class _PartsField(forms.Field):
    """A field of several boxes; ``read`` makes one answer of them or raises Unreadable."""

    def to_python(self, value: Any) -> Any:
        """Return the answer, None when every box is blank."""
        if not isinstance(value, dict):
            return value
        if not any(text for part, text in value.items() if part != "offset"):
            return None
        try:
            return self.read(value)
        except Unreadable as error:
            raise _named(self, error.words, error.part) from error

    def read(self, typed: dict[str, str]) -> Any:
        """Make one answer of the boxes."""
        raise NotImplementedError


class LocalDateTimeField(_PartsField):
    """A moment, typed as London time, answered in UTC.

    ``compact`` asks for date and time in two boxes rather than four. ``offers_now`` fills in the
    present and shows a button that does so again. ``not_future`` refuses what is yet to come.
    """

    widget = MomentWidget

    def __init__(
        self,
        *,
        compact: bool = False,
        offers_now: bool = False,
        not_future: bool = False,
        **more: Any,
    ) -> None:
        more.setdefault("widget", MomentWidget(compact=compact, offers_now=offers_now))
        if offers_now:
            more.setdefault("initial", now)
        super().__init__(**more)
        self.not_future = not_future

    def read(self, typed: dict[str, str]) -> datetime:
        """Return the instant in UTC."""
        instant = instant_of(wall_of(typed), typed.get("offset", ""))
        if self.not_future and instant > now():
            raise Unreadable("must not be in the future", "time")
        return instant


class PartialDateField(_PartsField):
    """A date whose day, or day and month, may be left blank."""

    widget = PartsWidget

    def __init__(self, *, not_future: bool = False, **more: Any) -> None:
        super().__init__(**more)
        self.not_future = not_future

    def read(self, typed: dict[str, str]) -> TypedDate:
        """Return the date as far as it is known."""
        found = read_partial_date(typed["day"], typed["month"], typed["year"])
        if self.not_future and found.first > day_of(now()):
            raise Unreadable("must not be in the future", "year")
        return found


def _named(field: forms.Field, words: str, part: str) -> ValidationError:
    """Return an error that names the field; the page fills in the label where it is implied."""
    label = field.label or "Date"
    return ValidationError(
        "%(label)s %(words)s",
        code="unreadable",
        params={"label": label, "words": words, "part": part},
    )
