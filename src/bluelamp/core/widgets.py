"""Inputs for dates and times: several boxes that make one answer. Used by ``fields``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.forms import Widget

from .time import LONDON
from .wall_clock import TypedDate, Unreadable, comes_twice, read_clock, read_date, split_date

PARTS = {
    "date": ("Date", "bluelamp-moment__date", "text"),
    "day": ("Day", "govuk-input--width-2", "numeric"),
    "month": ("Month", "govuk-input--width-3", "text"),
    "year": ("Year", "govuk-input--width-4", "numeric"),
    "time": ("Time", "govuk-input--width-4", "text"),
}

Parts = dict[str, str]


class PartsWidget(Widget):
    """Boxes named ``<field>_<part>``; the value is a dict of what stands in them."""

    template_name = "forms/widgets/parts.html"
    use_fieldset = True
    parts: tuple[str, ...] = ("day", "month", "year")

    def id_for_label(self, id_: str) -> str:
        """Return the id of the first box."""
        return f"{id_}_{self.parts[0]}"

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Parts:
        """Return what was typed, part by part."""
        return {part: str(data.get(f"{name}_{part}") or "").strip() for part in self.parts}

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Tell whether no box was sent."""
        return not any(f"{name}_{part}" in data for part in self.parts)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the boxes."""
        context = super().get_context(name, value, attrs)
        typed = self.typed(value)
        invalid = "aria-invalid" in (attrs or {})
        context["widget"]["boxes"] = [self._box(name, part, typed, context) for part in self.parts]
        context["widget"]["typed"] = typed
        context["widget"]["invalid"] = invalid
        return context

    def typed(self, value: Any) -> Parts:
        """Return what to show in the boxes for an initial value or for what was typed."""
        if isinstance(value, TypedDate):
            return _date_parts(value.day, value.month, value.year)
        if isinstance(value, date):
            return _date_parts(value.day, value.month, value.year)
        return value if isinstance(value, dict) else {}

    def _box(self, name: str, part: str, typed: Parts, context: dict[str, Any]) -> dict[str, str]:
        label, width, keyboard = PARTS[part]
        id_ = context["widget"]["attrs"].get("id", f"id_{name}")
        return {
            "part": part,
            "label": label,
            "width": width,
            "keyboard": keyboard,
            "name": f"{name}_{part}",
            "id": f"{id_}_{part}",
            "value": typed.get(part, ""),
        }


class MomentWidget(PartsWidget):
    """Date and time in London; asks BST or GMT only in the hour that comes twice."""

    template_name = "forms/widgets/moment.html"

    def __init__(self, *, compact: bool, offers_now: bool) -> None:
        super().__init__()
        self.parts = ("date", "time") if compact else ("day", "month", "year", "time")
        self.offers_now = offers_now

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Parts:
        """Return what was typed, and BST or GMT where it was asked."""
        typed = super().value_from_datadict(data, files, name)
        return {**typed, "offset": str(data.get(f"{name}_offset") or "")}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add whether to ask BST or GMT, and whether to offer this moment."""
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["asks_offset"] = self._asks_offset(widget["typed"])
        widget["offers_now"] = self.offers_now
        return context

    def typed(self, value: Any) -> Parts:
        """Return the boxes of an instant, in London, or what was typed."""
        if not isinstance(value, datetime):
            return super().typed(value)
        local = value.astimezone(LONDON)
        return {
            **_date_parts(local.day, local.month, local.year),
            "date": f"{local.day}/{local.month}/{local.year}",
            "time": f"{local:%H:%M}",
            "offset": str(local.tzname()),
        }

    def _asks_offset(self, typed: Parts) -> bool:
        try:
            return comes_twice(wall_of(typed))
        except Unreadable:
            return False


def wall_of(typed: Parts) -> datetime:
    """Return the naive London time that the boxes say. Raises Unreadable."""
    whole = "date" in typed and "day" not in typed
    day, month, year = split_date(typed["date"]) if whole else _three(typed)
    return datetime.combine(read_date(day, month, year), read_clock(typed.get("time", "")))


def _three(typed: Parts) -> tuple[str, str, str]:
    return typed.get("day", ""), typed.get("month", ""), typed.get("year", "")


def _date_parts(day: int | None, month: int | None, year: int) -> Parts:
    return {"day": str(day or ""), "month": str(month or ""), "year": str(year)}
