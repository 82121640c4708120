"""Places to teach in, what is in them, and who teaches."""

from __future__ import annotations

from django.db import models

from bluelamp.access.models import Staff
from bluelamp.core.history import followed
from bluelamp.core.ids import new_id
from bluelamp.core.words import choices

from ..enums import EquipmentKind, TrainerKind
from ..rules.venues import VenueFacts
from .curriculum import Course
from .numbers import numbered


@followed
class Venue(models.Model):
    """A building with rooms, and its accessibility record (TRN-4.5).

    What is asked of every venue (``facts``) decides whether it may be used at all (TRN-4.6).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=40, help_text="The name in the table of travel times")
    step_free = models.BooleanField(default=False)
    accessible_toilet = models.BooleanField(default=False)
    parking_spaces = models.PositiveSmallIntegerField(default=0)
    blue_badge_bays = models.PositiveSmallIntegerField(default=0)
    fixed_loops = models.PositiveSmallIntegerField(default=0)
    portable_loops = models.PositiveSmallIntegerField(default=0)
    loops_tested_on = models.DateField(null=True, blank=True)
    adjustable_desks = models.PositiveSmallIntegerField(default=0)
    breakout = models.BooleanField(default=False)
    contemplation_room = models.BooleanField(default=False)
    light_and_noise = models.TextField(blank=True)
    evacuation = models.TextField(
        blank=True, help_text="Arrangements for personal evacuation plans"
    )
    public_transport = models.TextField(blank=True)
    directions = models.TextField(blank=True, help_text="From the street to the room")
    opens = models.TimeField(null=True, blank=True)
    closes = models.TimeField(null=True, blank=True)
    inspected_on = models.DateField(null=True, blank=True)
    inspected_by = models.CharField(max_length=120, blank=True)
    out_of_use = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def facts(self) -> VenueFacts:
        """Return what the hard gate asks about."""
        return VenueFacts(
            step_free=self.step_free,
            parking_spaces=self.parking_spaces,
            loops=self.fixed_loops + self.portable_loops,
            adjustable_desks=self.adjustable_desks,
            breakout=self.breakout,
            contemplation_room=self.contemplation_room,
        )


@followed
class Room(models.Model):
    """A classroom, with what it has of its own; open from ``first`` to ``last``, both included."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = numbered()
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="rooms")
    name = models.CharField(max_length=60)
    seats = models.PositiveSmallIntegerField()
    step_free = models.BooleanField(default=True)
    loop = models.BooleanField(default=False)
    adjustable_desks = models.PositiveSmallIntegerField(default=0)
    first = models.DateField(null=True, blank=True)
    last = models.DateField(null=True, blank=True)
    out_of_use = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["venue", "name"]
        constraints = [
            models.UniqueConstraint(fields=["venue", "name"], name="room_name_once_a_venue"),
            models.CheckConstraint(
                name="room_for_somebody",
                condition=models.Q(seats__gte=1, adjustable_desks__lte=models.F("seats")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@followed
class Equipment(models.Model):
    """Things that stand in a room or can be brought to it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="equipment")
    room = models.ForeignKey(
        Room, null=True, blank=True, on_delete=models.CASCADE, related_name="equipment"
    )
    kind = models.CharField(max_length=16, choices=choices(EquipmentKind))
    quantity = models.PositiveSmallIntegerField(default=1)
    tested_on = models.DateField(null=True, blank=True)
    notes = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.quantity} {self.kind}"


@followed
class VirtualRoom(models.Model):
    """A room people join by a link or, failing that, by telephone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = numbered()
    name = models.CharField(max_length=60, unique=True)
    join_url = models.URLField(help_text="Any provider; the session's reference is added")
    phone = models.CharField(max_length=30, blank=True)
    seats = models.PositiveSmallIntegerField(default=12)
    out_of_use = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@followed
class Trainer(models.Model):
    """Somebody who teaches, under a contract that ends (TRN-1.4, TRN-4.4)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = numbered()
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=choices(TrainerKind))
    organisation = models.CharField(max_length=120, blank=True)
    staff = models.OneToOneField(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="trainer"
    )
    email = models.EmailField(blank=True)
    place = models.CharField(max_length=40, blank=True)
    max_days_a_week = models.PositiveSmallIntegerField(default=4)
    contract_starts = models.DateField(null=True, blank=True)
    contract_ends = models.DateField(null=True, blank=True)
    has_practice_account = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="delivery_days_in_a_week", condition=models.Q(max_days_a_week__lte=7)
            ),
        ]

    def __str__(self) -> str:
        return self.name


@followed
class Certification(models.Model):
    """A course somebody may teach."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    trainer = models.ForeignKey(Trainer, on_delete=models.CASCADE, related_name="certifications")
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="certifications")
    first = models.DateField(null=True, blank=True)
    last = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trainer", "course"], name="certified_once"),
        ]

    def __str__(self) -> str:
        return f"{self.trainer_id} {self.course_id}"


@followed
class TrainerAbsence(models.Model):
    """Days on which a trainer cannot teach, both included."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    trainer = models.ForeignKey(Trainer, on_delete=models.CASCADE, related_name="absences")
    first = models.DateField()
    last = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="trainer_absence_in_order", condition=models.Q(last__gte=models.F("first"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"


class TravelTime(models.Model):
    """Minutes from one place to another, door to door."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    origin = models.CharField(max_length=40)
    destination = models.CharField(max_length=40)
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["origin", "destination"], name="travel_time_once"),
        ]

    def __str__(self) -> str:
        return f"{self.origin} to {self.destination}: {self.minutes} min"
