"""A small programme for tests: a team on a roster, a venue that passes the gate, one course."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from tests.officers import LONG_AGO, unit

from bluelamp.access.enums import CommandClass, Rank, Role
from bluelamp.access.models import RoleHolding, Staff, Unit
from bluelamp.access.policies import Officer
from bluelamp.audit.enums import ReasonCode
from bluelamp.audit.services import Reason
from bluelamp.training.enums import Delivery, DeliveryMode, TrainerKind
from bluelamp.training.models import (
    Booking,
    Certification,
    Course,
    CourseVersion,
    Drop,
    DutyPattern,
    Learner,
    Programme,
    Requirement,
    Room,
    Roster,
    Trainer,
    TrainingSession,
    Venue,
    VirtualRoom,
)
from bluelamp.training.services import (
    SessionPlan,
    accept_booking,
    add_session,
    invite_learners,
    open_session,
)

AT = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
"""A Monday; training begins a week later and go-live is on 15 March."""
FIRST_DAY = date(2027, 2, 8)
GO_LIVE = date(2027, 3, 15)


@dataclass
class World:
    """What tests stand on; people and sessions are made as a test needs them."""

    drop: Drop
    command: Unit
    team: Unit
    room: Room
    virtual_room: VirtualRoom
    course: Course
    version: CourseVersion
    virtual_version: CourseVersion
    trainers: list[Trainer]
    coordinator: Officer
    weekdays: Roster
    count: int = 0

    def officer(
        self,
        *roles: Role,
        of: Unit | None = None,
        rank: Rank = Rank.CONSTABLE,
        manager: Officer | None = None,
    ) -> Officer:
        self.count += 1
        staff = Staff.objects.create(
            staff_number=f"W{self.count}",
            given_name="Ada",
            family_name=f"Number{self.count}",
            rank=rank,
            unit=of or self.team,
            line_manager_id=manager.id if manager else None,
        )
        RoleHolding.objects.bulk_create(
            RoleHolding(staff=staff, role=role, held_from=LONG_AGO) for role in roles
        )
        return as_officer(staff, *roles)

    def learner(self, *, of: Unit | None = None, **more) -> Learner:
        officer = self.officer(of=of, manager=more.pop("manager", None))
        given = {"mode": DeliveryMode.CLASSROOM, "roster": self.weekdays, **more}
        learner = Learner.objects.create(
            programme=self.drop.programme, staff_id=officer.id, command=self.command, **given
        )
        Requirement.objects.create(learner=learner, course=self.course, source="POST")
        return learner

    def learners(self, number: int, **more) -> list[Learner]:
        """Return people of different teams, so that no cap stands in the way."""
        return [self.learner(of=self.new_team(), **more) for _ in range(number)]

    def new_team(self) -> Unit:
        self.count += 1
        made = unit(f"T{self.count}", self.command, "TEAM")
        self.fill(made)
        return made

    def fill(self, team: Unit, strength: int = 9) -> None:
        """Give a team so many colleagues in scope."""
        for _ in range(strength):
            staff = self.officer(of=team)
            Learner.objects.create(
                programme=self.drop.programme,
                staff_id=staff.id,
                command=self.command,
                mode=DeliveryMode.CLASSROOM,
            )

    def session(self, day: date = FIRST_DAY, *, seats: int | None = None, **more):
        """Return an open session with its team."""
        exception = more.pop("team_exception", "The facilitator is ill")
        plan = SessionPlan(
            version_id=more.pop("version", self.version).pk,
            days=more.pop("days", (day,)),
            room_id=more.pop("room", self.room).pk,
            seats=seats,
            team_exception=exception,
            **more,
        )
        made = add_session(plan=plan, by=self.coordinator, at=AT)
        return open_session(session_id=made.pk, by=self.coordinator, at=AT)

    def another_room(self, **more) -> Room:
        self.count += 1
        given = {"seats": 12, "loop": True, "adjustable_desks": 2, **more}
        given.setdefault("venue", self.room.venue)
        return Room.objects.create(name=f"Room {self.count}", **given)

    def booked(self, session: TrainingSession, learner: Learner, *, accept: bool = True) -> Booking:
        made, left = invite_learners(
            session_id=session.pk, learner_ids=[learner.pk], by=self.coordinator, at=AT
        )
        assert left == []
        if not accept:
            return made[0]
        return accept_booking(booking_id=made[0].pk, by=self.of(learner), at=AT)

    @staticmethod
    def of(learner: Learner, *roles: Role) -> Officer:
        return as_officer(Staff.objects.get(pk=learner.staff_id), *roles)


def as_officer(staff: Staff, *roles: Role) -> Officer:
    return Officer(
        id=UUID(str(staff.pk)),
        label=staff.label,
        rank=Rank(staff.rank),
        roles=frozenset(roles),
        unit_id=staff.unit_id,
        reason=Reason(ReasonCode.SUPERVISION),
    )


def good_venue(code: str = "V1", **more) -> Venue:
    given = {
        "name": f"Venue {code}",
        "place": "Lambeth",
        "step_free": True,
        "parking_spaces": 4,
        "fixed_loops": 1,
        "adjustable_desks": 2,
        "breakout": True,
        "contemplation_room": True,
        **more,
    }
    return Venue.objects.create(code=code, **given)


def make_world() -> World:
    force = unit()
    command = unit("AS", force, "BCU")
    Unit.objects.filter(pk=command.pk).update(command_class=CommandClass.BCU)
    command.refresh_from_db()
    team = unit("AS-1", command, "TEAM")
    programme = Programme.objects.create(
        code="drop-two",
        name="Second drop",
        decision="PCD 1507",
        classroom_decided=22_500,
        digital_decided=22_500,
    )
    drop = Drop.objects.create(
        programme=programme, number=2, name="Drop 2", starts_on=FIRST_DAY, go_live=GO_LIVE
    )
    course = Course.objects.create(drop=drop, code="RESP", title="Response", module="crime")
    versions = [
        CourseVersion.objects.create(
            course=course, delivery=delivery, minutes=360, valid_from=FIRST_DAY
        )
        for delivery in (Delivery.CLASSROOM, Delivery.VIRTUAL)
    ]
    trainers = [
        Trainer.objects.create(name=f"{kind.label} {number}", kind=kind)
        for kind in TrainerKind
        for number in range(2)
    ]
    Certification.objects.bulk_create(
        Certification(trainer=each, course=course) for each in trainers
    )
    world = World(
        drop=drop,
        command=command,
        team=team,
        room=Room.objects.create(
            venue=good_venue(), name="One", seats=12, loop=True, adjustable_desks=2
        ),
        virtual_room=VirtualRoom.objects.create(name="Virtual 1", join_url="https://meet.test/1"),
        course=course,
        version=versions[0],
        virtual_version=versions[1],
        trainers=trainers,
        coordinator=None,
        weekdays=_weekdays(),
    )
    world.coordinator = world.officer(Role.TRAINING_COORDINATOR, of=force)
    return world


def _weekdays() -> Roster:
    pattern = DutyPattern.objects.create(
        code="weekday", cycle=[["09:00", "17:00"]] * 5 + [None, None], begins=date(2027, 1, 4)
    )
    return Roster.objects.create(code="weekday", duty_pattern=pattern)


def days_on(first: date, number: int) -> tuple[date, ...]:
    return tuple(first + timedelta(days=each) for each in range(number))
