"""How a worker speaks to the database."""

from __future__ import annotations

from procrastinate import PsycopgConnector
from procrastinate.connector import BaseConnector
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.utils import connector_params


class WorkerConnector(PsycopgConnector):
    """Fetches jobs by connections of its own, and enqueues as the site does.

    The library's own would enqueue by another connection than the task writes by: a job that a
    task enqueues must stand or fall with what the task wrote.
    """

    def get_sync_connector(self) -> BaseConnector:
        return DjangoConnector()


def worker_connector(*, most: int) -> WorkerConnector:
    """Return a connector to the default database with up to ``most`` connections."""
    return WorkerConnector(kwargs=connector_params(), min_size=1, max_size=most)
