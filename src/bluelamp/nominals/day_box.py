"""The box of the browser in which a whole day is chosen or typed."""

from __future__ import annotations

from django import forms


def day_box() -> forms.DateInput:
    """Return the box; it shows a day already recorded only when that is given as ISO 8601."""
    attrs = {"type": "date", "class": "govuk-input--width-10"}
    return forms.DateInput(format="%Y-%m-%d", attrs=attrs)
