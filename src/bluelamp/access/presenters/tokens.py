"""Words and colours of the tokens of programs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bluelamp.audit.enums import ReasonCode

from ..enums import Role
from ..models import ApiToken

COLOURS = {"Works": "green", "Expired": "grey", "Revoked": "grey"}


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token as the list shows it."""

    id: UUID
    name: str
    acts_for: str
    role: str
    reason: str
    state: str
    colour: str
    expires_at: datetime
    last_used_at: datetime | None
    works: bool

    @classmethod
    def of(cls, token: ApiToken, at: datetime) -> TokenRow:
        """Return the row of a token read with whom it acts for."""
        state = state_of(token, at)
        return cls(
            id=token.id,
            name=token.name,
            acts_for=token.staff.label if token.staff else "Acts for nobody",
            role=Role(token.role).label,
            reason=_reason(token),
            state=state,
            colour=COLOURS[state],
            expires_at=token.expires_at,
            last_used_at=token.last_used_at,
            works=state == "Works",
        )


def state_of(token: ApiToken, at: datetime) -> str:
    """Return whether a token works, has expired or was revoked."""
    if token.revoked_at:
        return "Revoked"
    return "Works" if token.expires_at > at else "Expired"


def _reason(token: ApiToken) -> str:
    words = token.reason_text or ReasonCode(token.reason_code).label
    return f"{words}, {token.reason_reference}" if token.reason_reference else words
