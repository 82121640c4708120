"""Inferring who may belong together from a telephone or an address that they share (L4)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.services import Subject, record_change
from bluelamp.nominals.enums import IdentifierScheme, LinkRole, LinkStatus
from bluelamp.nominals.models import Identifier, Link
from bluelamp.nominals.policies import can_amend_person
from bluelamp.nominals.rules.ties import INFERRED_FOR
from bluelamp.nominals.selectors import open_links, records_of

# A telephone or an address that more people share tells nothing of any two of them (8.6).
MOST_SHARING = 6


@transaction.atomic
def infer_ties(*, person_id: UUID, by: Officer, at: datetime) -> list[Link]:
    """Propose ties to whoever has the same telephone or current home (L4), and return new ones.

    They are marked inferred and lapse unless somebody confirms them. An address that is restricted
    proposes nothing: the tie would give it away (L5).
    """
    require(can_amend_person(by))
    mine = {record.pk for record in records_of(person_id)}
    proposed = {**_sharing_home(mine), **_sharing_phone(mine)}
    known = _tied_already(mine)
    made = [
        Link.objects.create(
            source_id=min(mine),
            target_id=other,
            role=LinkRole.ASSOCIATE,
            status=LinkStatus.INFERRED,
            lapses_at=at + INFERRED_FOR,
            origin=why,
            recorded_by=by.label,
        )
        for other, why in sorted(proposed.items())
        if other not in known
    ]
    subject = Subject(kind="person", ids=tuple(sorted(mine)))
    record_change(by=by, of=subject, action="infer_ties", detail=f"{len(made)} inferred")
    return made


def _sharing_phone(mine: Collection[UUID]) -> dict[UUID, str]:
    held = Identifier.objects.filter(person__in=mine, scheme=IdentifierScheme.PHONE)
    numbers = list(held.values_list("value", flat=True))
    holders = Identifier.objects.filter(scheme=IdentifierScheme.PHONE, value__in=numbers)
    found = holders.exclude(person__in=mine).values_list("person_id", flat=True).distinct()
    return _few(found[: MOST_SHARING + 1], "Same telephone")


def _sharing_home(mine: Collection[UUID]) -> dict[UUID, str]:
    homes = open_links().filter(role=LinkRole.HOME, held_until=None)
    places = homes.filter(source__in=mine).values("target")
    found = homes.filter(target__in=places).exclude(source__in=mine)
    others = found.values_list("source_id", flat=True).distinct()
    return _few(others[: MOST_SHARING + 1], "Same address")


def _few(found: Collection[UUID], why: str) -> dict[UUID, str]:
    others = list(found)
    return dict.fromkeys(others, why) if len(others) <= MOST_SHARING else {}


def _tied_already(mine: Collection[UUID]) -> set[UUID]:
    """Return everybody tied to the person before: one denied is not inferred again."""
    return set(_other_ends(mine))


def _other_ends(mine: Collection[UUID]) -> Iterator[UUID]:
    yield from Link.objects.filter(source__in=mine).values_list("target_id", flat=True)
    yield from Link.objects.filter(target__in=mine).values_list("source_id", flat=True)
