"""What was searched for, so that no address or audit line has to hold it; and what is watched."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from bluelamp.access.models import Staff
from bluelamp.audit.enums import ReasonCode
from bluelamp.core.ids import new_id

from .rules.saving import LONGEST_NAME


class Search(models.Model):
    """One search by one officer. Audit lines name it by its key (INF-5.3: query and results).

    ``text`` is what was typed into the box; ``parts`` the answers of the precise form, as typed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer_id = models.UUIDField()
    text = models.CharField(max_length=200, blank=True)
    parts = models.JSONField(default=dict, blank=True)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "searches"

    def __str__(self) -> str:
        return str(self.id)


class SavedSearch(models.Model):
    """A search that is run again and again for its owner, until its review date.

    It keeps why it was saved: that reason stands in the audit for what it finds.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="saved_searches")
    search = models.ForeignKey(Search, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)
    reason_code = models.CharField(max_length=20, choices=[(c, c.label) for c in ReasonCode])
    reason_reference = models.CharField(max_length=60, blank=True)
    reason_text = models.CharField(max_length=200, blank=True)
    saved_at = models.DateTimeField()
    review_on = models.DateField()
    paused_at = models.DateTimeField(null=True, blank=True)
    last_run_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "saved searches"
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="saved_search_once_a_name"),
            models.CheckConstraint(
                name="saved_search_has_a_name",
                condition=~models.Q(name=""),
                violation_error_message="Give the saved search a name.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["last_run_at"],
                condition=models.Q(paused_at=None),
                name="saved_search_to_run",
            )
        ]

    def __str__(self) -> str:
        return self.name


class SavedMatch(models.Model):
    """Something a saved search has found; told once, and never again.

    ``found`` is the key of the entry. What was there when the search was saved counts as seen.
    """

    id = models.BigAutoField(primary_key=True)
    saved = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="matches")
    kind = models.CharField(max_length=20)
    found = models.UUIDField()
    found_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "saved matches"
        constraints = [
            models.UniqueConstraint(fields=["saved", "found"], name="saved_match_once"),
        ]
        indexes = [
            models.Index(
                fields=["saved", "kind"],
                condition=models.Q(seen_at=None),
                name="saved_match_unseen",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.found}"
