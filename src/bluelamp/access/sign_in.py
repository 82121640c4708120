"""How the sign-in library is bent to a police force: nobody signs up, staff are loaded."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from bluelamp.audit.services import Reason
from bluelamp.core.time import now

from .models import Staff
from .rules.usual_reason import usual_reason
from .selectors import officer_for
from .working_reason import keep_reason, reason_of

SHOWN_ANYWAY = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")


class BluelampAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Staff are imported, so there is no sign-up; each starts work with the usual reason."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "The staff number or the password is wrong.",
        "too_many_login_attempts": "Too many wrong tries. Wait 15 minutes, then try again.",
        "enter_current_password": "Enter the password you use now.",
        "incorrect_password": "The password is wrong.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: accounts come from the staff import only."""
        return False

    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign in, and start with the reason that goes with the officer's roles."""
        super().login(request, user)
        start_with_usual_reason(request, user)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,
        **more: Any,
    ) -> None:
        """Leave out what the page shows anyway: that somebody has signed in or out."""
        if message_template not in SHOWN_ANYWAY:
            super().add_message(request, level, message_template, *args, **more)


def start_with_usual_reason(request: HttpRequest, staff: Staff) -> None:
    """Keep the usual reason of the roles held now, unless the session has a reason already."""
    code = usual_reason(officer_for(staff, at=now()).roles)
    if code and reason_of(request.session) is None:
        keep_reason(request.session, Reason(code))


def staff_number_tried(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Return whose wrong tries are counted, in one spelling whatever was typed."""
    tried = (credentials or {}).get("username") or request.POST.get("login", "")
    return str(tried).strip().upper()
