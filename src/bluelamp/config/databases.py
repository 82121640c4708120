"""Which PostgreSQL, and as which of its two roles.

The application's role may read and write rows, but neither change the tables nor touch what is
append-only. Commands that change the tables run as the owner: see ``as_owner``.
"""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from bluelamp.core.postgres.urls import database_urls

AS_OWNER = "BLUELAMP_AS_OWNER"
POOLED = "BLUELAMP_POOLED"


def databases() -> dict[str, dict[str, Any]]:
    """Return Django's ``DATABASES``."""
    urls = database_urls()
    owner = os.environ.get(AS_OWNER) == "1"
    return {"default": django_database(urls.owner if owner else urls.application)}


def django_database(url: str) -> dict[str, Any]:
    """Turn ``postgresql://user:password@host:port/name?host=/socket/folder`` into settings."""
    parts = urlsplit(url)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    if os.environ.get(POOLED) == "1":
        options["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
    host = options.pop("host", "") or parts.hostname or ""
    port = options.pop("port", "") or str(parts.port or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        "CONN_MAX_AGE": 0,
        "OPTIONS": options,
    }
