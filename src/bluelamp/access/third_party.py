"""Declarations for the routes of the sign-in library; those not named here do not exist."""

from __future__ import annotations

from django.http import HttpRequest

from .declarations import Route
from .enums import Permission, Touches

OPEN = Route(None, Touches.NOTHING)
SIGNED_IN = Route(Permission.USE_BLUELAMP, Touches.NOTHING)

ROUTES = {
    "account_login": OPEN,
    # Open, since somebody halfway through signing in may turn back.
    "account_logout": OPEN,
    "account_inactive": OPEN,
    "account_reauthenticate": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    "mfa_authenticate": OPEN,
    "mfa_index": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": SIGNED_IN,
}


def declared_elsewhere(request: HttpRequest) -> Route | None:
    """Return the declaration of a library's route."""
    match = request.resolver_match
    return ROUTES.get(match.view_name) if match else None
