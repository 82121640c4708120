"""Which links may be shown at all: the one door to them (L4, L5, NV-16)."""

from __future__ import annotations

from django.db.models import QuerySet
from django.db.models.functions import Now

from bluelamp.access.policies import Officer

from ..enums import LinkStatus
from ..models import Link
from ..policies import can_view_restricted_addresses


def open_links(officer: Officer | None = None) -> QuerySet[Link]:
    """Return the links that an officer may be shown; without one, what anybody may be shown.

    Left out are the addresses of protected people, for whoever may not see those (L5), and what
    was inferred and never confirmed in time (L4). Matching and search always ask without an
    officer, so that nobody finds a person by an address that is hidden.
    """
    standing = Link.objects.exclude(status=LinkStatus.INFERRED, lapses_at__lte=Now())
    if officer and can_view_restricted_addresses(officer):
        return standing
    return standing.filter(restriction="")
