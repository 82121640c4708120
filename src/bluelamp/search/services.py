"""Keeping what was searched for."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bluelamp.access.enums import Permission
from bluelamp.access.policies import Officer, can, require

from .models import Search


@transaction.atomic
def keep_search(*, text: str, by: Officer, at: datetime) -> Search:
    """Keep what an officer searches for; only they can open its results."""
    require(can(by, Permission.SEARCH_INDEX))
    return Search.objects.create(officer_id=by.id, text=" ".join(text.split()))
