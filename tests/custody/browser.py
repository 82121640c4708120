"""Django's test client, signed in as an officer who has said why."""

from __future__ import annotations

from django.test import Client

from bluelamp.access.models import Staff
from bluelamp.access.policies import Officer
from bluelamp.audit.enums import ReasonCode


def signed_in(client: Client, officer: Officer) -> Client:
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    client.force_login(Staff.objects.get(pk=officer.id), backend=backend)
    session = client.session
    session["working_reason"] = {"code": ReasonCode.CUSTODY, "reference": "", "text": ""}
    session.save()
    return client
