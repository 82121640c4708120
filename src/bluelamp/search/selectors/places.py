"""Which places a search finds: by street or postcode, and by what everybody may know of them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from bluelamp.nominals.models import Link, Location
from bluelamp.nominals.panels import Sought
from bluelamp.nominals.selectors.open_links import open_links

from .sight import Sight

MOST_PLACES = 20


def places_found(sought: Sought, sight: Sight, *, even_district: bool = False) -> list[Location]:
    """Return the places that are looked for, in the order of addresses: one statement.

    A place that is known only from a restricted link is not found (L5). A postcode district alone
    finds places only where ``even_district``: beside a name it is where somebody lives.
    """
    asked = Q()
    if sought.postcode:
        asked &= Q(postcode=sought.postcode)
    if sought.street:
        asked &= Q(line__icontains=sought.street)
    if sought.district:
        asked &= Q(postcode__startswith=f"{sought.district} ")
    if sought.uprns and (sought.uprn or not asked):
        asked &= Q(uprn__in=sought.uprns)
    district = sought.district if even_district else ""
    if not sight.people or not (sought.postcode or sought.street or sought.uprns or district):
        return []
    mine = Q(target=OuterRef("pk")) | Q(source=OuterRef("pk"))
    hidden = Exists(Link.objects.filter(mine)) & ~Exists(open_links().filter(mine))
    return list(Location.objects.filter(asked).exclude(hidden).order_by("line", "pk")[:MOST_PLACES])
