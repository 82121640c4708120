"""Whether custody records are whole: every entry there, in its place and as it was written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

# One statement over all records or a few: each chain is walked from its first entry.
FAULTS = """
    WITH line AS (
        SELECT entry.id, record_id, number, hash, previous_hash,
               custody_entry_hash(entry) AS made_anew,
               row_number() OVER chain AS place, lag(hash) OVER chain AS before
        FROM custody_custodyentry entry
        WHERE %(all)s OR record_id = ANY(%(records)s)
        WINDOW chain AS (PARTITION BY record_id ORDER BY number)
    ), last AS (
        SELECT record_id, max(number) AS number, max(place) AS count,
               (array_agg(hash ORDER BY number DESC))[1] AS hash
        FROM line GROUP BY record_id
    ), fault AS (
        SELECT record_id, number,
               CASE WHEN number <> place THEN 'an entry before it is missing'
                    WHEN previous_hash <> coalesce(before, '') THEN 'does not follow the one before'
                    WHEN hash <> made_anew THEN 'is not as it was written' END AS words
        FROM line
        UNION ALL
        SELECT chain.record_id, chain.length, 'the last entries are missing'
        FROM custody_entrychain chain LEFT JOIN last USING (record_id)
        WHERE (%(all)s OR chain.record_id = ANY(%(records)s))
          AND (last.number IS DISTINCT FROM chain.length OR last.hash IS DISTINCT FROM chain.head)
          AND coalesce(last.number, 0) <= chain.length
          AND coalesce(last.count, 0) = coalesce(last.number, 0)
    )
    SELECT fault.record_id, event.reference, fault.number, fault.words
    FROM fault JOIN nominals_event event ON event.entry_id = fault.record_id
    WHERE fault.words IS NOT NULL ORDER BY event.reference, fault.number
"""


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a record is not whole."""

    record_id: UUID
    reference: str
    number: int
    words: str

    @property
    def sentence(self) -> str:
        """Return the fault in a sentence."""
        return f"{self.reference}, entry {self.number}: {self.words}."


def faults_in(records: Collection[UUID] | None = None) -> list[Fault]:
    """Return every fault in these records, or in all of them: one statement (REC-4)."""
    given: dict[str, Any] = {"all": records is None, "records": list(records or ())}
    with connection.cursor() as cursor:
        cursor.execute(FAULTS, given)
        return [Fault(*row) for row in cursor.fetchall()]
