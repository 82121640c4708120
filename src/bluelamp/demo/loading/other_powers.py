"""People in the suite who are under no arrest for an offence: section 136, recall to prison."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from bluelamp.access.models import Staff
from bluelamp.access.policies import Officer
from bluelamp.core.ids import new_id
from bluelamp.custody import services as custody
from bluelamp.custody.enums import (
    CellKind,
    DetentionType,
    MentalHealthCheckKind,
    VisitAction,
    VisitCondition,
    VisitSeen,
)
from bluelamp.custody.models import Cell, CustodyRecord, Suite
from bluelamp.custody.rules.mental_health import PlaceOfSafety
from bluelamp.nominals.models import Person

from .booking_in import assess_risk, tell_rights

MENTAL_HEALTH, RECALL = DetentionType.MENTAL_HEALTH, DetentionType.RECALL
RESTS_ON = {
    MENTAL_HEALTH: {"section": "S136", "consulted": "Nurse on street triage, by telephone."},
    RECALL: {"revocation": "LR 26/04417"},
}
FOUND = {
    MENTAL_HEALTH: "On the wrong side of a bridge's railing; spoke of voices.",
    RECALL: "Licence revoked; known from the circulation.",
}
ARRIVED = {MENTAL_HEALTH: 72, RECALL: 205}
PLACE = PlaceOfSafety(
    imminent_risk="Tried to choke himself with his belt in the car.",
    no_other_place="Both suites of the trust are full; asked by telephone.",
    health_checks="The custody nurse, every 30 minutes.",
)
NURSE_EVERY, VISIT_EVERY, STATION_REVIEW = 25, 50, 25


@dataclass(frozen=True, slots=True)
class Team:
    """Who takes the person in, decides, and authorises the station."""

    custody: Officer
    detention: Officer
    inspector: Officer
    detained_by: UUID


def hold_others(suite: Suite, team: Team, people: Iterator[Person], at: datetime) -> int:
    """Bring in one person under each power, decide, and care for them; return how many."""
    for kind in RESTS_ON:
        _Brought(suite, team, kind, at).hold(next(people))
    return len(RESTS_ON)


@dataclass(frozen=True, slots=True)
class _Brought:
    suite: Suite
    team: Team
    kind: DetentionType
    at: datetime

    def hold(self, person: Person) -> None:
        record = self._open(person)
        held = ARRIVED[self.kind] - 12
        self._decide(record, held)
        when = self._ago(held)
        assess_risk(record, 0, when=when, by=self.team.custody, at=self.at)
        tell_rights(record, 1, when=when, by=self.team.detention, at=self.at)
        self._visit(record, held)
        if self.kind is MENTAL_HEALTH:
            self._check(record, held)

    def _ago(self, minutes: int) -> datetime:
        return (self.at - timedelta(minutes=minutes)).astimezone(UTC)

    def _open(self, person: Person) -> CustodyRecord:
        arrived = ARRIVED[self.kind]
        arrest = custody.ArrestDetails(
            arrested_at=self._ago(arrived + 30),
            arrived_at=self._ago(arrived),
            arrested_by_id=self.team.detained_by,
            offence_ids=(),
            arrested_where="Bridge Street",
            circumstances=FOUND[self.kind],
            detention_type=self.kind,
            power=RESTS_ON[self.kind],
        )
        return custody.open_record(
            suite_id=self.suite.id,
            person_id=person.pk,
            arrest=arrest,
            by=self.team.detention,
            at=self.at,
        )

    def _decide(self, record: CustodyRecord, held: int) -> None:
        cells = Cell.objects.filter(suite=self.suite, out_of_use=False, occupations=None)
        cell = cells.exclude(kind=CellKind.DETENTION_ROOM).first()
        place = None
        if self.kind is MENTAL_HEALTH:
            inspector = Staff.objects.get(pk=self.team.inspector.id)
            place = custody.InspectorAuthority(PLACE, inspector, self._ago(held + 2))
        custody.hold_under_power(
            record_id=record.pk,
            version=record.version,
            text="Held as the papers say." if place is None else "To be assessed here.",
            not_told=None,
            place=place,
            occurred_at=self._ago(held),
            cell_id=cell.pk if cell else None,
            by=self.team.custody,
            at=self.at,
        )

    def _visit(self, record: CustodyRecord, held: int) -> None:
        every = VISIT_EVERY if self.kind is RECALL else NURSE_EVERY
        seen = custody.VisitTold(VisitSeen.SPOKE, VisitCondition.CALM, VisitAction.NONE)
        for ago in range(held - every, 0, -every):
            custody.record_visits(
                token=new_id(),
                visits={record.pk: seen},
                visited_at=self._ago(ago),
                by=self.team.detention,
                at=self.at,
            )

    def _check(self, record: CustodyRecord, held: int) -> None:
        nurse, sergeant = MentalHealthCheckKind.HCP, MentalHealthCheckKind.CUSTODY_OFFICER
        due = [(nurse, ago, self.team.detention) for ago in range(held - 5, 0, -NURSE_EVERY)]
        for kind, ago, by in [*due, (sergeant, STATION_REVIEW, self.team.custody)]:
            custody.check_mental_health(
                record_id=record.pk,
                kind=kind,
                still_holds=True,
                asleep=False,
                text="Calm, speaks; pulse and breathing normal.",
                occurred_at=self._ago(ago),
                by=by,
                at=self.at,
            )
