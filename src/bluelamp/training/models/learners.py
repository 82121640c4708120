"""Who is to be taught, their rosters and what keeps them away."""

from __future__ import annotations

from datetime import time

from django.contrib.postgres.fields import ArrayField
from django.db import models

from bluelamp.access.enums import Rank, Role
from bluelamp.access.models import Staff, Unit
from bluelamp.core.history import followed
from bluelamp.core.ids import new_id
from bluelamp.core.words import choices

from ..enums import (
    AbsenceKind,
    DeliveryMode,
    ModeReason,
    NoPlace,
    Outcome,
    OutOfScope,
    PlatformModule,
    RequirementSource,
    RoleProfile,
)
from ..rules.rosters import Duty, Pattern
from .curriculum import Course
from .numbers import numbered
from .programme import Programme


class DutyPattern(models.Model):
    """A cycle of duties as it was reported, each ``["07:00", "17:00"]`` or null for rest (6.1)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=30, unique=True)
    rule = models.CharField(max_length=10, blank=True)
    cycle = models.JSONField()
    begins = models.DateField(help_text="A day at position 0 of the cycle")
    confirmed = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.code

    @property
    def pattern(self) -> Pattern:
        """Return the cycle as the rules compute with it."""
        return Pattern(
            tuple(
                Duty(*(time.fromisoformat(each) for each in duty)) if duty else None
                for duty in self.cycle
            ),
            self.begins,
        )


class Roster(models.Model):
    """A team's place in a cycle: ``2-2-2-4/A``."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=40, unique=True)
    duty_pattern = models.ForeignKey(DutyPattern, on_delete=models.PROTECT, related_name="rosters")
    offset = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.code


@followed
class Learner(models.Model):
    """A member of staff as the training programme sees them (TRN-3.1).

    ``command`` is the BCU or command whose class decides how they are taught; ``used_before`` are
    the modules of the first drop that they use already. ``number`` serves the constraints that
    nobody is in two places at once.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = numbered()
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="learners")
    staff = models.OneToOneField(Staff, on_delete=models.PROTECT, related_name="learner")
    command = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    profiles = ArrayField(
        models.CharField(max_length=20, choices=choices(RoleProfile)), default=list
    )
    used_before = ArrayField(
        models.CharField(max_length=20, choices=choices(PlatformModule)), default=list, blank=True
    )
    roster = models.ForeignKey(
        Roster, null=True, blank=True, on_delete=models.PROTECT, related_name="learners"
    )
    place = models.CharField(max_length=40, blank=True, help_text="Where they work, for travel")
    can_travel = models.BooleanField(default=True)
    mode = models.CharField(max_length=12, choices=choices(DeliveryMode))
    mode_reason = models.CharField(
        max_length=16, choices=choices(ModeReason), default=ModeReason.COMMAND
    )
    is_exception = models.BooleanField(
        default=False, help_text="Taught otherwise than the command: counts in the tolerance"
    )
    mode_set_by = models.CharField(max_length=120, blank=True)
    mode_set_at = models.DateTimeField(null=True, blank=True)
    is_super_user = models.BooleanField(default=False)
    out_of_scope = models.CharField(max_length=16, blank=True, choices=choices(OutOfScope))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["command", "mode"], name="learner_by_command"),
        ]
        constraints = [
            models.CheckConstraint(
                name="exception_has_its_reason",
                condition=models.Q(is_exception=False) | ~models.Q(mode_reason=ModeReason.COMMAND),
            ),
        ]

    def __str__(self) -> str:
        return f"Learner {self.number}"


class PostRule(models.Model):
    """What a post does: everybody of a unit and below, of a rank or of a role (TRN-3.1, TRN-3.11).

    Blank means any. Somebody's profiles are those of every rule that fits them.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="post_rules")
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    rank = models.CharField(max_length=40, blank=True, choices=choices(Rank))
    role = models.CharField(max_length=30, blank=True, choices=choices(Role))
    profile = models.CharField(max_length=20, choices=choices(RoleProfile))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "unit", "rank", "role", "profile"],
                name="post_rule_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.rank} {self.role} {self.profile}"


class Absence(models.Model):
    """Days on which somebody is away for something else, both inclusive (TRN-5.1, H2)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="absences")
    kind = models.CharField(max_length=12, choices=choices(AbsenceKind))
    first = models.DateField()
    last = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["learner", "first"], name="absence_by_learner")]
        constraints = [
            models.CheckConstraint(
                name="absence_in_order", condition=models.Q(last__gte=models.F("first"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"


@followed
class TeamLimit(models.Model):
    """How many of a team may be away at one time, as its commander set it (TRN-5.1, TRN-5.2)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="training_limit")
    cap_percent = models.PositiveSmallIntegerField(default=15)
    minimum = models.PositiveSmallIntegerField(default=0)
    approves_each = models.BooleanField(
        default=False, help_text="The manager releases every booking, within the cap too"
    )
    set_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cap_in_per_cent", condition=models.Q(cap_percent__lte=100)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cap_percent} %"


@followed
class Requirement(models.Model):
    """A course somebody must take, and how they stand in it now.

    ``outcome`` and ``completed_on`` repeat the result that counts, so that readiness is one count;
    only ``services.record_result`` writes them.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="requirements")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="requirements")
    source = models.CharField(max_length=12, choices=choices(RequirementSource))
    outcome = models.CharField(max_length=12, choices=choices(Outcome), default=Outcome.NOT_STARTED)
    completed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "course"], name="requirement_once"),
            models.CheckConstraint(
                name="completion_has_its_day",
                condition=~models.Q(outcome__in=["COMPLETED", "PASSED", "WAIVED"])
                | ~models.Q(completed_on=None),
            ),
        ]
        indexes = [models.Index(fields=["course", "outcome"], name="requirement_by_course")]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.course_id} {self.outcome}"


class WithoutPlace(models.Model):
    """Why the timetable found no place for a requirement: nobody is left out without a reason.

    It counts only while the requirement is open and has no booking. ``about_adjustments`` says that
    the words would tell of agreed adjustments (TRN-4.25).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    requirement = models.OneToOneField(
        Requirement, on_delete=models.CASCADE, related_name="without_place"
    )
    cause = models.CharField(max_length=12, choices=choices(NoPlace))
    words = models.CharField(max_length=300)
    about_adjustments = models.BooleanField(default=False)
    told_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.requirement_id} {self.cause}"
