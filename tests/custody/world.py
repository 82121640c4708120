"""A suite with three cells, the staff around one detained person, and that person brought in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from bluelamp.access.enums import Rank, Role, UnitKind
from bluelamp.access.models import RoleHolding, Staff, Unit
from bluelamp.access.policies import Officer
from bluelamp.access.selectors import officer_for
from bluelamp.audit.enums import ReasonCode
from bluelamp.audit.services import Reason
from bluelamp.custody.enums import (
    ArrestNecessity,
    CellKind,
    DetentionGround,
)
from bluelamp.custody.models import Cell, CustodyRecord, Suite
from bluelamp.custody.services import NOTHING_SAID, ArrestDetails, authorise_detention, open_record
from bluelamp.investigations.models import Offence
from bluelamp.nominals.enums import DobQuality, EntryKind
from bluelamp.nominals.models import Entry, Person

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
# The person had the chance to make representations, and made none (REV-9).
HEARD = (NOTHING_SAID,)


class World:
    """Who and what there is; methods make what a test needs more of."""

    def __init__(self) -> None:
        self.unit = Unit.objects.create(
            code="LAMP", name="Lampton", kind=UnitKind.STATION, path="F/LAMP/"
        )
        self.suite = Suite.objects.create(unit=self.unit, code="lampton", name="Lampton")
        self.cells = [
            Cell.objects.create(suite=self.suite, number=f"M{n}", kind=CellKind.CELL, position=n)
            for n in (1, 2, 3)
        ]
        self.custody_officer = self.officer("S1", Rank.SERGEANT, Role.CUSTODY_OFFICER)
        self.detention_officer = self.officer("D1", Rank.POLICE_STAFF, Role.DETENTION_OFFICER)
        self.inspector = self.officer("I1", Rank.INSPECTOR, Role.INSPECTOR)
        self.arresting = self.officer("C1", Rank.CONSTABLE, Role.INVESTIGATING_OFFICER)
        self.shop_theft = self.offence("TH68010", "Theft from a shop")
        self.assault = self.offence("CJ88001", "Common assault", mode="SUMMARY")

    def officer(self, number: str, rank: Rank, *roles: Role) -> Officer:
        staff = Staff.objects.create(
            staff_number=number, given_name="Ada", family_name="Lamp", rank=rank, unit=self.unit
        )
        for role in roles:
            RoleHolding.objects.create(staff=staff, role=role)
        return officer_for(
            staff, at=datetime(2100, 1, 1, tzinfo=UTC), reason=Reason(ReasonCode.CUSTODY)
        )

    def offence(self, code: str, title: str, mode: str = "EITHER_WAY") -> Offence:
        return Offence.objects.create(
            code=code, title=title, act="Act", mode_of_trial=mode, valid_from=date(1988, 1, 1)
        )

    def person(
        self, name: str = "Kai Okafor", born: date | None = date(1990, 5, 1), **more: Any
    ) -> Person:
        return Person.objects.create(
            entry=Entry.objects.create(kind=EntryKind.PERSON),
            known_as=name,
            born_from=born,
            born_to=born,
            birth_quality=DobQuality.EXACT if born else DobQuality.UNKNOWN,
            **more,
        )

    def child(self, name: str = "Ama Okafor", **more: Any) -> Person:
        """Return somebody aged 15."""
        return self.person(name, date(2010, 5, 1), **more)

    @property
    def arrest(self) -> ArrestDetails:
        """Arrested at 11:30 and brought in at 12:00."""
        return ArrestDetails(
            arrested_at=NOON - HOUR / 2,
            arrived_at=NOON,
            arrested_by_id=self.arresting.id,
            offence_ids=(self.shop_theft.pk,),
            necessity=(ArrestNecessity.INVESTIGATE,),
            arrested_where="High Street",
        )

    def arrived(self, person: Person | None = None, **arrest: Any) -> CustodyRecord:
        return open_record(
            suite_id=self.suite.pk,
            person_id=(person or self.person()).pk,
            arrest=replace(self.arrest, **arrest),
            by=self.custody_officer,
            at=NOON + HOUR,
        )

    def detained(
        self, person: Person | None = None, cell: UUID | None = None, **arrest: Any
    ) -> CustodyRecord:
        """Return a record authorised at 12:30."""
        record = self.arrived(person, **arrest)
        authorise_detention(
            record_id=record.pk,
            version=record.version,
            grounds=[DetentionGround.QUESTION],
            text="To question about the theft.",
            not_told=None,
            occurred_at=NOON + HOUR / 2,
            by=self.custody_officer,
            at=NOON + HOUR,
            cell_id=cell,
            why="No detention room is free." if cell else "",
        )
        record.refresh_from_db()
        return record
