"""Searching everything in one box, for programs."""

from __future__ import annotations

from django.http import HttpRequest

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import operation
from bluelamp.core.time import day_of, now

from ..presenters import narrowing_words, understood_words
from ..selectors import found_for, sought_by
from ..services import keep_search
from .answers import AnythingFound
from .requests import AnythingSought
from .routing import log_search, officer_of, router
from .telling import people_told, places_told, records_told, things_told


@router.post("/search", response=AnythingFound)
@operation(Permission.SEARCH_INDEX, Touches.READS)
def find_anything(request: HttpRequest, said: AnythingSought) -> AnythingFound:
    """Find people, events, objects and places by anything that stands in them, as the box does."""
    officer, at = officer_of(request), now()
    kept = keep_search(text=said.query, by=officer, at=at)
    found = found_for(sought_by(kept, day_of(at)), officer, day_of(at))
    answer = AnythingFound(
        search=kept.pk,
        understood=understood_words(found.sought),
        narrow=narrowing_words(found),
        people=people_told(found.best, found),
        events=records_told(found.events, found.sought),
        objects=things_told(found.things),
        places=places_told(found.places, found.sought),
        people_found=len(found.people),
        events_found=len(found.events),
    )
    shown = [each.person_id for each in found.best] + [each.event.pk for each in found.events]
    things = [each.object.pk for each in found.things] + [each.pk for each in found.places]
    log_search(kept.pk, officer, [*shown, *things])
    return answer
