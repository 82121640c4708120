"""Which objects a search finds: by a number they bear or bore, or a part of a mark."""

from __future__ import annotations

from django.db.models import Q

from bluelamp.nominals.enums import IdentifierScheme, NumberScheme
from bluelamp.nominals.models import ObjectNumber
from bluelamp.nominals.panels import Sought
from bluelamp.nominals.selectors import ObjectFound

from .conditions import mark_expression
from .sight import Sight

MOST_THINGS = 50
_SCHEMES = {
    IdentifierScheme.VRM.value: NumberScheme.VRM,
    IdentifierScheme.PHONE.value: NumberScheme.PHONE,
}


def things_found(sought: Sought, sight: Sight) -> list[ObjectFound]:
    """Return the objects that are looked for, exact and present numbers first: one statement."""
    asked = Q()
    for scheme, value in sought.numbers:
        if scheme in _SCHEMES:
            asked |= Q(scheme=_SCHEMES[scheme], value=value)
    for mark in sought.marks:
        asked |= Q(scheme=NumberScheme.VRM, folded__regex=mark_expression(mark))
    for ending in sought.digits:
        asked |= Q(scheme=NumberScheme.PHONE, value__endswith=ending.lstrip("0"))
    for code in sought.references:
        asked |= Q(scheme__in=_BY_WHOLE_NUMBER, value=code)
    if not asked or not sight.people:
        return []
    rows = ObjectNumber.objects.filter(asked).select_related("bearer").order_by("-pk")
    exact = {value for _, value in sought.numbers} | {*sought.references}
    found = [ObjectFound(row.bearer, row, row.value in exact) for row in rows[:MOST_THINGS]]
    once = {each.object.pk: each for each in sorted(found, key=_surest_last)}
    return sorted(once.values(), key=_surest_last, reverse=True)


_BY_WHOLE_NUMBER = (
    NumberScheme.VIN,
    NumberScheme.IMEI,
    NumberScheme.DOCUMENT,
    NumberScheme.SERIAL,
)


def _surest_last(each: ObjectFound) -> tuple[bool, bool]:
    return each.is_exact, each.is_borne_now
