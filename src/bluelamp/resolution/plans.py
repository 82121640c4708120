"""Keeping the planner to the index of keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection, transaction


def people_by_index(statement: str, arguments: Sequence[Any] | dict[str, Any]) -> list[UUID]:
    """Return the keys of people that a statement finds, by the index."""
    return [row[0] for row in rows_by_index(statement, arguments)]


def rows_by_index(statement: str, arguments: Sequence[Any] | dict[str, Any]) -> list[Any]:
    """Return what a statement finds, by the index whatever the planner guesses.

    The statistics of arrays overrate how many people share a key, so that many keys at once look
    worse than reading everybody. The setting ends with the transaction.
    """
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(statement, arguments)
        return cursor.fetchall()
