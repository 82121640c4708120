"""Programs for tests: a token, and a client that shows it."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from django.http import HttpResponse
from django.test import Client

from bluelamp.access.enums import Role
from bluelamp.access.models import ApiToken, Staff
from bluelamp.access.rules.tokens import fingerprint_of
from bluelamp.audit.enums import ReasonCode
from bluelamp.core.time import now

_numbers = count(1)


def token(role: Role, secret: str, *, staff: Staff | None = None, **more: Any) -> ApiToken:
    """Return a token with this secret, of any role, as the service would not always issue it."""
    facts = {
        "name": "Crime mapping",
        "staff": staff,
        "role": role,
        "reason_code": ReasonCode.INVESTIGATION,
        "reason_reference": "CR-1",
        "secret_hash": fingerprint_of(secret),
        "issued_by": "Administrator",
        "issued_at": now() - timedelta(days=1),
        "expires_at": now() + timedelta(days=1),
    }
    return ApiToken.objects.create(**facts | more)


class Program:
    """A program with a token of a role."""

    def __init__(self, role: Role, secret: str = "", **more: Any) -> None:
        self.secret = secret or f"secret-{next(_numbers)}"
        self.token = token(role, self.secret, **more)
        self.client = Client(headers={"Authorization": f"Bearer {self.secret}"})

    def get(self, address: str, **query: Any) -> HttpResponse:
        return self.client.get(f"/api/v1/{address}", query)

    def post(self, address: str, said: Any, key: str = "") -> HttpResponse:
        headers = {"Idempotency-Key": key or f"key-{next(_numbers):08}"}
        where = f"/api/v1/{address}"
        return self.client.post(where, said, content_type="application/json", headers=headers)
