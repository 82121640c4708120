"""Keeping the planner to the index of keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from .kept_homes import HOMES_OF
from .kept_names import NAMES_OF

_NEAREST = """
    SELECT entry_id, owned, born_from, born_to, birth_quality, {names}, {homes} FROM (
        SELECT entry_id, owned, born_from, born_to, birth_quality FROM (
            SELECT entry_id, born_from, born_to, birth_quality,
                keys && {{own}} AS owned, keys && {{years}} AS dated,
                (SELECT count(*) FROM unnest(keys) AS own(key) WHERE key = ANY ({{keys}})) AS shared
            FROM nominals_person WHERE keys && {{keys}}{{but}}
        ) AS met WHERE owned OR dated OR shared > 1 ORDER BY shared DESC, entry_id LIMIT {{most}}
    ) AS nearest
"""
# People who share keys, the most first. Combinations share numbers by chance: one alone counts only
# where the year of birth agrees, or the key is a number of one's own, which is told besides. Takes
# keys, own, years.
SHARING_KEYS = _NEAREST.format(
    names=NAMES_OF.format(person="nearest.entry_id"),
    homes=HOMES_OF.format(person="nearest.entry_id"),
)


def rows_by_index(statement: str, arguments: Sequence[Any] | dict[str, Any]) -> list[Any]:
    """Return what a statement finds, by the index whatever the planner guesses.

    The statistics of arrays overrate how many people share a key, so that many keys at once look
    worse than reading everybody. The setting ends with the transaction, which without one of the
    caller's is these two, sent as one.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL enable_seqscan = off; {statement}", arguments)
        cursor.nextset()
        return cursor.fetchall()


def array_of(keys: Iterable[object]) -> str:
    """Return keys as PostgreSQL reads an array: much quicker to send than a list of values."""
    return f"{{{','.join(map(str, keys))}}}"
