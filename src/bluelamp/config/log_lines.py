"""What a log line may say: what went wrong and where, never about whom."""

from __future__ import annotations

import logging
import re
from traceback import TracebackException
from typing import Any

# The address of a personal calendar is all it takes to read it.
SECRET = re.compile(r"(/training/calendar/)[\w-]+")


class LineFormatter(logging.Formatter):
    """Names the request, and leaves out what errors say, since they quote names and whole rows."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, with the id that its audit lines bear too."""
        request = getattr(record, "request", None)
        record.request_id = getattr(request, "id", "-")
        return SECRET.sub(r"\1…", super().format(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name that logging calls
        """Return kinds and places of an error and of those behind it."""
        told: list[str] = []
        error: TracebackException | None = TracebackException(*ei)
        while error:
            told = [*error.stack.format(), f"{_kind(error)}\n", *told]
            error = error.__cause__ or error.__context__
        return "".join(told).rstrip()


def _kind(error: TracebackException) -> str:
    kind = error.exc_type
    return f"{kind.__module__}.{kind.__qualname__}" if kind else "error"
