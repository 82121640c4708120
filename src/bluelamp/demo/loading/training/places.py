"""Venues, rooms and trainers of the demonstration, as many as its people need."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import cycle
from math import ceil
from random import Random

from django.db.models import Case, When

from bluelamp.access.enums import Rank, Role, UnitKind
from bluelamp.access.models import RoleHolding, Staff, Unit
from bluelamp.training.enums import EquipmentKind, TrainerKind
from bluelamp.training.models import (
    Certification,
    Course,
    Equipment,
    Room,
    Trainer,
    TravelTime,
    Venue,
    VirtualRoom,
)
from bluelamp.training.rules.volume import trainers_on_the_books

CLASS = 12
SLACK = 0.7
"""Share of the seats that caps, rosters and leave let anybody take."""
STREETS = ("Tannery", "Chandler", "Lantern", "Ropewalk", "Foundry", "Orchard", "Canal", "Mill")


def make_places(rng: Random, people: int, days: int, first: date, last: date) -> None:
    """Make enough rooms, virtual rooms and trainers to teach half the people each way."""
    rooms = max(2, ceil(people / 2 / (CLASS * days * SLACK)))
    venues = _venues(rng, first)
    places = cycle(venues)
    Room.objects.bulk_create(
        Room(
            venue=next(places),
            name=f"Classroom {number // len(venues) + 1}",
            seats=CLASS,
            loop=True,
            adjustable_desks=2,
        )
        for number in range(rooms)
    )
    VirtualRoom.objects.bulk_create(
        VirtualRoom(
            name=f"Virtual room {number + 1}",
            join_url="https://meet.jit.si/bluelamp-training",
            phone=f"020 7946 {number % 900 + 100:04d}",
        )
        for number in range(rooms)
    )
    _trainers(rng, trainers_on_the_books(2 * rooms) + 2, venues, first, last)


def _venues(rng: Random, first: date) -> list[Venue]:
    bcus = list(Unit.objects.filter(kind=UnitKind.BCU).order_by("code"))
    venues = [_venue(rng, bcu, first) for bcu in bcus]
    Venue.objects.bulk_create(venues)
    # One that was looked at and may not be used: it has no contemplation room (V20).
    Venue.objects.create(
        code="OLD-HALL",
        name="Old Drill Hall",
        place=bcus[0].name,
        step_free=True,
        parking_spaces=6,
        portable_loops=1,
        adjustable_desks=2,
        breakout=True,
        inspected_on=first - timedelta(days=30),
        inspected_by="Estates",
    )
    Equipment.objects.bulk_create(
        Equipment(venue=venue, kind=kind.value, quantity=quantity, tested_on=first)
        for venue in venues
        for kind, quantity in ((EquipmentKind.PORTABLE_LOOP, 1), (EquipmentKind.LAPTOP, 14))
    )
    TravelTime.objects.bulk_create(
        TravelTime(
            origin=one.name,
            destination=two.name,
            minutes=10 if one == two else rng.randrange(25, 85, 5),
        )
        for one in bcus
        for two in bcus
    )
    return venues


def _venue(rng: Random, bcu: Unit, first: date) -> Venue:
    street = rng.choice(STREETS)
    return Venue(
        code=f"{bcu.code}-TC",
        name=f"{bcu.name.removesuffix(' BCU')} Training Centre",
        address=f"{rng.randint(2, 90)} {street} Road",
        place=bcu.name,
        step_free=True,
        accessible_toilet=True,
        parking_spaces=rng.randint(6, 40),
        blue_badge_bays=rng.randint(1, 3),
        fixed_loops=rng.randint(1, 6),
        portable_loops=1,
        loops_tested_on=first - timedelta(days=rng.randint(5, 40)),
        adjustable_desks=12,
        breakout=True,
        contemplation_room=True,
        light_and_noise="Blinds in every room; the street side is louder in the afternoon.",
        evacuation="Evacuation chair on each floor; tell reception of a personal plan on arrival.",
        directions="In at the front door, by lift or stairs to the first floor, then the signs.",
        public_transport="Bus stop at the door, step-free station within ten minutes.",
        opens=time(8),
        closes=time(22),
        inspected_on=first - timedelta(days=rng.randint(20, 60)),
        inspected_by="Estates",
    )


def _trainers(rng: Random, each_kind: int, venues: list[Venue], first: date, last: date) -> None:
    """Make both kinds; the facilitators that are staff of the force may sign in."""
    staff = list(Staff.objects.filter(role_holdings__role=Role.TRAINER).order_by("staff_number"))
    numbers = {TrainerKind.SUPPLIER: "Supplier of choice", TrainerKind.FACILITATOR: "Facilitators"}
    trainers = []
    for kind, organisation in numbers.items():
        for number in range(each_kind):
            own = staff[number] if kind is TrainerKind.FACILITATOR and number < len(staff) else None
            trainers.append(
                Trainer(
                    name=own.full_name if own else f"{kind.label.split()[0]} {number + 1:03d}",
                    kind=kind.value,
                    organisation=organisation,
                    staff=own,
                    place=rng.choice(venues).place,
                    contract_starts=first - timedelta(days=30),
                    contract_ends=last + timedelta(days=rng.choice((30, 90, 300))),
                )
            )
    Trainer.objects.bulk_create(trainers)
    courses = list(Course.objects.filter(versions__delivery="CLASSROOM"))
    Certification.objects.bulk_create(
        (
            Certification(trainer=trainer, course=course)
            for trainer in trainers
            for course in courses
        ),
        batch_size=5_000,
    )


def appoint(role: Role, number: int) -> None:
    """Give a role of the programme to staff who hold none, police staff first."""
    staff_first = Case(When(rank=Rank.POLICE_STAFF.value, then=0), default=1)
    free = Staff.objects.filter(role_holdings=None).order_by(staff_first, "staff_number")
    RoleHolding.objects.bulk_create(
        RoleHolding(staff=each, role=role.value) for each in free[:number]
    )
