"""Which objects a search finds: by a number they bear or bore, or a part of a mark."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from bluelamp.nominals.enums import IdentifierScheme, NumberScheme
from bluelamp.nominals.models import ObjectNumber
from bluelamp.nominals.panels import Sought
from bluelamp.nominals.selectors import ObjectFound, objects_known_by

from .parts_of_numbers import ending_so, holding_mark
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
        asked |= Q(scheme=NumberScheme.VRM) & holding_mark([mark])
    if sought.phone_ends:
        asked |= Q(scheme=NumberScheme.PHONE) & ending_so("value", sought.phone_ends)
    for code in sought.references:
        asked |= Q(scheme__in=_BY_WHOLE_NUMBER, value=code)
    if not asked or not sight.people:
        return []
    rows = ObjectNumber.objects.filter(asked).select_related("bearer").order_by("-pk")
    exact = {value for _, value in sought.numbers} | {*sought.references}
    found = [ObjectFound(row.bearer, row, row.value in exact) for row in rows[:MOST_THINGS]]
    once = {each.object.pk: each for each in sorted(found, key=_surest_last)}
    return sorted(once.values(), key=_surest_last, reverse=True)


def objects_called(
    typed: str, sought: Sought, sight: Sight, *, scheme: NumberScheme | None = None
) -> list[ObjectFound]:
    """Return the objects known by what was typed as one number, or by parts of it: two statements.

    ``sought`` is what was typed, told apart; with ``scheme`` only numbers of that kind answer.
    """
    if not sight.people:
        return []
    found = [*objects_known_by(typed, scheme=scheme), *things_found(sought, sight)]
    once: dict[UUID, ObjectFound] = {}
    for each in found:
        if scheme in (None, each.scheme):
            once.setdefault(each.object.pk, each)
    return list(once.values())[:MOST_THINGS]


_BY_WHOLE_NUMBER = (
    NumberScheme.VIN,
    NumberScheme.IMEI,
    NumberScheme.DOCUMENT,
    NumberScheme.SERIAL,
)


def _surest_last(each: ObjectFound) -> tuple[bool, bool]:
    return each.is_exact, each.is_borne_now
