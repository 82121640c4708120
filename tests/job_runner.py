"""Jobs for tests: what was enqueued, and the real worker on the connection of the test."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from procrastinate import utils
from procrastinate.contrib.django import app, procrastinate_app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob


class Jobs:
    """What was enqueued in the test's transaction; ``run`` does what is due."""

    def waiting(self, task: str = "") -> list[dict[str, Any]]:
        """Return the arguments of what waits, oldest first; of one task by the end of its name."""
        return [job.args for job in self._of("todo", task)]

    def failed(self, task: str = "") -> list[dict[str, Any]]:
        """Return the arguments of what was given up."""
        return [job.args for job in self._of("failed", task)]

    def run(self) -> None:
        """Let a worker do what is due now, on this connection, but nothing of the clock."""
        with (
            pytest.MonkeyPatch.context() as patched,
            app.replace_connector(OneConnection()),
        ):
            real_app = procrastinate_app.current_app
            patched.setattr(real_app, "periodic_defaults", {"max_delay": -1})
            patched.setattr(real_app, "worker_defaults", {})  # which close the connection
            patched.setattr(utils, "sync_to_async", _on_this_connection)
            async_to_sync(app.run_worker_async)(
                wait=False, listen_notify=False, install_signal_handlers=False
            )

    def _of(self, status: str, task: str) -> list[ProcrastinateJob]:
        found = ProcrastinateJob.objects.filter(status=status, task_name__endswith=task)
        return list(found.order_by("id"))


class OneConnection(DjangoConnector):
    """Fetches jobs, too, by the connection of the test; Django leaves their JSON unread."""

    def execute_query_one(self, query: Any, **arguments: Any) -> dict[str, Any]:
        row = super().execute_query_one(query, **arguments)
        return row | {"args": json.loads(row["args"])} if row.get("args") else row


async def _on_this_connection(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    return await sync_to_async(function, thread_sensitive=True)(*args, **kwargs)
