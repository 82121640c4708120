"""Who is in the programme, what their posts ask, and how they are taught (section 3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from bluelamp.access.enums import CommandClass, UnitKind
from bluelamp.access.models import RoleHolding, Staff, Unit
from bluelamp.access.policies import Officer, require
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_change, record_collection
from bluelamp.core.copying import copy_rows
from bluelamp.training.enums import (
    DeliveryMode,
    Level,
    ModeReason,
    Outcome,
    PlanState,
    PlatformModule,
    RoleProfile,
)
from bluelamp.training.models import (
    AdjustmentPlan,
    Course,
    CurriculumRow,
    Drop,
    Learner,
    PostRule,
    Prerequisite,
    Programme,
    Requirement,
)
from bluelamp.training.policies import can_manage_training
from bluelamp.training.rules.audience import Mode, mode_for
from bluelamp.training.rules.curriculum import Cell, Lesson, requirements_of

AUDIENCE_UNITS = {UnitKind.BCU, UnitKind.COMMAND, UnitKind.FORCE}


@dataclass(frozen=True, slots=True)
class Derived:
    """How many requirements there are after they were derived, and what changed."""

    added: int
    dropped: int
    kept: int


@dataclass(frozen=True, slots=True)
class TeamPlace:
    """Where a team works and by which roster."""

    roster_id: UUID | None = None
    place: str = ""


@transaction.atomic
def enrol_staff(
    *,
    programme_id: UUID,
    by: Officer,
    at: datetime,
    teams: Mapping[UUID, TeamPlace] | None = None,
) -> int:
    """Take everybody active who is not in a programme yet into this one; return how many.

    Their command decides how they are taught (TRN-3.2), the rules of posts what they do.
    """
    require(can_manage_training(by))
    programme = Programme.objects.get(pk=programme_id)
    units = Unit.objects.in_bulk()
    profiles = _Profiles(programme, units)
    staff = Staff.objects.filter(is_active=True, learner=None).order_by("staff_number")
    learners = [
        _new_learner(each, programme, units, profiles, (teams or {}).get(each.unit_id), by, at)
        for each in staff.defer("password")
    ]
    copy_rows(learners)
    subject = Subject("training_programme", (programme.pk,), programme.code, regime=Regime.GEN)
    record_collection(by=by, of=subject, action="enrol_staff")
    return len(learners)


@transaction.atomic
def derive_requirements(*, drop_id: UUID, by: Officer, at: datetime) -> Derived:
    """Set what everybody must take, from the matrix and their posts (TRN-3.10 to TRN-3.13).

    What is no longer asked and not begun is dropped; what was begun or added by hand stays.
    """
    require(can_manage_training(by))
    drop = Drop.objects.get(pk=drop_id)
    wanted = _wanted(drop)
    held: dict[tuple[UUID, UUID], Requirement] = {}
    for each in Requirement.objects.filter(course__drop=drop).only("learner", "course", "outcome"):
        held[each.learner_id, each.course_id] = each
    copy_rows(
        Requirement(learner_id=learner, course_id=course, source=str(source))
        for (learner, course), source in wanted.items()
        if (learner, course) not in held
    )
    gone = [each.pk for key, each in held.items() if key not in wanted]
    dropped, _ = (
        Requirement.objects.filter(pk__in=gone, outcome=Outcome.NOT_STARTED)
        .exclude(source="ADDED")
        .delete()
    )
    subject = Subject("training_drop", (drop.pk,), regime=Regime.GEN)
    record_change(by=by, of=subject, action="derive_requirements")
    return Derived(len(wanted.keys() - held.keys()), dropped, len(wanted.keys() & held.keys()))


@transaction.atomic
def set_mode(
    *,
    learner_id: UUID,
    by: Officer,
    at: datetime,
    can_travel: bool | None = None,
    seat_free: bool = True,
) -> Learner:
    """Set how somebody is taught from command, travel and agreed adjustments (TRN-3.3)."""
    require(can_manage_training(by))
    held = Learner.objects.select_for_update(of=("self",), no_key=True)
    learner = held.select_related("command").get(pk=learner_id)
    if can_travel is not None:
        learner.can_travel = can_travel
    plan = AdjustmentPlan.objects.filter(learner=learner, state=PlanState.AGREED).first()
    adjusted = DeliveryMode(plan.mode_wanted) if plan and plan.mode_wanted else None
    mode = mode_for(
        CommandClass(learner.command.command_class),
        can_travel=learner.can_travel,
        adjusted_to=adjusted,
        seat_free=seat_free,
    )
    _take_mode(learner, mode, by.label, at)
    learner.version += 1
    learner.save()
    subject = Subject("learner", (learner.pk,), version=learner.version, regime=Regime.GEN)
    record_change(by=by, of=subject, action="set_mode")
    return learner


class _Profiles:
    """The rules of posts, ready to be asked of 45,000 people."""

    def __init__(self, programme: Programme, units: Mapping[UUID, Unit]) -> None:
        self._roles: dict[UUID, set[str]] = defaultdict(set)
        open_now = RoleHolding.objects.filter(held_until=None)
        for staff, role in open_now.values_list("staff", "role"):
            self._roles[staff].add(role)
        self._by_unit: dict[UUID | None, list[PostRule]] = defaultdict(list)
        for rule in PostRule.objects.filter(programme=programme):
            self._by_unit[rule.unit_id].append(rule)
        self._units = units

    def of(self, staff: Staff) -> list[str]:
        """Return the profiles of somebody's post; whoever fits no rule is OTHER."""
        found = {
            rule.profile
            for unit in (None, *self._above(staff.unit_id))
            for rule in self._by_unit.get(unit, ())
            if rule.rank in ("", staff.rank)
            and (not rule.role or rule.role in self._roles[staff.pk])
        }
        return sorted(found) or [RoleProfile.OTHER.value]

    def _above(self, unit_id: UUID | None) -> Iterable[UUID]:
        while unit_id:
            yield unit_id
            unit_id = self._units[unit_id].parent_id


def _new_learner(
    staff: Staff,
    programme: Programme,
    units: Mapping[UUID, Unit],
    profiles: _Profiles,
    team: TeamPlace | None,
    by: Officer,
    at: datetime,
) -> Learner:
    command = command_of(units[staff.unit_id], units)
    learner = Learner(
        programme=programme,
        staff_id=staff.pk,
        command_id=command.pk,
        profiles=profiles.of(staff),
        used_before=[],
        roster_id=team.roster_id if team else None,
        place=team.place if team else "",
    )
    _take_mode(learner, mode_for(CommandClass(command.command_class)), by.label, at)
    return learner


def command_of(unit: Unit, units: Mapping[UUID, Unit]) -> Unit:
    """Return the BCU or command to which a unit belongs; the force itself for its chiefs."""
    while UnitKind(unit.kind) not in AUDIENCE_UNITS and unit.parent_id:
        unit = units[unit.parent_id]
    return unit


def _take_mode(learner: Learner, mode: Mode, by: str, at: datetime) -> None:
    learner.mode = DeliveryMode(mode.mode).value
    learner.mode_reason = ModeReason(mode.reason).value
    learner.is_exception = mode.is_exception
    learner.mode_set_by, learner.mode_set_at = by, at


def _wanted(drop: Drop) -> dict[tuple[UUID, UUID], str]:
    """Return what everybody in scope must take, each kind of post worked out once."""
    matrix = [
        Cell(
            RoleProfile(row.profile),
            PlatformModule(row.module),
            Level(row.level),
            row.course.code if row.course else None,
        )
        for row in CurriculumRow.objects.filter(drop=drop).select_related("course")
    ]
    lessons = lessons_of(drop)
    ids = dict(Course.objects.filter(drop=drop).values_list("code", "pk"))
    known: dict[tuple[tuple[str, ...], tuple[str, ...]], dict[str, str]] = {}
    wanted: dict[tuple[UUID, UUID], str] = {}
    people = Learner.objects.filter(programme=drop.programme_id)
    for pk, profiles, used in people.values_list("pk", "profiles", "used_before"):
        kind = (tuple(profiles), tuple(used))
        if kind not in known:
            found = requirements_of(
                [RoleProfile(each) for each in profiles],
                [PlatformModule(each) for each in used],
                matrix,
                lessons,
            )
            known[kind] = {code: source.value for code, source in found.items()}
        for code, source in known[kind].items():
            wanted[pk, ids[code]] = source
    return wanted


def lessons_of(drop: Drop) -> dict[str, Lesson]:
    """Return the courses of a drop as requirements see them."""
    before: dict[UUID, list[str]] = defaultdict(list)
    for each in Prerequisite.objects.filter(course__drop=drop).select_related("needs"):
        before[each.course_id].append(each.needs.code)
    return {
        course.code: Lesson(
            course.code,
            PlatformModule(course.module) if course.module else None,
            course.delta_of.code if course.delta_of else None,
            tuple(before[course.pk]),
        )
        for course in Course.objects.filter(drop=drop).select_related("delta_of")
    }
