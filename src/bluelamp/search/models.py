"""What was searched for, so that no address or audit line has to hold it."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from bluelamp.core.ids import new_id


class Search(models.Model):
    """One search by one officer. Audit lines name it by its key (INF-5.3: query and results)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer_id = models.UUIDField()
    text = models.CharField(max_length=200)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "searches"

    def __str__(self) -> str:
        return str(self.id)
