"""Places that very many unrelated people share: their agreement counts for little (8.6)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, transaction

from bluelamp.nominals.panels import KnownPerson

from .models import CrowdedPlace

# How many people at one place are more than households explain (unverified: set by the force).
MANY_AT_UPRN = 12
MANY_AT_POSTCODE = 120

_COUNT = """
    INSERT INTO resolution_crowdedplace (place, people)
    SELECT place, count(*) FROM (
        SELECT replace(location.{column}, ' ', '') AS place, link.source_id
        FROM nominals_link AS link
        JOIN nominals_location AS location ON location.entry_id = link.target_id
        WHERE link.role IN ('home', 'bail_address') AND location.{column} <> ''
        GROUP BY 1, link.source_id
    ) AS lives GROUP BY place HAVING count(*) >= %s
"""


@transaction.atomic
def count_crowded_places() -> int:
    """Count anew who lives where, and keep the places of many: three statements."""
    CrowdedPlace.objects.all().delete()
    kept = 0
    with connection.cursor() as cursor:
        for column, many in (("uprn", MANY_AT_UPRN), ("postcode", MANY_AT_POSTCODE)):
            cursor.execute(_COUNT.format(column=column), [many])
            kept += cursor.rowcount
    return kept


def crowded_among(people: Iterable[KnownPerson]) -> frozenset[str]:
    """Return which places of these people are crowded, as the engine names them: one statement."""
    named = {
        "".join(place.upper().split())
        for person in people
        for address in person.addresses
        for place in (address.postcode, address.uprn)
        if place
    }
    if not named:
        return frozenset()
    return frozenset(CrowdedPlace.objects.filter(place__in=named).values_list("place", flat=True))
