"""Issuing and revoking the tokens of programs."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from bluelamp.access.enums import Role
from bluelamp.access.models import ApiToken, Staff
from bluelamp.access.policies import Officer, can_issue_token, can_manage_tokens, require
from bluelamp.access.rules.tokens import (
    PREFIX,
    WITHOUT_TOKEN,
    fingerprint_of,
    problem_of_life,
)
from bluelamp.access.selectors import held_at
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Reason, Subject, record_change
from bluelamp.core.errors import NotPossible

# Writing it with every request would make requests with one token wait for each other.
USE_NOTED_EVERY = timedelta(minutes=1)


@transaction.atomic
def issue_token(
    *,
    name: str,
    staff_id: UUID | None,
    role: Role,
    reason: Reason,
    expires_at: datetime,
    by: Officer,
    at: datetime,
) -> tuple[ApiToken, str]:
    """Issue a token and return it with its secret, which nobody can see again.

    Raises NotAllowed for a token that acts for oneself; NotPossible for a role that tokens do not
    hold (INF-10.17) or whoever it acts for does not, for a nameless or an endless token.
    """
    require(can_issue_token(by, staff_id))
    if not name.strip():
        raise NotPossible("Name the program that uses the token.", field="name")
    if role in WITHOUT_TOKEN:
        said = f"A token cannot act as {role.label.lower()}: no program grants or audits access."
        raise NotPossible(said, field="role", rule="INF-10.17")
    if wrong := problem_of_life(issued_at=at, expires_at=expires_at):
        raise NotPossible(wrong, field="expires_at")
    if staff_id:
        _require_held(staff_id, role, at)
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        name=" ".join(name.split()),
        staff_id=staff_id,
        role=role,
        reason_code=reason.code,
        reason_reference=reason.reference,
        reason_text=reason.text,
        secret_hash=fingerprint_of(secret),
        issued_by=by.label,
        issued_at=at,
        expires_at=expires_at,
    )
    record_change(by=by, of=_subject(token), action="issue_token", detail=role)
    return token, secret


@transaction.atomic
def revoke_token(*, token_id: UUID, by: Officer, at: datetime) -> ApiToken:
    """End a token now. Raises NotPossible when it has been revoked already."""
    token = ApiToken.objects.select_for_update(of=("self",)).get(id=token_id)
    require(can_manage_tokens(by))
    if token.revoked_at:
        raise NotPossible("This token has been revoked already.")
    token.revoked_at, token.revoked_by = at, by.label
    token.save(update_fields=["revoked_at", "revoked_by"])
    record_change(by=by, of=_subject(token), action="revoke_token", detail=token.role)
    return token


def note_use(*, token_id: UUID, at: datetime) -> None:
    """Keep, to the minute, when a token was last used: one statement."""
    old = Q(last_used_at=None) | Q(last_used_at__lt=at - USE_NOTED_EVERY)
    ApiToken.objects.filter(old, id=token_id).update(last_used_at=at)


def _require_held(staff_id: UUID, role: Role, at: datetime) -> None:
    staff = Staff.objects.filter(id=staff_id).first()
    if staff is None or not staff.is_active:
        raise NotPossible("Nobody with an open account has this number.", field="staff_number")
    if not held_at(at).filter(staff=staff, role=role).exists():
        said = f"{staff.full_name} does not hold the role {role.label.lower()}."
        raise NotPossible(said, field="role")


def _subject(token: ApiToken) -> Subject:
    ids = (token.id, token.staff_id) if token.staff_id else (token.id,)
    return Subject("api_token", ids, regime=Regime.GEN)
