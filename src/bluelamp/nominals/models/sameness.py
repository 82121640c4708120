"""Which records are the same person: judgements, and what follows from them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from bluelamp.access.models import Staff

from ..enums import JoinCaution, Verdict
from .entries import Event, words
from .people import Person


class Judgement(models.Model):
    """What an officer judged of two records, who and why (G5). Never altered.

    A later judgement of the same pair supersedes it, so the history of a pair is one chain; to end
    a judgement is to write the next.
    """

    id = models.BigAutoField(primary_key=True)
    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="judged_first")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="judged_second")
    verdict = models.CharField(max_length=14, choices=words(Verdict))
    reason = models.CharField(max_length=400)
    evidence = models.CharField(max_length=200, blank=True, help_text="What was compared")
    cautions = ArrayField(
        models.CharField(max_length=20, choices=words(JoinCaution)), default=list, blank=True
    )
    answer = models.CharField(max_length=400, blank=True, help_text="Why despite the cautions")
    judged_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    judged_by_id = models.UUIDField()
    judged_by = models.CharField(max_length=120)
    proposed_by_id = models.UUIDField(null=True, blank=True)
    proposed_by = models.CharField(max_length=120, blank=True)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="judgement_pair_in_order", condition=models.Q(first__lt=models.F("second"))
            ),
            models.CheckConstraint(
                name="judgement_gives_a_reason",
                condition=~models.Q(reason=""),
                violation_error_message="Say why you judge so (MG-01).",
            ),
            models.CheckConstraint(
                name="judgement_answers_its_cautions",
                condition=models.Q(cautions=[]) | ~models.Q(answer=""),
                violation_error_message="Say why despite what speaks against it (G5, G7).",
            ),
            models.CheckConstraint(
                name="judgement_confirmed_by_another",
                condition=models.Q(proposed_by_id=None)
                | ~models.Q(proposed_by_id=models.F("judged_by_id")),
                violation_error_message="Another officer must confirm (MG-01).",
            ),
            models.UniqueConstraint(
                fields=["first", "second"],
                condition=models.Q(supersedes=None),
                name="judgement_one_chain_a_pair",
            ),
        ]

    def __str__(self) -> str:
        return Verdict(self.verdict).label


class ClusterMember(models.Model):
    """A record that is judged one with others, and the record that stands for them all (MG-02).

    Computed from the judgements that stand, in their transaction; whoever stands alone has no row.
    The database holds that the standing record is the first recorded and stands for itself.
    """

    person = models.OneToOneField(
        Person, primary_key=True, on_delete=models.PROTECT, related_name="membership"
    )
    golden = models.ForeignKey("self", on_delete=models.DO_NOTHING, related_name="members")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cluster_led_by_the_first_recorded",
                condition=models.Q(golden__lte=models.F("person")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} is {self.golden_id}"


class Parting(models.Model):
    """Work after two records were parted: facts added while they were one, and rechecks (MG-03)."""

    judgement = models.OneToOneField(Judgement, primary_key=True, on_delete=models.PROTECT)
    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()
    parted_at = models.DateTimeField()
    rechecks = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=120, blank=True)
    settled_how = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["parted_at"], condition=models.Q(settled_at=None), name="parting_unsettled"
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="parting_settled_in_words",
                condition=models.Q(settled_at=None) | ~models.Q(settled_how=""),
            )
        ]

    def __str__(self) -> str:
        return f"Parting {self.pk}"


class PartingNotice(models.Model):
    """What tells the owner of a live record that people in it were parted (MG-06)."""

    id = models.BigAutoField(primary_key=True)
    parting = models.ForeignKey(Parting, on_delete=models.PROTECT, related_name="notices")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)
    found = models.CharField(max_length=400, blank=True, help_text="What looking again found")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["parting", "event", "staff"], name="parting_told_once_a_record"
            ),
            models.CheckConstraint(
                name="parting_notice_seen_in_words",
                condition=models.Q(seen_at=None) | ~models.Q(found=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["staff"], condition=models.Q(seen_at=None), name="parting_notice_unseen"
            )
        ]

    def __str__(self) -> str:
        return f"Notice {self.pk}"


class NumberConflict(models.Model):
    """A PNC ID or CRO number that somebody typed for one person and that is on another (NV-08).

    The save was refused; whoever judges sameness looks whether the two are one person.
    """

    id = models.BigAutoField(primary_key=True)
    scheme = models.CharField(max_length=20)
    value = models.CharField(max_length=60)
    held_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    typed_for = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reported_by = models.CharField(max_length=120)
    reported_at = models.DateTimeField()
    settled_by = models.CharField(max_length=120, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_how = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "value", "held_by"],
                condition=models.Q(settled_at=None),
                name="number_conflict_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} on {self.held_by_id}"
