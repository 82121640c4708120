"""What each answer of the packages' host tells the browser about what it may do."""

from __future__ import annotations

from django.http import HttpResponseBase

# Neither top navigation nor windows of its own. `allow-same-origin` leaves it the packages' origin,
# which is never the application's.
SANDBOX = "sandbox allow-scripts allow-forms allow-same-origin allow-modals"
PACKAGE = (
    "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
)
OURS = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "media-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
)
NOTHING = ("default-src 'none'",)


def let(response: HttpResponseBase, policy: tuple[str, ...], *, framed_by: str = "'none'") -> None:
    """Set what an answer may load, and who may frame it."""
    parts = [*policy, f"frame-ancestors {framed_by}", SANDBOX]
    response["Content-Security-Policy"] = "; ".join(parts)


def harden(response: HttpResponseBase) -> None:
    """Set what holds for every answer."""
    if not response.has_header("Content-Security-Policy"):
        let(response, NOTHING)
    response["X-Content-Type-Options"] = "nosniff"
    response["Referrer-Policy"] = "same-origin"
    response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()"
    if not response.has_header("Cache-Control"):
        response["Cache-Control"] = "private, no-store"
