"""A write that a program sends twice is done once."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from bluelamp.access.models import KeptResponse

# Force policy (unverified): long enough for a program to try again after a weekend.
KEPT_FOR = timedelta(days=7)


@transaction.atomic
def begin_write(
    *, token_id: UUID, key: str, request_hash: str, at: datetime
) -> tuple[KeptResponse, bool]:
    """Return what is kept under a key, and whether this write is the first to use it.

    Whoever comes second waits until the first has been committed or has failed. What is older than
    ``KEPT_FOR`` is forgotten.
    """
    KeptResponse.objects.filter(token_id=token_id, kept_at__lt=at - KEPT_FOR).delete()
    mine = KeptResponse(token_id=token_id, key=key, request_hash=request_hash, kept_at=at)
    KeptResponse.objects.bulk_create([mine], ignore_conflicts=True)
    kept = KeptResponse.objects.get(token_id=token_id, key=key)
    return kept, kept.id == mine.id


def keep_response(*, kept: KeptResponse, status: int, body: str) -> None:
    """Keep the answer to a write that was done, in the transaction of the write."""
    kept.status, kept.body = status, body
    kept.save(update_fields=["status", "body"])


def forget_write(*, kept: KeptResponse) -> None:
    """Free the key of a write that was refused: it may be sent again, corrected."""
    kept.delete()
