"""Where the operations of this module are registered, and what goes for all of them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from bluelamp.access.policies import Officer
from bluelamp.audit.services import Subject, record_reading

router = Router(tags=["search"])


def officer_of(request: HttpRequest) -> Officer:
    """Return who acts by the token of a request."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    return officer


def log_search(search_id: UUID, officer: Officer, ids: Iterable[UUID]) -> None:
    """Write the audit line of a search with everything that it showed."""
    subject = Subject(kind="search", ids=tuple(dict.fromkeys(ids)), reference=str(search_id))
    record_reading(by=officer, of=subject, action="search")
