"""Programs of ours beside the test, in processes of their own, on the test's database."""

from __future__ import annotations

import os
from urllib.parse import quote

from django.db import connection

SETTINGS = "bluelamp.config.settings.demonstration"


def address() -> str:
    """Return the address of the database of the tests, as the application."""
    found = connection.settings_dict
    login = f"{quote(found['USER'])}:{quote(found['PASSWORD'])}"
    return f"postgresql://{login}@/{quote(found['NAME'])}?host={quote(found['HOST'])}"


def environment(url: str = "") -> dict[str, str]:
    """Return what a program of ours needs to know to work on the database of the tests."""
    kept = {name: each for name, each in os.environ.items() if name != "DATABASE_OWNER_URL"}
    ours = {"DATABASE_URL": url or address(), "DJANGO_SETTINGS_MODULE": SETTINGS}
    return kept | ours | {"PYTHONWARNINGS": "ignore", "BLUELAMP_AS_OWNER": ""}
