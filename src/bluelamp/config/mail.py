"""By which server messages are sent: named in the environment, or none."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TIMEOUT = 20
SMTP = "django.core.mail.backends.smtp.EmailBackend"
FILES = "django.core.mail.backends.filebased.EmailBackend"
NOWHERE = "django.core.mail.backends.dummy.EmailBackend"
PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
WORDS = (
    "BLUELAMP_MAIL_URL is smtp://user:password@host:587 (TLS begun on the connection), "
    "smtps://…:465 (TLS from the start), smtp+plain://host:25 (no TLS: a relay on this machine) "
    "or file:///a/folder"
)


def mail_settings(url: str) -> dict[str, Any]:
    """Return Django's settings for ``BLUELAMP_MAIL_URL``. Without one nothing is sent.

    Raises ImproperlyConfigured for an address that is none, in words that do not repeat it.
    """
    parts = urlsplit(url)
    if not url:
        return {"EMAIL_BACKEND": NOWHERE}
    if parts.scheme == "file" and parts.path:
        return {"EMAIL_BACKEND": FILES, "EMAIL_FILE_PATH": unquote(parts.path)}
    if parts.scheme not in PORTS or not parts.hostname:
        raise ImproperlyConfigured(WORDS)
    return {
        "EMAIL_BACKEND": SMTP,
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": TIMEOUT,
    }
