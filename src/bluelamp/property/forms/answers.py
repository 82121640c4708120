"""Single answers that several forms about property ask for."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from bluelamp.access.models import Staff
from bluelamp.access.selectors import staff_with_number
from bluelamp.property.enums import LawfulBasis
from bluelamp.property.rules.continuity import canonical_seal

POWERS = [(power.value, power.label) for power in LawfulBasis if power is not LawfulBasis.DETAINEE]


def narrow(width: int) -> dict[str, str]:
    """Return the attributes of a box for a short code."""
    return {"class": f"govuk-input--width-{width}", "autocomplete": "off", "spellcheck": "false"}


class StaffNumberField(forms.CharField):
    """A staff number, answered with who bears it."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("widget", forms.TextInput(attrs=narrow(10)))
        super().__init__(max_length=20, **more)

    def clean(self, value: Any) -> Staff | None:
        """Return the member of staff."""
        typed = super().clean(value)
        if not typed:
            return None
        found = staff_with_number(typed)
        if found is None:
            raise ValidationError(f"No serving member of staff has the number {typed}.")
        return found


class SealField(forms.CharField):
    """A seal number, without spaces and in capitals."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=40, widget=forms.TextInput(attrs=narrow(10)), **more)

    def to_python(self, value: Any) -> str:
        """Return the number as it is stored."""
        return canonical_seal(super().to_python(value) or "")


class ExhibitReferenceField(SealField):
    """An exhibit reference, such as JAB/1."""


class AmountField(forms.DecimalField):
    """An amount in pounds, answered in pence."""

    def __init__(self, **more: Any) -> None:
        box = forms.TextInput(attrs={**narrow(5), "inputmode": "decimal"})
        limits = {"min_value": 0, "max_digits": 9, "decimal_places": 2}
        super().__init__(widget=box, **limits, **more)

    def to_python(self, value: Any) -> Decimal | None:
        """Return the pounds of `£1,250.50`."""
        return super().to_python(str(value or "").replace("£", "").replace(",", "").strip())

    def clean(self, value: Any) -> int | None:
        """Return the pence."""
        pounds = super().clean(value)
        return None if pounds is None else int(pounds * 100)
