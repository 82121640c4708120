"""The ticket of a launch: signed, of use for one launch, on the packages' host alone."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.signing import BadSignature, Signer

from bluelamp.training.models import Launch


def ticket_of(launch_id: UUID) -> str:
    """Return the ticket of a launch."""
    return _signer().sign(launch_id.hex)


def launch_with(ticket: str, *, at: datetime) -> Launch | None:
    """Return the open launch that a ticket is for: one statement. None for any other ticket."""
    try:
        launch_id = UUID(_signer().unsign(ticket))
    except (BadSignature, ValueError):
        return None
    return (
        Launch.objects.filter(pk=launch_id, closed_at=None, expires_at__gt=at)
        .select_related(
            "progress__unit", "progress__attempt__package", "progress__attempt__learner"
        )
        .first()
    )


def _signer() -> Signer:
    return Signer(salt="bluelamp.training.launch", sep=".")
