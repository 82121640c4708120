"""Reading what the force has set: authorities for searches, stations with tests on arrest."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from bluelamp.custody.models import DrugTestNotice, SearchAuthority


def search_authorities_set() -> QuerySet[SearchAuthority]:
    """Return what the force has set for searches, by kind, the latest day first."""
    return SearchAuthority.objects.order_by("kind", "protected_only", "-in_force_from")


def drug_test_notices() -> QuerySet[DrugTestNotice]:
    """Return where and when tests on arrest are in force, by station, the latest first."""
    return DrugTestNotice.objects.select_related("suite").order_by("suite__name", "-in_force_from")


def tests_on_arrest_in_force(suite_id: UUID, day: date) -> bool:
    """Tell whether tests on arrest are in force at a station on a day (SRC-10)."""
    still = Q(in_force_until=None) | Q(in_force_until__gte=day)
    known = DrugTestNotice.objects.filter(still, suite=suite_id, in_force_from__lte=day)
    return known.exists()
