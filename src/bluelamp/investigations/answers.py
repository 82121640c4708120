"""An offence as an answer on a form: a code, a title, or a part of a title."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from bluelamp.core.time import day_of, now

from .models import Offence
from .selectors import offences_in_force

SHOWN = 6
FEWEST_LETTERS = 3


def offence_label(offence: Offence) -> str:
    """Return title and code, as they stand in the list to choose from."""
    return f"{offence.title} ({offence.code})"


def offences_named(typed: str, offences: Sequence[Offence]) -> list[Offence]:
    """Return the offences meant by a code, a title, or a part of a title."""
    wanted = typed.casefold().strip()
    for said in (offence_label, lambda one: one.code, lambda one: one.title):
        exact = [one for one in offences if said(one).casefold() == wanted]
        if exact:
            return exact
    if len(wanted) < FEWEST_LETTERS:
        return []
    words = wanted.split()
    return [one for one in offences if all(word in one.title.casefold() for word in words)]


class OffenceField(forms.CharField):
    """An offence typed in part. A form may give it the ``offences`` to choose from.

    The list of the browser only helps with typing: the field understands the same words without.
    """

    offences: Sequence[Offence] | None = None

    def __init__(self, **more: Any) -> None:
        more.setdefault("error_messages", {"required": "Enter the offence"})
        attrs = {"list": "offences-in-force", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), max_length=250, **more)

    def clean(self, value: Any) -> Any:
        """Return the offence, None for nothing typed."""
        typed = super().clean(value)
        if not typed:
            return None
        found = offences_named(typed, self._known())
        if len(found) == 1:
            return found[0]
        raise ValidationError(_too_few(typed) if not found else _too_many(typed, found))

    def _known(self) -> Sequence[Offence]:
        if self.offences is None:
            return list(offences_in_force(day_of(now())))
        return self.offences


def _too_few(typed: str) -> str:
    return f"There is no offence like “{typed}”. Type its code or a part of its title"


def _too_many(typed: str, found: Sequence[Offence]) -> str:
    named = "; ".join(offence_label(one) for one in found[:SHOWN])
    more = f"; and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    return f"“{typed}” can be {len(found)} offences: {named}{more}. Type more of the one you mean"
