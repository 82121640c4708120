"""What is done for a person held, and what must still be done (section 11)."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from bluelamp.access.models import Staff
from bluelamp.core.ids import new_id

from ..enums import (
    CareAnswer,
    CareKind,
    CareTaskKind,
    MentalHealthCheckKind,
    ObservationLevel,
    RestEnd,
)
from .records import CustodyRecord
from .rights import CallStep


def _ended_after(start: str, end: str, name: str) -> models.CheckConstraint:
    order = models.Q(**{end: None}) | models.Q(**{f"{end}__gte": models.F(start)})
    return models.CheckConstraint(name=name, condition=order)


def _one_open(end: str, name: str, words: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        fields=["record"],
        condition=models.Q(**{end: None}),
        name=name,
        violation_error_message=words,
    )


class CareGiven(models.Model):
    """A meal, drink, exercise and the like offered to a person (CAR-11, CAR-14); never altered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(CustodyRecord, on_delete=models.PROTECT, related_name="care_given")
    kind = models.CharField(max_length=20, choices=[(k, k.label) for k in CareKind])
    answer = models.CharField(max_length=10, choices=[(a, a.label) for a in CareAnswer])
    given_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    given_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["given_at"]
        indexes = [models.Index(fields=["record", "given_at"], name="care_by_record")]

    def __str__(self) -> str:
        return f"{self.kind} {self.given_at:%H:%M}"


class Medication(models.Model):
    """Medication given or refused, signed by two (CAR-10). Never altered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(CustodyRecord, on_delete=models.PROTECT, related_name="medication")
    name = models.CharField(max_length=120)
    quantity = models.CharField(max_length=80)
    controlled = models.BooleanField(default=False, help_text="Schedule 2 or 3")
    answer = models.CharField(max_length=10, choices=[(a, a.label) for a in CareAnswer])
    advised_by = models.CharField(max_length=120, help_text="The HCP consulted")
    supervised_by = models.CharField(max_length=120, blank=True, help_text="The HCP in person")
    given_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    given_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    witnessed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["given_at"]
        constraints = [
            models.CheckConstraint(
                name="medication_signed_by_two",
                condition=~models.Q(given_by=models.F("witnessed_by")),
            ),
            models.CheckConstraint(
                name="controlled_drug_supervised",
                condition=models.Q(controlled=False) | ~models.Q(supervised_by=""),
            ),
            models.CheckConstraint(
                name="medication_has_a_quantity", condition=~models.Q(quantity="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.given_at:%H:%M}"


class CareTask(models.Model):
    """Something that must be done for a person, open until somebody says that it is done."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(CustodyRecord, on_delete=models.PROTECT, related_name="care_tasks")
    advice = models.ForeignKey(
        CallStep, null=True, blank=True, on_delete=models.PROTECT, related_name="directions"
    )
    kind = models.CharField(max_length=20, choices=[(k, k.label) for k in CareTaskKind])
    text = models.TextField()
    due_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.TextField(blank=True)

    class Meta:
        ordering = ["opened_at"]
        indexes = [
            models.Index(
                fields=["record"], condition=models.Q(done_at=None), name="open_care_tasks"
            )
        ]
        constraints = [
            _ended_after("opened_at", "done_at", "care_task_in_order"),
            models.CheckConstraint(
                name="care_task_done_by_somebody",
                condition=models.Q(done_at=None, done_by=None)
                | models.Q(done_at__isnull=False, done_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.opened_at:%H:%M}"


class ConstantWatch(models.Model):
    """One watcher's time with a person at level 3 or 4; a relief begins another (CAR-7)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(CustodyRecord, on_delete=models.PROTECT, related_name="watches")
    level = models.CharField(max_length=1, choices=[(o, o.label) for o in ObservationLevel])
    watcher = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    watcher_label = models.CharField(max_length=120)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["began_at"]
        constraints = [
            _ended_after("began_at", "ended_at", "watch_in_order"),
            _one_open("ended_at", "one_open_watch_a_record", "This person is watched already."),
            models.CheckConstraint(
                name="watch_at_level_3_or_4", condition=models.Q(level__in=["3", "4"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.watcher_label} from {self.began_at:%H:%M}"


class RestPeriod(models.Model):
    """A stretch of rest (CAR-12)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(CustodyRecord, on_delete=models.PROTECT, related_name="rests")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(max_length=20, blank=True, choices=[(r, r.label) for r in RestEnd])

    class Meta:
        ordering = ["began_at"]
        constraints = [
            _ended_after("began_at", "ended_at", "rest_in_order"),
            _one_open("ended_at", "one_open_rest_a_record", "This person is resting already."),
        ]

    def __str__(self) -> str:
        return f"Rest from {self.began_at:%H:%M}"


class InterviewStay(models.Model):
    """Time in the investigator's control, out of the custody officer's (CAR-18)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(CustodyRecord, on_delete=models.PROTECT, related_name="interviews")
    out_at = models.DateTimeField()
    taken_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    taken_by_label = models.CharField(max_length=120)
    fitness = models.TextField(help_text="The custody officer's assessment, with HCP advice")
    back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["out_at"]
        constraints = [
            _ended_after("out_at", "back_at", "interview_in_order"),
            _one_open("back_at", "one_open_interview_a_record", "This person is out already."),
        ]

    def __str__(self) -> str:
        return f"Interview from {self.out_at:%H:%M}"


class MentalHealthCheckMade(models.Model):
    """A check on a person held under the Mental Health Act (MH-5). Never altered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(CustodyRecord, on_delete=models.PROTECT, related_name="mha_checks")
    kind = models.CharField(max_length=20, choices=[(k, k.label) for k in MentalHealthCheckKind])
    checked_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    still_holds = models.BooleanField(help_text="What allows a police station still holds (MH-4)")
    asleep = models.BooleanField(default=False, help_text="Asleep, and the HCP agrees")

    class Meta:
        ordering = ["checked_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.checked_at:%H:%M}"


class MentalHealthExtension(models.Model):
    """The practitioner's extension of the 24 hours, with a superintendent's approval (MH-2)."""

    record = models.OneToOneField(
        CustodyRecord, primary_key=True, on_delete=models.PROTECT, related_name="mha_extension"
    )
    hours = models.PositiveSmallIntegerField()
    practitioner = models.CharField(max_length=120)
    superintendent = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="mha_extension_at_most_12_hours", condition=models.Q(hours__range=(1, 12))
            )
        ]

    def __str__(self) -> str:
        return f"{self.hours} h from {self.granted_at:%H:%M}"
