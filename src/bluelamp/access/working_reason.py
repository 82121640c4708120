"""Why an officer is working with personal data now: kept with the session, shown on every page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from bluelamp.audit.enums import ReasonCode
from bluelamp.audit.services import Reason
from bluelamp.core.time import now

from .models import Staff
from .policies import Officer
from .selectors import officer_for

KEY = "working_reason"


def reason_of(session: Any) -> Reason | None:
    """Return the reason given in this session, if any."""
    kept = session.get(KEY)
    return Reason(ReasonCode(kept["code"]), kept["reference"], kept["text"]) if kept else None


def keep_reason(session: Any, reason: Reason) -> None:
    """Keep the reason until it is changed or the session ends."""
    session[KEY] = {"code": reason.code, "reference": reason.reference, "text": reason.text}


def officer_of(request: HttpRequest) -> Officer | None:
    """Return the officer behind a request."""
    staff = request.user
    if not isinstance(staff, Staff):
        return None
    return officer_for(
        staff,
        at=now(),
        reason=reason_of(request.session),
        request_id=getattr(request, "id", None),
    )
