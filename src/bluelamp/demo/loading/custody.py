"""A custody suite with people in every state, made through the same services as the pages use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from bluelamp.access.enums import Rank, Role
from bluelamp.access.models import Unit
from bluelamp.access.policies import Officer
from bluelamp.access.selectors import officer_for
from bluelamp.audit.enums import ReasonCode
from bluelamp.audit.services import Reason
from bluelamp.core.ids import new_id
from bluelamp.core.time import now
from bluelamp.custody import services as custody
from bluelamp.custody.enums import (
    ArrestNecessity,
    CellKind,
    DetentionGround,
    DisposalCode,
    HospitalPurpose,
    ObservationLevel,
    ReviewOutcome,
    VisitAction,
    VisitCondition,
    VisitSeen,
)
from bluelamp.custody.models import Cell, CustodyRecord, DrugTestNotice, Suite
from bluelamp.custody.selectors.observation import observation_of
from bluelamp.investigations.models import Offence
from bluelamp.nominals.enums import DobQuality, WarningSignal
from bluelamp.nominals.models import Person
from bluelamp.nominals.services import add_warning_marker

from .belongings import record_belongings
from .booking_in import book_in_parts
from .cases import open_cases
from .other_powers import Team, hold_others
from .sign_ins import people_for

SUITE_UNIT = "NE-CU"


@dataclass(frozen=True, slots=True)
class Stay:
    """One person's stay; times are minutes before now, or after authorisation for reviews."""

    offences: tuple[str, ...]
    arrived: int
    authorised: int | None = None
    reviews: tuple[int, ...] = ()
    to_hospital: int | None = None
    released: int | None = None
    disposal: DisposalCode | None = None
    is_child: bool = False
    has_case: bool = False
    marker: tuple[WarningSignal, str] | None = None
    where: str = "High Street"
    account: str = ""
    visit_missed: bool = False


STAYS = (
    Stay(("TH68010",), 9, account="Stopped by store staff outside the shop with unpaid goods."),
    Stay(("CJ88001", "PU86005"), 24, where="Station forecourt"),
    Stay(("CD71039",), 75, 50, marker=(WarningSignal.SH, "Said they would harm themselves")),
    Stay(("TH68010",), 110, 85, account="Seen on CCTV placing cosmetics in a rucksack."),
    Stay(("MD71530",), 180, 160, is_child=True, where="Park gates"),
    Stay(("OF61102",), 365, 341, marker=(WarningSignal.VI, "Struck an officer on arrest")),
    Stay(
        ("TH68026",),
        380,
        372,
        account="Found in the rear garden by a dog handler.",
        visit_missed=True,
    ),
    Stay(("PC53001",), 400, 345, marker=(WarningSignal.WE, "Lock knife found on search")),
    Stay(("TH68007",), 660, 640, (355,)),
    Stay(("MD71192",), 780, 760, (350,), account="Drugs and two phones found on search."),
    Stay(("RT88191", "RT88334"), 300, 285, to_hospital=95, where="Ring road"),
    Stay(("TH68045",), 960, 940, (340,)),
    Stay(("OF61016",), 1290, 1270, (350, 880)),
    Stay(("FR06001",), 1395, 1370, (355, 890)),
    Stay(("PH97003",), 840, 815, (350,)),
    Stay(("TH68010",), 1500, 1480, (350,), released=1010, disposal=DisposalCode.RUI, has_case=True),
    Stay(("CD71039",), 1700, 1685, released=1420, disposal=DisposalCode.NFA),
    Stay(
        ("TH68037",),
        2100,
        2080,
        (350,),
        released=1600,
        disposal=DisposalCode.CHG_BAIL,
        has_case=True,
    ),
)


def fill_suite(seed: int, say: Callable[[str], None]) -> None:
    """Make the suite and everybody's stay in it. ``seed`` chooses who they are."""
    suite = _make_suite()
    team = _Team.on_duty()
    adults, children = _people(seed, child=False), _people(seed, child=True)
    at = now().replace(second=0, microsecond=0)
    for number, stay in enumerate(STAYS):
        person = next(children if stay.is_child else adults)
        record = _Told(suite, team, stay, number, at).book_in(person)
        record_belongings(record, number, by=team.detention, at=at)
        if stay.has_case:
            open_cases([record], at=at)
    team_of_others = Team(team.custody, team.detention, team.reviewer, team.arresting[0])
    others = hold_others(suite, team_of_others, adults, at)
    say(f"{len(STAYS) + others} custody records at {suite.name}")


def _make_suite() -> Suite:
    unit = Unit.objects.get(code=SUITE_UNIT)
    suite = Suite.objects.create(unit=unit, code="lantern-lane", name="Lantern Lane")
    DrugTestNotice.objects.create(
        suite=suite,
        in_force_from=date(2011, 6, 1),
        source="Home Office notification, synthetic",
        set_by_label="The force",
    )
    kinds = [CellKind.CELL] * 14 + [CellKind.ACCESSIBLE] * 2
    kinds += [CellKind.OBSERVATION] * 2 + [CellKind.DETENTION_ROOM] * 2
    # Room for whoever is booked in while the demonstration is shown.
    kinds += [CellKind.CELL] * 4
    Cell.objects.bulk_create(
        Cell(
            suite=suite,
            number=f"{'MFD'[place // 10]}{place % 10 + 1}",
            kind=kind,
            position=place,
            out_of_use=place == 13,
        )
        for place, kind in enumerate(kinds)
    )
    return suite


@dataclass(frozen=True, slots=True)
class _Team:
    """The officers on duty in the demonstration."""

    custody: Officer
    detention: Officer
    reviewer: Officer
    arresting: tuple[UUID, ...]
    investigating: tuple[UUID, ...]

    @classmethod
    def on_duty(cls) -> _Team:
        constables = [s.id for s in people_for(Role.INVESTIGATING_OFFICER, Rank.CONSTABLE)]
        return cls(
            custody=_officer(Role.CUSTODY_OFFICER, Rank.SERGEANT),
            detention=_officer(Role.DETENTION_OFFICER),
            reviewer=_officer(Role.INSPECTOR, Rank.INSPECTOR),
            arresting=tuple(constables[5:]),
            investigating=tuple(constables[:5]),
        )


def _officer(role: Role, rank: Rank | None = None) -> Officer:
    reason = Reason(ReasonCode.CUSTODY)
    return officer_for(people_for(role, rank)[0], at=now(), reason=reason)


def _people(seed: int, *, child: bool) -> Iterator[Person]:
    """Yield people to be detained, the same ones for the same seed."""
    youngest = date(2009, 1, 1) if child else date(1960, 1, 1)
    oldest = date(2011, 1, 1) if child else date(2003, 1, 1)
    fitting = Person.objects.filter(
        birth_quality=DobQuality.EXACT, born_from__gte=youngest, born_from__lt=oldest
    ).order_by("born_from", "known_as")
    step = 1 if child else max(1, min(61 + seed % 17, fitting.count() // 60))
    yield from fitting[: step * 60 : step]


def _seen_calm(ago: int) -> custody.VisitTold:
    seen = VisitSeen.SPOKE if ago % 3 else VisitSeen.ASLEEP
    return custody.VisitTold(seen, VisitCondition.CALM, VisitAction.NONE)


@dataclass(frozen=True, slots=True)
class _Told:
    """The telling of one stay, step by step, at times counted back from ``at``."""

    suite: Suite
    team: _Team
    stay: Stay
    number: int
    at: datetime

    def book_in(self, person: Person) -> CustodyRecord:
        record = self._open(person)
        if self.stay.authorised is not None:
            self._authorise(record)
            self._hold_reviews(record)
        if self.stay.marker is not None:
            self._warn(record, *self.stay.marker)
        if self.stay.released is None and self.stay.authorised is not None:
            self._care(record)
        if self.stay.to_hospital is not None:
            self._to_hospital(record)
        if self.stay.released is not None:
            self._release(record)
        return record

    def _ago(self, minutes: int) -> datetime:
        return (self.at - timedelta(minutes=minutes)).astimezone(UTC)

    def _version(self, record: CustodyRecord) -> int:
        record.refresh_from_db(fields=["version"])
        return record.version

    def _open(self, person: Person) -> CustodyRecord:
        offences = Offence.objects.filter(code__in=self.stay.offences)
        whose = self.stay.arrived
        arrest = custody.ArrestDetails(
            arrested_at=self._ago(self.stay.arrived + 35),
            arrived_at=self._ago(self.stay.arrived),
            arrested_by_id=self.team.arresting[whose % len(self.team.arresting)],
            investigating_officer_id=self.team.investigating[whose % 5],
            offence_ids=tuple(offences.values_list("id", flat=True)),
            necessity=(ArrestNecessity.INVESTIGATE,),
            arrested_where=self.stay.where,
            circumstances=self.stay.account,
        )
        return custody.open_record(
            suite_id=self.suite.id,
            person_id=person.pk,
            arrest=arrest,
            by=self.team.detention,
            at=self.at,
        )

    def _authorise(self, record: CustodyRecord) -> None:
        assert self.stay.authorised is not None  # noqa: S101 - for the type checker
        free = Cell.objects.filter(suite=self.suite, out_of_use=False, occupations=None)
        rooms = CellKind.DETENTION_ROOM
        cell = (free.filter(kind=rooms) if self.stay.is_child else free.exclude(kind=rooms)).first()
        custody.authorise_detention(
            record_id=record.pk,
            version=self._version(record),
            grounds=[DetentionGround.SECURE, DetentionGround.QUESTION],
            text="Enquiries to complete and interview to be held.",
            not_told=None,
            occurred_at=self._ago(self.stay.authorised),
            cell_id=cell.id if cell else None,
            by=self.team.custody,
            at=self.at,
        )
        book_in_parts(
            record,
            self.number,
            when=self._ago(self.stay.authorised),
            sergeant=self.team.custody,
            detention=self.team.detention,
            at=self.at,
        )

    def _warn(self, record: CustodyRecord, code: WarningSignal, reason: str) -> None:
        add_warning_marker(
            person_id=record.person_id,
            code=code,
            reason=reason,
            evidence=record.pk,
            review_on=(self.at + timedelta(days=365)).date(),
            by=self.team.custody,
            at=self.at,
        )

    def _hold_reviews(self, record: CustodyRecord) -> None:
        for after in self.stay.reviews:
            custody.hold_review(
                record_id=record.pk,
                version=self._version(record),
                outcome=ReviewOutcome.CONTINUE,
                text="Investigation conducted diligently; grounds for detention remain.",
                representations=[custody.NOTHING_SAID],
                occurred_at=self._ago((self.stay.authorised or 0) - after),
                by=self.team.reviewer,
                at=self.at,
            )

    def _care(self, record: CustodyRecord) -> None:
        """Visit as often as the level asks, but for one visit that was missed."""
        level = observation_of([record])[record.pk].level
        every = 55 if level is ObservationLevel.GENERAL else 27
        visits = range(self.stay.arrived - every, self.stay.to_hospital or 0, -every)
        for ago in visits[:-1] if self.stay.visit_missed else visits:
            custody.record_visits(
                token=new_id(),
                visits={record.pk: _seen_calm(ago)},
                visited_at=self._ago(ago),
                by=self.team.detention,
                at=self.at,
            )

    def _to_hospital(self, record: CustodyRecord) -> None:
        assert self.stay.to_hospital is not None  # noqa: S101 - for the type checker
        custody.leave_for_hospital(
            record_id=record.pk,
            version=self._version(record),
            purpose=HospitalPurpose.TREATMENT,
            where="Lantern General Hospital",
            occurred_at=self._ago(self.stay.to_hospital),
            by=self.team.custody,
            at=self.at,
        )

    def _release(self, record: CustodyRecord) -> None:
        assert self.stay.released is not None  # noqa: S101 - for the type checker
        code = self.stay.disposal or DisposalCode.NFA
        offences = [offence.id for offence in record.offences.all()]
        if code is DisposalCode.CHG_BAIL:
            self._charge(record, offences)
        self._assess(record)
        day = (self.at + timedelta(days=28)).date().isoformat()
        details = {"review_on": day, "reason": "No realistic prospect of conviction."}
        decision = custody.Decision(code, details)
        custody.release_person(
            record_id=record.pk,
            version=self._version(record),
            disposals={} if code is DisposalCode.CHG_BAIL else dict.fromkeys(offences, decision),
            occurred_at=self._ago(self.stay.released),
            override="Their things were handed to them at the desk.",
            text="Decided by the custody officer with the investigating officer's account.",
            by=self.team.custody,
            at=self.at,
        )

    def _charge(self, record: CustodyRecord, offences: list[UUID]) -> None:
        hearing = (self.at + timedelta(days=21)).date().isoformat()
        details = {"court": "Lantern Magistrates’ Court", "hearing_on": hearing}
        custody.charge_person(
            record_id=record.pk,
            version=self._version(record),
            offence_ids=offences,
            decision=custody.Decision(DisposalCode.CHG_BAIL, details),
            facts=custody.ChargeFacts(reply="No reply."),
            occurred_at=self._ago((self.stay.released or 0) + 20),
            by=self.team.custody,
            at=self.at,
        )

    def _assess(self, record: CustodyRecord) -> None:
        custody.assess_risk(
            record_id=record.pk,
            told=custody.before_release("Lives nearby; walks home."),
            occurred_at=self._ago((self.stay.released or 0) + 10),
            by=self.team.custody,
            at=self.at,
        )
