"""Tying a person to another person, an event or a place, as an officer or a program asks."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.core.errors import NotPossible
from bluelamp.nominals.enums import EntryKind, LinkRole
from bluelamp.nominals.models import Entry, Event, Link, Person
from bluelamp.nominals.policies import can_amend_person, can_view_event
from bluelamp.nominals.rules.links import target_of
from bluelamp.nominals.selectors import golden_id

from .events import link_entries
from .people import rebuild_keys

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)


@transaction.atomic
def tie_entries(
    *,
    source: UUID,
    target: UUID,
    role: LinkRole,
    by: Officer,
    at: datetime,
    held_from: datetime | None = None,
    origin: str = "",
) -> Link:
    """Tie a person to what a role ties people to (L2), at the record that stands for them.

    Raises NotPossible for ends that are not known or do not fit the role, and for a beginning that
    is still to come; NotAllowed for an event that this officer may not open.
    """
    require(can_amend_person(by))
    person = Person.objects.select_for_update().filter(pk=golden_id(source)).first()
    if person is None:
        raise _unknown("source", "person")
    if target_of(role) is EntryKind.PERSON:
        target = golden_id(target)
    if person.pk == target:
        raise NotPossible("A link has two ends.", field="target", rule="L1")
    _check_target(target, role, by)
    if held_from and not EARLIEST <= held_from <= at:
        said = "The link begins between 1900 and now."
        raise NotPossible(said, field="held_from", rule="L1")
    link = link_entries(
        source=person.pk, target=target, role=role, by=by, at=at, held_from=held_from, origin=origin
    )
    if target_of(role) is EntryKind.LOCATION:
        rebuild_keys(person)
    return link


def _check_target(target: UUID, role: LinkRole, by: Officer) -> None:
    kind = target_of(role)
    if kind is None:
        said = f"The role “{role.label}” is not drawn by hand."
        raise NotPossible(said, field="role", rule="L2")
    if not Entry.objects.filter(pk=target, kind=kind).exists():
        raise _unknown("target", kind.label.lower())
    if kind is EntryKind.EVENT:
        require(can_view_event(by, Event.objects.get(pk=target)))


def _unknown(field: str, kind: str) -> NotPossible:
    return NotPossible(f"The index knows no {kind} with this key.", field=field, rule="L1")
