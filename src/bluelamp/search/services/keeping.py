"""Keeping what was searched for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from bluelamp.access.enums import Permission
from bluelamp.access.policies import Officer, can, require
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import day_of
from bluelamp.nominals.panels import sought_in_parts

from ..models import Search


@transaction.atomic
def keep_search(*, text: str, by: Officer, at: datetime) -> Search:
    """Keep what an officer searches for; only they can open its results."""
    require(can(by, Permission.SEARCH_INDEX))
    return Search.objects.create(officer_id=by.id, text=" ".join(text.split()))


@transaction.atomic
def keep_precise_search(*, parts: Mapping[str, str], by: Officer, at: datetime) -> Search:
    """Keep a search said in parts. Raises NotPossible for the first answer that is wrong."""
    require(can(by, Permission.SEARCH_INDEX))
    return _keep_parts(parts, by, at)


@transaction.atomic
def keep_place_search(*, uprn: str, street: str, area: str, by: Officer, at: datetime) -> Search:
    """Keep a search for a place. Raises NotPossible for an area that is no postcode or district."""
    require(can(by, Permission.SEARCH_INDEX))
    return _keep_parts({"uprn": uprn, "street": street, "area": area}, by, at)


def _keep_parts(parts: Mapping[str, str], by: Officer, at: datetime) -> Search:
    said = {name: " ".join(text.split()) for name, text in parts.items() if text.strip()}
    if not said:
        raise NotPossible("Fill in at least one answer to search for.", rule="INF-5.6")
    _, problems = sought_in_parts(said, day_of(at))
    for problem in problems:
        raise NotPossible(problem.message, field=problem.field, rule=problem.rule)
    return Search.objects.create(officer_id=by.id, parts=said)
