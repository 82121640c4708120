"""People, places and items for tests of property and cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID

from bluelamp.access.enums import Rank, Role, UnitKind
from bluelamp.access.models import RoleHolding, Staff, Unit
from bluelamp.access.policies import Officer
from bluelamp.access.selectors import officer_for
from bluelamp.audit.enums import ReasonCode
from bluelamp.audit.services import Reason
from bluelamp.nominals.enums import EntryKind, EventKind, LinkRole
from bluelamp.nominals.models import Entry, Event, Link, Person
from bluelamp.property.enums import ItemKind, LawfulBasis
from bluelamp.property.models import Item, Store
from bluelamp.property.services import ItemDetails, record_item

NOW = datetime(2026, 4, 10, 18, 0, tzinfo=UTC)
TAKEN = datetime(2026, 4, 10, 9, 5, tzinfo=UTC)
REASON = Reason(ReasonCode.PROPERTY)
numbers = count(1)

BELONGINGS = ItemDetails(
    ItemKind.DETAINEE, "Black Casio watch, cracked glass", LawfulBasis.DETAINEE
)
CASH = ItemDetails(
    ItemKind.DETAINEE_CASH, "3 × £10 notes", LawfulBasis.DETAINEE, amount_pence=3_000
)
EXHIBIT = ItemDetails(
    ItemKind.EXHIBIT,
    "Claw hammer, red handle",
    LawfulBasis.S54,
    seal_number="7001",
    exhibit_reference="JAB/1",
)


def a_unit() -> Unit:
    """Return the station, made once."""
    made, _ = Unit.objects.get_or_create(
        code="NTH",
        defaults={"name": "North station", "kind": UnitKind.STATION, "path": "F/NTH/"},
    )
    return made


def a_member_of_staff(*roles: Role, name: str = "Blake") -> Staff:
    """Make a member of staff who holds these roles."""
    staff = Staff.objects.create(
        staff_number=f"P{next(numbers):05}",
        given_name="Jo",
        family_name=name,
        rank=Rank.CONSTABLE,
        unit=a_unit(),
    )
    for role in roles:
        RoleHolding.objects.create(staff=staff, role=role, held_from=NOW - timedelta(days=30))
    return staff


def an_officer(*roles: Role, name: str = "Blake") -> Officer:
    """Make somebody at work, with a reason for access."""
    return at_work(a_member_of_staff(*roles, name=name))


def at_work(staff: Staff) -> Officer:
    """Return the officer that a member of staff is."""
    return officer_for(staff, at=NOW, reason=REASON)


def staff_of(officer: Officer) -> Staff:
    """Return the row of an officer."""
    return Staff.objects.get(pk=officer.id)


def a_person(name: str = "Ann Example") -> Person:
    """Make a person of the index."""
    return Person.objects.create(entry=Entry.objects.create(kind=EntryKind.PERSON), known_as=name)


def a_custody_event(person: Person) -> Event:
    """Register a detention, as custody does."""
    event = Event.objects.create(
        entry=Entry.objects.create(kind=EntryKind.EVENT),
        kind=EventKind.CUSTODY,
        reference=f"CU-26-{next(numbers):07}-X",
        title="Custody at North station",
        occurred_at=TAKEN,
    )
    Link.objects.create(
        source_id=person.pk,
        target_id=event.pk,
        role=LinkRole.DETAINED_PERSON,
        recorded_by="custody",
    )
    return event


def a_store(*, transient: bool = False) -> Store:
    """Make a store, or a drop."""
    number = next(numbers)
    return Store.objects.create(
        unit=a_unit(), code=f"S{number}", name=f"Store {number}", is_transient=transient
    )


def an_item(
    by: Officer,
    details: ItemDetails = BELONGINGS,
    *,
    taken_in: UUID | None = None,
    witness: Staff | None = None,
    seal: str = "",
) -> Item:
    """Record an item of a new detained person, or in an event."""
    person = a_person()
    return record_item(
        details=replace(details, seal_number=seal) if seal else details,
        taken_in=taken_in or a_custody_event(person).pk,
        taken_from=person.pk,
        occurred_at=TAKEN,
        witness=witness,
        by=by,
        at=NOW,
    )
