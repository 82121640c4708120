"""What is taught, in which versions, and which post needs what."""

from __future__ import annotations

from django.db import models

from bluelamp.core.history import followed
from bluelamp.core.ids import new_id
from bluelamp.core.words import choices

from ..enums import Delivery, Level, PlatformModule, RoleProfile
from .programme import Drop


@followed
class Course(models.Model):
    """Something to learn, however it is delivered: its versions say how."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    drop = models.ForeignKey(Drop, on_delete=models.PROTECT, related_name="courses")
    code = models.SlugField(max_length=20, unique=True)
    title = models.CharField(max_length=120)
    summary = models.TextField(blank=True)
    module = models.CharField(
        max_length=20,
        blank=True,
        choices=choices(PlatformModule),
        help_text="The part of the platform that it lets people into; blank: none by itself",
    )
    is_assessed = models.BooleanField(default=True)
    pass_mark = models.PositiveSmallIntegerField(default=80, help_text="In per cent")
    delta_of = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="deltas",
        help_text="The whole course that users of the first drop need not take (TRN-3.12)",
    )
    order = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(
                name="pass_mark_in_per_cent", condition=models.Q(pass_mark__lte=100)
            ),
            models.CheckConstraint(
                name="no_delta_of_itself", condition=~models.Q(delta_of=models.F("id"))
            ),
        ]

    def __str__(self) -> str:
        return self.title


@followed
class CourseVersion(models.Model):
    """One way of giving a course, valid for a time; times in minutes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    delivery = models.CharField(max_length=12, choices=choices(Delivery))
    minutes = models.PositiveSmallIntegerField(help_text="Of teaching, breaks left out")
    minutes_per_day = models.PositiveSmallIntegerField(default=360)
    min_class = models.PositiveSmallIntegerField(default=6)
    max_class = models.PositiveSmallIntegerField(default=12)
    supplier_trainers = models.PositiveSmallIntegerField(default=1)
    facilitators = models.PositiveSmallIntegerField(default=1)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "delivery", "number"], name="course_version_once"
            ),
            models.UniqueConstraint(
                fields=["course", "delivery"],
                condition=models.Q(valid_until=None),
                name="one_open_version_a_delivery",
            ),
            models.CheckConstraint(
                name="class_sizes_in_order",
                condition=models.Q(min_class__gte=1, min_class__lte=models.F("max_class")),
                violation_error_message="The smallest class is not above the largest.",
            ),
            models.CheckConstraint(
                name="course_takes_time",
                condition=models.Q(minutes__gte=1, minutes_per_day__gte=1),
            ),
            models.CheckConstraint(
                name="version_ends_after_it_begins",
                condition=models.Q(valid_until=None)
                | models.Q(valid_until__gte=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course_id} {self.delivery} {self.number}"


class Prerequisite(models.Model):
    """A course that must be done before another (TRN-3.13, H8)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="prerequisites")
    needs = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="needed_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "needs"], name="prerequisite_once"),
            models.CheckConstraint(
                name="no_prerequisite_of_itself", condition=~models.Q(needs=models.F("course"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course_id} after {self.needs_id}"


@followed
class CurriculumRow(models.Model):
    """A cell of the matrix: how far a role uses a module, and the course for it (TRN-3.10)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    drop = models.ForeignKey(Drop, on_delete=models.CASCADE, related_name="curriculum")
    profile = models.CharField(max_length=20, choices=choices(RoleProfile))
    module = models.CharField(max_length=20, choices=choices(PlatformModule))
    level = models.CharField(max_length=12, choices=choices(Level))
    course = models.ForeignKey(
        Course, null=True, blank=True, on_delete=models.PROTECT, related_name="curriculum"
    )

    class Meta:
        ordering = ["profile", "module"]
        constraints = [
            models.UniqueConstraint(fields=["drop", "profile", "module"], name="matrix_cell_once"),
            models.CheckConstraint(
                name="course_for_every_use",
                condition=models.Q(level__in=["none", "aware"]) | ~models.Q(course=None),
                violation_error_message="Whoever uses a module needs a course for it.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile} {self.module} {self.level}"
