"""Loading the programme: curriculum, places, people, a timetable, and how far it has come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import cycle, repeat
from random import Random
from uuid import UUID

from django.db import connection

from bluelamp.access.enums import Rank, Role
from bluelamp.access.models import Staff, Unit
from bluelamp.access.policies import Officer
from bluelamp.audit.enums import ReasonCode
from bluelamp.audit.services import Reason
from bluelamp.core.copying import copy_rows
from bluelamp.core.time import day_of, now
from bluelamp.demo.force import generate_units
from bluelamp.training.enums import AbsenceKind, Delivery, RoleProfile
from bluelamp.training.models import (
    Absence,
    Drop,
    DutyPattern,
    FrozenDay,
    Learner,
    PostRule,
    Programme,
    Roster,
    TeamLimit,
)
from bluelamp.training.rules.shift_patterns import (
    FOUR_ON_FOUR_OFF,
    TWO_TWO_TWO_FOUR,
    WEEKDAYS,
    ReportedPattern,
)
from bluelamp.training.services import (
    TeamPlace,
    derive_requirements,
    enrol_staff,
    make_timetable,
    set_clearances,
    take_snapshot,
)

from .curriculum import make_curriculum
from .evaluations import make_evaluations
from .needs import make_plans
from .packages import make_packages
from .places import appoint, make_places
from .progress import make_progress
from .refreshers import make_refreshers
from .snapshots import keep_past_weeks

Say = Callable[[str], None]
WEEKS = 8
WEEKS_PAST = 3
PATTERNS: dict[str, ReportedPattern] = {
    "2-2-2-4": TWO_TWO_TWO_FOUR,
    "4-on 4-off": FOUR_ON_FOUR_OFF,
    "weekday": WEEKDAYS,
}
PROFILES = {
    "response": RoleProfile.RESPONSE,
    "neighbourhood": RoleProfile.NEIGHBOURHOOD,
    "custody": RoleProfile.CUSTODY,
    "property_store": RoleProfile.PROPERTY,
    "local_investigation": RoleProfile.LOCAL_INVESTIGATION,
    "safeguarding": RoleProfile.SAFEGUARDING,
    "intelligence": RoleProfile.INTELLIGENCE,
    "specialist_detectives": RoleProfile.SPECIALIST_CRIME,
    "public_order": RoleProfile.RESPONSE,
    "road_policing": RoleProfile.RESPONSE,
    "protection": RoleProfile.RESPONSE,
    "recruits": RoleProfile.RESPONSE,
    "contact_centre": RoleProfile.CONTACT_CENTRE,
    "criminal_justice": RoleProfile.CRIMINAL_JUSTICE,
    "records": RoleProfile.RECORDS_AND_AUDIT,
    "audit": RoleProfile.RECORDS_AND_AUDIT,
}
USED_BEFORE = {"custody": "custody", "property": "property", "criminal_justice": "case"}


def appoint_staff() -> None:
    """Give the roles of the programme to staff of the force."""
    appoint(Role.TRAINING_COORDINATOR, 4)
    appoint(Role.ADJUSTMENTS_COORDINATOR, 2)
    appoint(Role.TRAINER, 20)


def load_training(seed: int, say: Say) -> None:
    """Load the programme half-way through its weeks of training."""
    rng, at = Random(seed), now()
    drop = _programme(day_of(at))
    by = _coordinator()
    make_curriculum(drop, drop.starts_on)
    people = Staff.objects.filter(is_active=True).count()
    make_places(rng, people, WEEKS * 5, drop.starts_on, drop.go_live)
    teams = _teams(seed, drop.programme)
    enrolled = enrol_staff(programme_id=drop.programme_id, by=by, at=at, teams=teams)
    _used_before()
    _absences(rng, drop)
    derived = derive_requirements(drop_id=drop.pk, by=by, at=at)
    say(f"{enrolled:,} people in training, {derived.added:,} courses to take")
    make_plans(rng, at, drop.go_live)
    told = datetime.combine(drop.starts_on - timedelta(days=28), at.timetz(), UTC)
    for delivery in (Delivery.CLASSROOM, Delivery.VIRTUAL):
        made = make_timetable(drop_id=drop.pk, delivery=delivery, by=by, at=told)
        say(f"{made.sessions:,} {delivery.label.lower()} sessions, {made.bookings:,} bookings")
        if made.left:
            say(f"{made.left:,} without a place there yet")
    make_progress(at)
    say("The past weeks of training have happened")
    make_packages(drop, by, at)
    say("Digital packages, with people on their way through them")
    make_evaluations(rng, drop, at)
    say("What people say of their training")
    keep_past_weeks(drop, day_of(at))
    set_clearances(at=at)
    say(f"{make_refreshers(drop, by, at):,} refreshers of who learnt too early")
    take_snapshot(drop_id=drop.pk, by=by, at=at)
    say("Readiness, week by week")


def _programme(today: date) -> Drop:
    """Return the drop, begun some weeks ago on a Monday."""
    programme = Programme.objects.create(
        code="drop-two",
        name="Core policing platform, second drop",
        decision="PCD 1507",
        classroom_decided=22_500,
        digital_decided=22_500,
    )
    monday = today - timedelta(days=today.weekday())
    starts = monday - timedelta(weeks=WEEKS_PAST)
    drop = Drop.objects.create(
        programme=programme,
        number=2,
        name="Drop 2",
        starts_on=starts,
        go_live=starts + timedelta(weeks=WEEKS),
        window_days=56,
    )
    frozen = monday + timedelta(weeks=2, days=4)
    FrozenDay.objects.create(drop=drop, day=frozen, why="Planned operation across the force")
    return drop


def _coordinator() -> Officer:
    holders = Staff.objects.filter(role_holdings__role=Role.TRAINING_COORDINATOR)
    staff = holders.order_by("staff_number").first()
    assert staff is not None  # noqa: S101  appointed before
    return Officer(
        id=staff.pk,
        label=staff.label,
        rank=Rank(staff.rank),
        roles=frozenset({Role.TRAINING_COORDINATOR}),
        unit_id=staff.unit_id,
        reason=Reason(ReasonCode.SUPERVISION),
    )


def _teams(seed: int, programme: Programme) -> dict:
    """Make rosters, limits and rules of posts; return where each team works, and how."""
    units = Unit.objects.in_bulk(field_name="code")
    rosters = _rosters()
    places, rules, limits = {}, [], []
    for each in generate_units(seed):
        unit = units.get(each.code)
        if unit is None or not each.shape:
            continue
        roster = next(rosters[each.pattern]) if each.pattern in rosters else None
        places[unit.pk] = TeamPlace(roster, _place_of(unit, units))
        if each.shape in PROFILES:
            profile = PROFILES[each.shape].value
            rules.append(PostRule(programme=programme, unit=unit, profile=profile))
        if each.shape == "response":
            limits.append(TeamLimit(unit=unit, cap_percent=10))
    supervisor = RoleProfile.SUPERVISOR.value
    for rank in (Rank.SERGEANT, Rank.INSPECTOR):
        rules.append(PostRule(programme=programme, rank=rank.value, profile=supervisor))
    PostRule.objects.bulk_create(rules)
    TeamLimit.objects.bulk_create(limits)
    return places


def _rosters() -> dict[str, Iterator[UUID]]:
    """Make the rosters; of a pattern without a letter one team after another takes the next."""
    found: dict[str, Iterator[UUID]] = {}
    for code, reported in PATTERNS.items():
        pattern = DutyPattern.objects.create(
            code=code,
            rule=reported.rule,
            begins=date(2024, 1, 1),
            cycle=[
                [f"{duty.start:%H:%M}", f"{duty.end:%H:%M}"] if duty else None
                for duty in reported.cycle
            ],
        )
        made = []
        for letter, offset in reported.offsets.items():
            name = code if code == "weekday" else f"{code}/{letter}"
            roster = Roster.objects.create(code=name, duty_pattern=pattern, offset=offset)
            made.append(roster.pk)
            found[name] = repeat(roster.pk)
        found[code] = cycle(made)
    return found


def _place_of(unit: Unit, units: dict[str, Unit]) -> str:
    letters = unit.code.split("-")[0]
    return units[letters].name


def _used_before() -> None:
    """Let those who work in the modules of the first drop have used them."""
    with connection.cursor() as cursor:
        for profile, module in USED_BEFORE.items():
            cursor.execute(
                "UPDATE training_learner SET used_before = ARRAY[%s]::varchar[] "
                "WHERE profiles @> ARRAY[%s]::varchar[] AND number %% 5 <> 0",
                [module, profile],
            )


def _absences(rng: Random, drop: Drop) -> None:
    """Send some people on leave, to court or on sickness leave; a few are away for long."""
    kinds = [AbsenceKind.LEAVE] * 5 + [AbsenceKind.SICKNESS, AbsenceKind.COURT]
    ids = list(Learner.objects.order_by("number").values_list("pk", flat=True))
    chosen = rng.sample(ids, k=len(ids) // 12)
    span = (drop.go_live - drop.starts_on).days
    rows = []
    for learner in chosen:
        kind = rng.choice(kinds)
        first = drop.starts_on + timedelta(days=rng.randrange(span))
        length = {AbsenceKind.LEAVE: 10, AbsenceKind.SICKNESS: 4, AbsenceKind.COURT: 2}[kind]
        last = first + timedelta(days=rng.randrange(length))
        rows.append(Absence(learner_id=learner, kind=kind.value, first=first, last=last))
    copy_rows(rows)
    away = rng.sample(ids, k=len(ids) // 60)
    Learner.objects.filter(pk__in=away).update(out_of_scope="LONG_ABSENCE")
