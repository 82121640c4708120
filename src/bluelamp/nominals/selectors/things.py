"""Reading objects: by a number somebody typed, and by key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from ..enums import NumberScheme, ObjectKind
from ..models import IndexObject, ObjectNumber
from ..rules.object_numbers import NumberClaim, readings_of, search_key
from ..rules.things import PARTICULARS, ObjectClaim

MOST_OBJECTS = 50
SHORTEST_BEGINNING = 2


@dataclass(frozen=True, slots=True)
class ObjectFound:
    """An object with the number that answered.

    ``is_exact`` is False where only confused characters made one (0 and O) agree, or where only the
    beginning was asked for; ``is_borne_now`` where the object has given the number up.
    """

    object: IndexObject
    number: ObjectNumber
    is_exact: bool

    @property
    def is_borne_now(self) -> bool:
        """Tell whether the object still bears the number."""
        return self.number.held_until is None

    @property
    def scheme(self) -> NumberScheme:
        """Return what kind of number answered."""
        return NumberScheme(self.number.scheme)


def objects_known_by(
    typed: str, *, scheme: NumberScheme | None = None, most: int = MOST_OBJECTS
) -> list[ObjectFound]:
    """Return the objects that bear or bore a number, exact and current ones first: one statement.

    ``typed`` is a mark, identification, telephone, IMEI, document or serial number as typed;
    without ``scheme`` it is read as every kind that it can be. A star at the end asks for what
    begins so. Marks are folded: ``AB51 CDE`` finds ``A851CDE`` too, marked as not exact.
    """
    beginning = typed.rstrip().endswith("*")
    readings = readings_of(typed.rstrip(" *"))
    if scheme:
        readings = {each: value for each, value in readings.items() if each is scheme}
    asked = Q()
    for each, value in readings.items():
        key = search_key(each, value)
        if beginning and len(key) >= SHORTEST_BEGINNING:
            asked |= Q(scheme=each, folded__startswith=key)
        elif not beginning:
            asked |= Q(scheme=each, folded=key)
    if not asked:
        return []
    rows = ObjectNumber.objects.filter(asked).select_related("bearer").order_by("-pk")[:most]
    found = [ObjectFound(row.bearer, row, row.value == readings[_of(row)]) for row in rows]
    return sorted(found, key=lambda each: (not each.is_exact, not each.is_borne_now))


def objects_by_id(ids: Iterable[UUID]) -> dict[UUID, IndexObject]:
    """Return objects by key, each with its numbers: two statements."""
    found = IndexObject.objects.filter(pk__in=list(ids)).prefetch_related("numbers")
    return {each.pk: each for each in found}


def claim_of(thing: IndexObject) -> ObjectClaim:
    """Return what is recorded of an object as a claim."""
    kind = ObjectKind(thing.kind)
    particulars = {name: getattr(thing, name) for name in (*PARTICULARS[kind], "description")}
    if "colours" in particulars:
        particulars["colours"] = tuple(thing.colours)
    return ObjectClaim(kind, numbers=_numbers_of(thing), **particulars)


def _numbers_of(thing: IndexObject) -> tuple[NumberClaim, ...]:
    """Return the numbers of an object as claims, in the order in which they were recorded."""
    return tuple(
        NumberClaim(
            NumberScheme(each.scheme),
            each.value,
            is_partial=each.is_partial,
            held_from=each.held_from,
            held_until=each.held_until,
        )
        for each in sorted(thing.numbers.all(), key=lambda each: each.pk)
    )


def _of(row: ObjectNumber) -> NumberScheme:
    return NumberScheme(row.scheme)
