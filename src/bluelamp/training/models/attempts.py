"""How far people are in digital packages, and what the packages said of it."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from bluelamp.core.ids import new_id
from bluelamp.core.words import choices

from ..enums import Outcome
from .learners import Learner
from .packages import Package, PackageUnit
from .sessions import TrainingSession


class Attempt(models.Model):
    """Somebody's way through a package; ``id`` is the registration of cmi5.

    ``told`` is the outcome that was recorded as a result, so that none is recorded twice.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="attempts")
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=12, choices=choices(Outcome), default=Outcome.NOT_STARTED)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    told = models.CharField(max_length=12, blank=True, choices=choices(Outcome))
    started_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "package", "number"], name="attempt_once"),
        ]

    def __str__(self) -> str:
        return f"Attempt {self.number} {self.outcome}"


class Progress(models.Model):
    """How far an attempt is in one unit. ``version`` tells a later commit from a stale one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="progress")
    unit = models.ForeignKey(PackageUnit, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=choices(Outcome), default=Outcome.NOT_STARTED)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    location = models.CharField(max_length=1000, blank=True)
    cmi = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "unit"], name="progress_once"),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} at {self.version}"


class Launch(models.Model):
    """One opening of a unit; ``id`` is the session of cmi5.

    ``application`` is where the officer's own page stands, which alone may frame the package.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    progress = models.ForeignKey(Progress, on_delete=models.CASCADE, related_name="launches")
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    application = models.CharField(max_length=200)
    seconds = models.PositiveIntegerField(default=0)
    fetched_at = models.DateTimeField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["progress", "opened_at"], name="launch_by_progress")]
        constraints = [
            models.CheckConstraint(
                name="token_only_when_fetched",
                condition=models.Q(token_hash="") | ~models.Q(fetched_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"Launch {self.id}"


class Statement(models.Model):
    """A statement of xAPI, never altered (TRN-10.5). ``verb`` is cmi5's, blank for any other."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    launch = models.ForeignKey(Launch, on_delete=models.PROTECT, related_name="statements")
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="statements")
    verb = models.CharField(max_length=20, blank=True)
    by_platform = models.BooleanField(default=False)
    body = models.JSONField()
    stored_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["attempt", "stored_at"], name="statement_by_attempt")]
        constraints = [
            models.UniqueConstraint(
                fields=["launch", "verb"],
                condition=~models.Q(verb=""),
                name="statement_once_a_session",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb or 'statement'} {self.id}"


class LearnerDocument(models.Model):
    """A document that a unit keeps of a learner: of its state, of its activity, of the agent."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=10, choices=[(k, k) for k in ("state", "activity", "agent")])
    activity = models.CharField(max_length=500, blank=True)
    registration = models.UUIDField(null=True, blank=True)
    name = models.CharField(max_length=500)
    content = models.BinaryField()
    content_type = models.CharField(max_length=100)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "kind", "activity", "registration", "name"],
                nulls_distinct=False,
                name="document_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class VirtualPresence(models.Model):
    """When somebody joined a virtual session, and when they left it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    session = models.ForeignKey(
        TrainingSession, on_delete=models.PROTECT, related_name="virtual_presences"
    )
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="virtual_presences")
    by_phone = models.BooleanField(default=False)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "learner"],
                condition=models.Q(left_at=None),
                name="present_once_at_a_time",
            ),
            models.CheckConstraint(
                name="left_after_joining",
                condition=models.Q(left_at=None) | models.Q(left_at__gte=models.F("joined_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.joined_at} to {self.left_at}"
