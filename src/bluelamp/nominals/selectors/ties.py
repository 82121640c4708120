"""Reading whom people are tied to: by direct links and by events in which both had a part.

Only links between two people, and parts in events, are followed. Addresses are not: two people are
never brought together by where they live (L5, WM6). What was denied, what has lapsed (L4) and what
is restricted (L5) is never followed, whoever asks.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from ..enums import EventKind, LinkRole, LinkStatus
from ..enums.network import AT_WORK, TieSort, roles_of

# The seeds with all records that are judged to be theirs; every tie of any of these records; the
# ties of each pair of people together; then the strongest of those not known already.
TIES = """
WITH open_link AS NOT MATERIALIZED (
    SELECT * FROM nominals_link
    WHERE status <> 'denied' AND restriction = '' AND (lapses_at IS NULL OR lapses_at > now())
),
seed AS MATERIALIZED (
    SELECT each.id AS golden, coalesce(m.person_id, each.id) AS record
    FROM unnest(%(seeds)s::uuid[]) AS each(id)
    LEFT JOIN nominals_clustermember m ON m.golden_id = each.id
),
direct AS (
    SELECT s.golden AS one, l.target_id AS record, l.role, true AS outward, l.status,
           l.held_until, l.source_id AS mine
    FROM seed s JOIN open_link l ON l.source_id = s.record
    UNION ALL
    SELECT s.golden, l.source_id, l.role, false, l.status, l.held_until, l.target_id
    FROM seed s JOIN open_link l ON l.target_id = s.record
),
shared AS (
    SELECT DISTINCT s.golden AS one, other.source_id AS record, e.entry_id AS event, e.kind,
           e.occurred_at AS at
    FROM seed s
    JOIN open_link own ON own.source_id = s.record
    JOIN nominals_event e ON e.entry_id = own.target_id
    JOIN open_link other ON other.target_id = e.entry_id AND other.source_id <> own.source_id
    WHERE %(with_events)s
      AND own.role <> ALL(%(at_work)s) AND other.role <> ALL(%(at_work)s)
      AND (%(since)s::timestamptz IS NULL OR e.occurred_at >= %(since)s)
),
tie AS (
    SELECT one, record, NULL::uuid AS event, NULL::text AS kind, NULL::timestamptz AS at,
           jsonb_build_object('role', role, 'outward', outward, 'status', status,
                              'ended', held_until IS NOT NULL, 'record', mine) AS link
    FROM direct
    WHERE role = ANY(%(roles)s)
      AND (%(since)s::timestamptz IS NULL OR held_until IS NULL OR held_until >= %(since)s)
    UNION ALL
    SELECT one, record, event, kind, at, NULL FROM shared
),
met AS (
    SELECT tie.*, coalesce(m.golden_id, tie.record) AS other
    FROM tie
    JOIN nominals_person p ON p.entry_id = tie.record
    LEFT JOIN nominals_clustermember m ON m.person_id = tie.record
),
pair AS (
    SELECT one, other,
           count(DISTINCT link) AS links, count(DISTINCT event) AS events, max(at) AS last_at
    FROM met WHERE other <> one GROUP BY one, other
),
ranked AS (
    SELECT other, count(*) OVER () AS found
    FROM pair WHERE other <> ALL(%(known)s)
    GROUP BY other
    ORDER BY sum(links) > 0 DESC, sum(events) DESC, max(last_at) DESC NULLS LAST, other
    LIMIT %(most)s
)
SELECT met.one, met.other, max(coalesce(ranked.found, 0)),
       coalesce(jsonb_agg(DISTINCT link) FILTER (WHERE link IS NOT NULL), '[]'),
       coalesce(jsonb_agg(DISTINCT jsonb_build_object('id', event, 'kind', kind, 'at', at))
                FILTER (WHERE event IS NOT NULL), '[]')
FROM met LEFT JOIN ranked USING (other)
WHERE met.other <> met.one AND (ranked.other IS NOT NULL OR met.other = ANY(%(known)s))
GROUP BY met.one, met.other
ORDER BY count(link) > 0 DESC, count(DISTINCT event) DESC, max(at) DESC NULLS LAST, met.other
"""


@dataclass(frozen=True, slots=True)
class TiesAsked:
    """Which ties are followed, and how many people at most are brought in by them."""

    sorts: frozenset[TieSort] = frozenset(TieSort)
    since: datetime | None = None
    most: int = 25


@dataclass(frozen=True, slots=True)
class DirectTie:
    """A link between two people, as it stands at the first of them (L3).

    ``outward`` tells that the first is its source; ``record`` is the record of theirs it is on.
    """

    role: LinkRole
    outward: bool
    status: LinkStatus
    ended: bool
    record: UUID

    @property
    def label(self) -> str:
        """Return what the other is to the first."""
        return self.role.reversed_label if self.outward else self.role.label


@dataclass(frozen=True, slots=True)
class SharedEvent:
    """An event in which both had a part."""

    id: UUID
    kind: EventKind
    at: datetime


@dataclass(frozen=True, slots=True)
class Tie:
    """All that ties two people, the strongest reasons first."""

    one: UUID
    other: UUID
    links: tuple[DirectTie, ...]
    events: tuple[SharedEvent, ...]

    @property
    def last_at(self) -> datetime | None:
        """Return when they last had a part in the same event."""
        return max((each.at for each in self.events), default=None)


@dataclass(frozen=True, slots=True)
class Ties:
    """The ties found, the strongest first, and how many people are left out."""

    found: tuple[Tie, ...] = ()
    left_out: int = 0


def ties_of(seeds: Collection[UUID], asked: TiesAsked, *, known: Collection[UUID] = ()) -> Ties:
    """Return the ties of people and of all their records: one statement, however many.

    The strongest come first: direct links, then most shared events, then the latest. ``known`` are
    people already drawn: ties to them are returned and not counted against ``asked.most``.
    """
    answers: dict[str, Any] = {
        "seeds": list(seeds),
        "known": list(known),
        "roles": [role.value for role in roles_of(asked.sorts)],
        "at_work": [role.value for role in AT_WORK],
        "with_events": TieSort.EVENTS in asked.sorts,
        "since": asked.since,
        "most": asked.most,
    }
    with connection.cursor() as cursor:
        cursor.execute(TIES, answers)
        rows = cursor.fetchall()
    found = max((row[2] for row in rows), default=0)
    shown = {row[1] for row in rows} - set(known)
    return Ties(tuple(_tie(row) for row in rows), max(found - len(shown), 0))


def _tie(row: tuple[Any, ...]) -> Tie:
    one, other, _, links, events = row
    return Tie(one, other, tuple(_links(_read(links))), tuple(_events(_read(events))))


def _read(answer: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(answer) if isinstance(answer, str) else answer
    return found


def _links(rows: list[dict[str, Any]]) -> Iterable[DirectTie]:
    for row in sorted(rows, key=lambda each: (each["ended"], each["role"], each["outward"])):
        yield DirectTie(
            role=LinkRole(row["role"]),
            outward=row["outward"],
            status=LinkStatus(row["status"]),
            ended=row["ended"],
            record=UUID(row["record"]),
        )


def _events(rows: list[dict[str, Any]]) -> Iterable[SharedEvent]:
    found = (
        SharedEvent(UUID(row["id"]), EventKind(row["kind"]), datetime.fromisoformat(row["at"]))
        for row in rows
    )
    return sorted(found, key=lambda each: each.at, reverse=True)
