"""Searching objects and places, for programs."""

from __future__ import annotations

from django.http import HttpRequest

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import operation
from bluelamp.core.time import day_of, now

from ..selectors import objects_called, places_found, records_found, sight_of, sought_by
from ..services import keep_place_search, keep_search
from .answers import PlacesFound, ThingsFound
from .requests import ObjectsSought, PlacesSought
from .routing import log_search, officer_of, router
from .telling import places_told, records_told, things_told


@router.post("/objects/search", response=ThingsFound)
@operation(Permission.VIEW_PERSON, Touches.READS)
def find_objects(request: HttpRequest, said: ObjectsSought) -> ThingsFound:
    """Find objects by a number they bear or bore; property by reference, exhibit or seal."""
    officer, at = officer_of(request), now()
    kept = keep_search(text=said.query, by=officer, at=at)
    sought, sight = sought_by(kept, day_of(at)), sight_of(officer)
    objects = objects_called(said.query, sought, sight, scheme=said.scheme)
    records = [] if said.scheme else records_found(sought, sight)
    shown = [each.object.pk for each in objects] + [each.event.pk for each in records]
    log_search(kept.pk, officer, shown)
    return ThingsFound(
        search=kept.pk, objects=things_told(objects), records=records_told(records, sought)
    )


@router.post("/places/search", response=PlacesFound)
@operation(Permission.VIEW_PERSON, Touches.READS)
def find_places(request: HttpRequest, said: PlacesSought) -> PlacesFound:
    """Find places by UPRN, street, postcode or district; none that only a hidden link tells of."""
    officer, at = officer_of(request), now()
    kept = keep_place_search(uprn=said.uprn, street=said.street, area=said.area, by=officer, at=at)
    sought = sought_by(kept, day_of(at))
    places = places_found(sought, sight_of(officer), even_district=True)
    log_search(kept.pk, officer, [each.pk for each in places])
    return PlacesFound(search=kept.pk, places=places_told(places, sought))
