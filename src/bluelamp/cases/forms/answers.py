"""Single answers that several forms about cases ask for."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from bluelamp.core.fields import PartialDateField
from bluelamp.core.time import LONDON, now
from bluelamp.core.wall_clock import Unreadable
from bluelamp.investigations.models import Offence
from bluelamp.investigations.selectors import offences_in_force

SHOWN = 6


def short(width: int) -> dict[str, str]:
    """Return the attributes of a box for a short code."""
    return {"class": f"govuk-input--width-{width}", "autocomplete": "off", "spellcheck": "false"}


def today() -> date:
    """Return the date in London."""
    return now().astimezone(LONDON).date()


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


class OffenceField(forms.CharField):
    """An offence by its code, its title or a part of the title."""

    def __init__(self, **more: Any) -> None:
        box = forms.TextInput(attrs={"list": "offences-in-force", "autocomplete": "off"})
        super().__init__(max_length=250, widget=box, **more)

    def clean(self, value: Any) -> Offence | None:
        """Return the offence that stands today."""
        typed = super().clean(value)
        if not typed:
            return None
        found = offences_like(typed)
        if len(found) == 1:
            return found[0]
        raise ValidationError(_not_one(typed, found))


def offences_like(typed: str) -> list[Offence]:
    """Return the offences of today that a code, a title or a part of a title can mean."""
    in_force = offences_in_force(today())
    code = re.search(r"\((\w+)\)$", typed)
    exact = in_force.filter(Q(code__iexact=code[1] if code else typed) | Q(title__iexact=typed))
    if found := list(exact[:SHOWN]):
        return found
    for word in typed.split():
        in_force = in_force.filter(title__icontains=word)
    return list(in_force[:SHOWN])


def _not_one(typed: str, found: list[Offence]) -> str:
    if not found:
        return f"There is no offence “{typed}”. Type its code or a part of its title."
    named = "; ".join(offence_words(one) for one in found)
    return f"“{typed}” can be several offences: {named}. Type more of the one you mean."


def offence_words(offence: Offence) -> str:
    """Return an offence as the list of the browser offers it."""
    return f"{offence.title} ({offence.code})"
