"""Who is behind a request that shows a token."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest

from bluelamp.audit.services import Actor, Reason
from bluelamp.core.time import now

from .models import ApiToken
from .selectors import officer_of_token, token_with_secret
from .services import note_use


@dataclass(frozen=True, slots=True)
class Stranger:
    """Whoever showed a token that is none, as far as the audit can name them."""

    request_id: UUID | None
    id: UUID | None = None
    label: str = "Unknown token"
    acting_role: str = ""
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class TokenShown:
    """The token of a request, who acts by it, and why it does not work, if it does not."""

    actor: Actor
    token_id: UUID | None = None
    fault: str = ""


def token_shown(request: HttpRequest) -> TokenShown | None:
    """Return the token that a request shows; None where it shows none. At most two statements."""
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not secret.strip():
        return None
    at = now()
    request_id: UUID | None = getattr(request, "id", None)
    token = token_with_secret(secret.strip(), at=at)
    if token is None:
        return TokenShown(Stranger(request_id), fault="There is no such token.")
    fault = _fault(token, at)
    if not fault:
        note_use(token_id=token.id, at=at)
    closed: list[str] = getattr(token, "closed", [])
    officer = officer_of_token(token, closed=closed, request_id=request_id)
    return TokenShown(officer, token.id, fault)


def _fault(token: ApiToken, at: datetime) -> str:
    if token.revoked_at:
        return "This token has been revoked."
    if token.expires_at <= at:
        return "This token has expired."
    held = bool(getattr(token, "role_held", False))
    if token.staff and not (token.staff.is_active and held):
        return "Whoever this token acts for no longer holds its role."
    return ""
