"""PostgreSQL: the embedded server of this installation, or your own through ``DATABASE_URL``.

Only the addresses are imported at once; the server's modules are loaded when first used, so
that reading the settings stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from bluelamp.core.postgres.errors import HeldByAnother, ServerNotUsable
from bluelamp.core.postgres.home import default_home
from bluelamp.core.postgres.urls import APPLICATION, OWNER, DatabaseUrls, database_urls

if TYPE_CHECKING:
    from bluelamp.core.postgres.server import EmbeddedServer
    from bluelamp.core.postgres.status import ServerStatus, read_url_status

__all__ = [
    "APPLICATION",
    "OWNER",
    "DatabaseUrls",
    "EmbeddedServer",
    "HeldByAnother",
    "ServerNotUsable",
    "ServerStatus",
    "database_urls",
    "default_home",
    "read_url_status",
]

_LOADED_WHEN_USED = {
    "EmbeddedServer": "bluelamp.core.postgres.server",
    "ServerStatus": "bluelamp.core.postgres.status",
    "read_url_status": "bluelamp.core.postgres.status",
}


def __getattr__(name: str) -> Any:
    if name not in _LOADED_WHEN_USED:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LOADED_WHEN_USED[name]), name)
