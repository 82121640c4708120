"""Getting Django and the database ready for a command of our own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from .serving import with_database


@contextmanager
def ready() -> Iterator[None]:
    """Hold a running database and a configured Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.config.settings.demonstration")
    with with_database():
        import django

        django.setup()
        yield
