"""Digital packages: their versions, parts and files. Files lie in the database, in pieces."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from bluelamp.core.history import followed
from bluelamp.core.ids import new_id
from bluelamp.core.words import choices

from ..packages.kinds import PackageKind
from .curriculum import CourseVersion


@followed
class Package(models.Model):
    """One version of the package of a course version. Who began one goes on with that one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    course_version = models.ForeignKey(
        CourseVersion, on_delete=models.PROTECT, related_name="packages"
    )
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=choices(PackageKind))
    edition = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=200)
    identifier = models.CharField(max_length=500, blank=True)
    notes = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    size = models.PositiveBigIntegerField(help_text="Unpacked, in bytes")
    uploaded_by = models.CharField(max_length=120)
    uploaded_at = models.DateTimeField(db_default=Now())
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=120, blank=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course_version", "number"], name="package_version_once"
            ),
            models.CheckConstraint(
                name="package_withdrawn_for_a_reason",
                condition=models.Q(withdrawn_at=None) | ~models.Q(withdrawn_because=""),
                violation_error_message="Say why the package is withdrawn.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"


class PackageUnit(models.Model):
    """One thing to launch. ``mastery`` is the score to reach, between 0 and 1."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="units")
    order = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=500)
    title = models.CharField(max_length=200)
    href = models.CharField(max_length=300)
    query = models.CharField(max_length=1000, blank=True)
    mastery = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True)
    launch_data = models.TextField(blank=True)
    move_on = models.CharField(max_length=20, blank=True)
    own_window = models.BooleanField(default=False)
    entitlement_key = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["package", "order"], name="package_unit_once"),
        ]

    def __str__(self) -> str:
        return self.title


class PackageFile(models.Model):
    """A file of a package, by its place in it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="files")
    path = models.CharField(max_length=300)
    content_type = models.CharField(max_length=60)
    size = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["package", "path"], name="package_file_once"),
        ]

    def __str__(self) -> str:
        return self.path


class PackagePiece(models.Model):
    """A piece of a file: all are of one size but the last, so that any part can be read."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(PackageFile, on_delete=models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="package_piece_once"),
        ]

    def __str__(self) -> str:
        return f"piece {self.number}"
