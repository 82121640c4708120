"""How the sign-in library is bent to a police force: nobody signs up, staff are loaded."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class BluelampAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Staff are imported, so there is no sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: accounts come from the staff import only."""
        return False
