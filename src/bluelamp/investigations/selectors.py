"""Reading the offence catalogue."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from .models import Offence


def offences_in_force(on: date) -> QuerySet[Offence]:
    """Return the offences that stood on a day."""
    return Offence.objects.filter(valid_from__lte=on).filter(Q(valid_to=None) | Q(valid_to__gte=on))
