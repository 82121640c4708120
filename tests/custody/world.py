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
    BailFactor,
    BailRefusal,
    CellKind,
    DetentionGround,
    DisposalCode,
    RiskOccasion,
    VictimViews,
)
from bluelamp.custody.models import Cell, CustodyRecord, RiskAssessment, Suite
from bluelamp.custody.services import (
    NOTHING_SAID,
    ArrestDetails,
    BailTerms,
    ChargeFacts,
    Decision,
    KeptFor,
    assess_risk,
    authorise_detention,
    before_release,
    charge_person,
    open_record,
    release_person,
)
from bluelamp.investigations.models import Offence
from bluelamp.nominals.enums import DobQuality, EntryKind
from bluelamp.nominals.models import Entry, Person

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
# The person had the chance to make representations, and made none (REV-9).
HEARD = (NOTHING_SAID,)
# Enough for whatever a disposal needs.
DETAILS = {
    "court": "Lampton Magistrates",
    "hearing_on": "2026-03-24",
    "reason": "No realistic prospect.",
    "review_on": "2026-04-09",
    "decided_by": "Sergeant Lamp",
    "conditions": "Keep away.",
    "expires_on": "2026-06-30",
    "yot_told": "Told on 11 March.",
    "outcome": "Letter of apology.",
    "notice": "N1",
    "issued_on": "2026-04-01",
    "receiver": "Officer Wray, escort",
    "per_number": "PER 1",
}


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

    def offences_of(self, record: CustodyRecord, code: DisposalCode) -> dict[UUID, Decision]:
        """Return one decision for each offence still open."""
        still = record.offences.filter(disposal="")
        return {one.pk: Decision(code, DETAILS) for one in still}

    def terms(self, **change: Any) -> BailTerms:
        """Return terms of bail to return in a month."""
        usual = {
            "station_id": self.suite.pk,
            "due_at": NOON + timedelta(days=30),
            "factors": (BailFactor.WITNESSES,),
            "reason": "To keep away from the shop.",
            "victim_views": VictimViews.SOUGHT,
            "conditions": "Not to enter the shop.",
            "cps_reference": "CPS 7",
        }
        return BailTerms(**(usual | change))  # type: ignore[arg-type]

    def assess(self, record: CustodyRecord, at: datetime) -> None:
        """Assess the risk before release."""
        assess_risk(
            record_id=record.pk,
            told=before_release("Walks home.", at),
            occurred_at=at,
            by=self.custody_officer,
            at=at,
        )

    def assess_anyway(self, record: CustodyRecord, at: datetime) -> None:
        """Keep an assessment before release, whatever the state of the record."""
        RiskAssessment.objects.create(
            record=record,
            occasion=RiskOccasion.PRE_RELEASE,
            occurred_at=at,
            decided_by_id=self.custody_officer.id,
            answers={"LEAVE_HOME": {"answer": "NO"}},
            lowest_level="1",
        )

    def charged(
        self,
        record: CustodyRecord,
        code: DisposalCode = DisposalCode.CHG_REMAND,
        at: datetime = NOON + 2 * HOUR,
        **change: Any,
    ) -> CustodyRecord:
        """Charge every open offence; kept for court unless said otherwise."""
        record.refresh_from_db()
        charge_person(
            **{
                "record_id": record.pk,
                "version": record.version,
                "offence_ids": list(self.offences_of(record, code)),
                "decision": Decision(code, DETAILS),
                "facts": ChargeFacts(reply="No reply.", adult_present="Mother"),
                "kept": KeptFor([BailRefusal.WILL_NOT_APPEAR], "Failed to appear before."),
                "occurred_at": at,
                "by": self.custody_officer,
                "at": at,
            }
            | change
        )
        record.refresh_from_db()
        return record

    def released(
        self,
        record: CustodyRecord,
        code: DisposalCode = DisposalCode.RUI,
        at: datetime = NOON + 8 * HOUR,
        **change: Any,
    ) -> CustodyRecord:
        """Assess and release a person, every open offence disposed of alike."""
        self.assess(record, at)
        record.refresh_from_db()
        release_person(
            **{
                "record_id": record.pk,
                "version": record.version,
                "disposals": self.offences_of(record, code),
                "bail": self.terms(),
                "occurred_at": at,
                "by": self.custody_officer,
                "at": at,
            }
            | change
        )
        record.refresh_from_db()
        return record
