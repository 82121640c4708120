"""Searches, samples and drug tests, each with everything the law wants recorded."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from bluelamp.access.enums import Rank
from bluelamp.access.models import Staff
from bluelamp.core.ids import new_id

from ..enums import (
    DrugTestOutcome,
    DrugTestTrigger,
    SampleBasis,
    SampleKind,
    SampleOutcome,
    SearchKind,
    SearchSex,
    WithoutAdult,
)
from .records import CustodyRecord
from .suites import Suite

UNAUTHORISED = [SearchKind.NOT_SEARCHED, SearchKind.PERSON]


class SearchAuthority(models.Model):
    """The rank that authorises a kind of search from a day on: set by the force (SRC-4)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20, choices=[(k, k.label) for k in SearchKind])
    rank = models.CharField(max_length=40, choices=[(r, r.label) for r in Rank])
    in_force_from = models.DateField()
    protected_only = models.BooleanField(
        default=False, help_text="Only for children and vulnerable people"
    )
    confirmed = models.BooleanField(default=False, help_text="Checked against the text in force")
    source = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())
    set_by_label = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name_plural = "search authorities"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "protected_only", "in_force_from"], name="authority_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.rank}"


class DrugTestNotice(models.Model):
    """From and until when tests on arrest are in force at a station: notified there (SRC-10).

    A notice is ended by a day, never removed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    suite = models.ForeignKey(Suite, on_delete=models.PROTECT, related_name="drug_test_notices")
    in_force_from = models.DateField()
    in_force_until = models.DateField(null=True, blank=True, help_text="The last day")
    source = models.CharField(max_length=200, help_text="By whom and where notified")
    recorded_at = models.DateTimeField(db_default=Now())
    set_by_label = models.CharField(max_length=120)
    ended_by_label = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["in_force_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["suite"],
                condition=models.Q(in_force_until=None),
                name="one_open_drug_test_notice_a_suite",
                violation_error_message="Tests on arrest are in force at this station already.",
            ),
            models.CheckConstraint(
                name="drug_test_notice_in_order",
                condition=models.Q(in_force_until=None)
                | models.Q(in_force_until__gte=models.F("in_force_from")),
            ),
            models.CheckConstraint(
                name="drug_test_notice_with_source", condition=~models.Q(source="")
            ),
        ]

    def __str__(self) -> str:
        return f"Drug tests at {self.suite_id} from {self.in_force_from}"


class Search(models.Model):
    """A search as made, or that none was; never altered (SRC-1 to SRC-7).

    Location, reason and persons present are always there. ``authority_rank`` is the rank held by
    the authorising officer then, ``protected`` whether the person was a child or vulnerable then.
    ``present`` lists part, name and sex.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(CustodyRecord, on_delete=models.PROTECT, related_name="searches")
    kind = models.CharField(max_length=20, choices=[(k, k.label) for k in SearchKind])
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    location = models.CharField(max_length=120, blank=True)
    reason = models.TextField()
    sex = models.CharField(max_length=8, choices=[(s, s.label) for s in SearchSex])
    gender_wishes = models.CharField(max_length=200, blank=True)
    present = models.JSONField(default=list, blank=True)
    authorised_by = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    authority_rank = models.CharField(max_length=40, blank=True)
    authorised_at = models.DateTimeField(null=True, blank=True)
    protected = models.CharField(max_length=12, blank=True)
    age = models.PositiveSmallIntegerField(null=True, blank=True)
    urgent = models.BooleanField(default=False)
    without_adult = models.CharField(
        max_length=16, blank=True, choices=[(w, w.label) for w in WithoutAdult]
    )
    written_consent = models.BooleanField(default=False)
    result = models.TextField(blank=True)
    items_taken = models.BooleanField(default=False)
    signature = models.CharField(max_length=8, blank=True)

    class Meta:
        ordering = ["occurred_at", "recorded_at"]
        verbose_name_plural = "searches"
        constraints = [
            models.CheckConstraint(
                name="search_with_reason",
                condition=~models.Q(reason=""),
                violation_error_message="The reason of a search is always recorded (SRC-3).",
            ),
            models.CheckConstraint(
                name="search_with_place_and_people",
                condition=models.Q(kind=SearchKind.NOT_SEARCHED)
                | (~models.Q(location="") & ~models.Q(present=[])),
                violation_error_message="Location and persons present are always recorded (SRC-3).",
            ),
            models.CheckConstraint(
                name="search_with_authority",
                condition=models.Q(kind__in=UNAUTHORISED)
                | (models.Q(authorised_by__isnull=False) & ~models.Q(authority_rank="")),
                violation_error_message="This search needs a recorded authority (SRC-3, SRC-5).",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.occurred_at:%H:%M}"


class Sample(models.Model):
    """What was taken to identify the person, or why not; never altered (SRC-8)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(CustodyRecord, on_delete=models.PROTECT, related_name="samples")
    kind = models.CharField(max_length=12, choices=[(k, k.label) for k in SampleKind])
    basis = models.CharField(max_length=10, choices=[(b, b.label) for b in SampleBasis])
    outcome = models.CharField(max_length=10, choices=[(o, o.label) for o in SampleOutcome])
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    taken_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    authorised_by = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    consent_by = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["occurred_at", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                name="sample_not_taken_with_reason",
                condition=models.Q(outcome=SampleOutcome.TAKEN) | ~models.Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.outcome}"


class DrugTest(models.Model):
    """A test for specified Class A drugs, or why none was made; never altered (SRC-10)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(CustodyRecord, on_delete=models.PROTECT, related_name="drug_tests")
    trigger = models.CharField(
        max_length=16, blank=True, choices=[(t, t.label) for t in DrugTestTrigger]
    )
    outcome = models.CharField(max_length=12, choices=[(o, o.label) for o in DrugTestOutcome])
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    tested_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    authorised_by = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    after_charge = models.BooleanField(default=False)
    warned = models.BooleanField(default=False)
    with_adult = models.BooleanField(default=False)
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["occurred_at", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                name="no_drug_test_without_warning_or_reason",
                condition=models.Q(warned=True)
                | (models.Q(outcome=DrugTestOutcome.NOT_TESTED) & ~models.Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"Drug test {self.outcome}"
