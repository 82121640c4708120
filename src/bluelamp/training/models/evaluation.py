"""What people say of their training: counted, never kept as anybody's answer.

Four things that nothing ties together: that somebody has answered (``EvaluationGiven``), how many
gave which rating in which group (``EvaluationCount``), what was written (``EvaluationComment``)
and what somebody declared of themselves (``Declaration``). No row of an answer exists that could
be led back to its giver, and none of the four keeps its hour or an earlier state.
"""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from bluelamp.access.models import Staff
from bluelamp.core.ids import new_id
from bluelamp.core.words import choices

from ..enums import (
    DeliveryMode,
    Dimension,
    EqualityTrigger,
    EvaluationLevel,
    Question,
    Teller,
    Theme,
)
from .curriculum import Course
from .learners import Learner
from .programme import Drop


class Declaration(models.Model):
    """What somebody said of themselves in one protected characteristic; nobody has to.

    Special category data, for equality monitoring alone: nobody but the person reads a row, and
    counts under ten are not shown. Taken back is deleted, without a trace of what it was.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="+")
    characteristic = models.CharField(max_length=12, choices=choices(Dimension))
    group = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff", "characteristic"], name="declared_once"),
        ]

    def __str__(self) -> str:
        return "A declaration"


class EvaluationGiven(models.Model):
    """That a form was answered for a course somebody took, so that it is asked once."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="+")
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="+")
    level = models.CharField(max_length=10, choices=choices(EvaluationLevel))
    teller = models.CharField(max_length=8, choices=choices(Teller))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "course", "level", "teller"], name="evaluated_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.teller}"


class EvaluationCount(models.Model):
    """How many gave a rating, in one group of one dimension, in one week."""

    drop = models.ForeignKey(Drop, on_delete=models.CASCADE, related_name="+")
    week = models.DateField(help_text="Its Monday")
    level = models.CharField(max_length=10, choices=choices(EvaluationLevel))
    teller = models.CharField(max_length=8, choices=choices(Teller))
    mode = models.CharField(max_length=12, choices=choices(DeliveryMode))
    dimension = models.CharField(max_length=12, choices=choices(Dimension))
    group = models.CharField(max_length=40)
    question = models.CharField(max_length=12, choices=choices(Question))
    rating = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "drop",
                    "level",
                    "teller",
                    "dimension",
                    "group",
                    "mode",
                    "week",
                    "question",
                    "rating",
                ],
                name="counted_once",
            ),
            models.CheckConstraint(
                name="rated_from_one_to_five",
                condition=models.Q(rating__gte=1, rating__lte=5),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dimension} {self.group} {self.question} {self.rating}: {self.number}"


class EvaluationComment(models.Model):
    """What somebody wrote, and what a reader found it to be about."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    drop = models.ForeignKey(Drop, on_delete=models.CASCADE, related_name="+")
    week = models.DateField()
    level = models.CharField(max_length=10, choices=choices(EvaluationLevel))
    mode = models.CharField(max_length=12, choices=choices(DeliveryMode))
    words = models.TextField(max_length=1000)
    themes = ArrayField(
        models.CharField(max_length=12, choices=choices(Theme)), default=list, blank=True
    )
    coded_by = models.CharField(max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["drop", "coded_by", "week"], name="comment_to_read")]

    def __str__(self) -> str:
        return f"Comment of the week of {self.week}"


class EqualityVersion(models.Model):
    """A version of the equality impact assessment as it was accepted (GOV-8.4); never altered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    drop = models.ForeignKey(Drop, on_delete=models.PROTECT, related_name="equality_versions")
    number = models.PositiveSmallIntegerField()
    accepted_on = models.DateField()
    accepted_by = models.CharField(max_length=120, help_text="The body that accepted it")
    next_due = models.DateField()
    told_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["drop", "number"], name="equality_version_once"),
            models.CheckConstraint(
                name="next_version_is_later",
                condition=models.Q(next_due__gt=models.F("accepted_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"


class EqualityEntry(models.Model):
    """A difference or other cause for regard, what is done about it, who decided and when.

    Never altered: what turns out otherwise is a later entry that names the earlier one.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    drop = models.ForeignKey(Drop, on_delete=models.PROTECT, related_name="equality_entries")
    trigger = models.CharField(max_length=12, choices=choices(EqualityTrigger))
    characteristic = models.CharField(max_length=12, blank=True, choices=choices(Dimension))
    found = models.TextField(max_length=2000)
    done = models.TextField(max_length=2000)
    decided_by = models.CharField(max_length=120)
    decided_on = models.DateField()
    look_again_on = models.DateField(null=True, blank=True)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    told_by = models.CharField(max_length=120)

    def __str__(self) -> str:
        return f"{self.trigger} {self.decided_on}"
