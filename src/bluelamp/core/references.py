"""Drawing the next number of a reference from the database."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from .ids import reference
from .time import LONDON


def next_number(sequence: str) -> int:
    """Return the next number of a sequence. Gaps are possible, repeats are not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s)", [sequence])
        return int(cursor.fetchone()[0])


def next_numbers(sequence: str, count: int) -> list[int]:
    """Return the next so many numbers of a sequence, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s) FROM generate_series(1, %s)", [sequence, count])
        return [int(row[0]) for row in cursor.fetchall()]


def next_reference(prefix: str, at: datetime) -> str:
    """Return the next reference with this prefix, such as ``CU-26-0000123-R``."""
    return reference(prefix, at.astimezone(LONDON).year, next_number(f"reference_{prefix.lower()}"))
