"""People with very many links: their page, and judging two of them to be one person.

`BLUELAMP_BENCH_LINKS` says how many links the largest pair has (100,000 unless told).
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from threading import Thread
from typing import Any
from uuid import UUID

from .demonstration import demonstration
from .pages import client_of, measure, replay, timed

PAGE_LINKS = 2_000
MOST_LINKS = int(os.environ.get("BLUELAMP_BENCH_LINKS", "100000"))
ROUNDS = 15
# At most a thousand of them to other people, the others to what happened.
_LINKS = """
    WITH made AS (
        INSERT INTO nominals_entry (id, kind, marking)
        SELECT gen_random_uuid(), 'event', 'OFFICIAL'
        FROM generate_series(1, %(many)s - least(%(many)s / 2, 1000))
        RETURNING id
    ), happened AS (
        INSERT INTO nominals_event (entry_id, kind, reference, title, occurred_at)
        SELECT id, 'crime', id::text, '', now() FROM made RETURNING entry_id
    ), known AS (
        SELECT entry_id FROM nominals_person WHERE entry_id <> %(person)s
        LIMIT least(%(many)s / 2, 1000)
    )
    INSERT INTO nominals_link (id, source_id, target_id, role, status, origin, recorded_by)
    SELECT gen_random_uuid(), %(person)s, entry_id, role, 'confirmed', '', 'Benchmark'
    FROM (SELECT entry_id, 'victim' AS role FROM happened
        UNION ALL SELECT entry_id, 'associate' FROM known) AS drawn
    ON CONFLICT DO NOTHING
"""


def run() -> None:
    """Load a small demonstration, give pairs of people links, and measure page and judgement."""
    with demonstration(staff=3_000, people=3_000):
        from bluelamp.nominals.models import Person

        pairs = iter(list(Person.objects.order_by("pk").values_list("pk", flat=True)[:40]))
        print("| links of each | SQL statements | ms (median) | its SQL alone, ms | ratio | kB |")
        print("|---|---|---|---|---|---|")
        client = client_of("custody_officer")
        for links in (2, PAGE_LINKS):
            _print_page(client, f"page, {links:,} links", next(pairs), links)
        print("\n| links of each | SQL statements to join them | ms | its SQL alone, ms | ratio |")
        print("|---|---|---|---|---|")
        for links in (2, PAGE_LINKS, MOST_LINKS):
            _print_joining(links, next(pairs), next(pairs))
        _print_page(client, f"page, {PAGE_LINKS:,} links in each of two records", *[
            next(pairs), PAGE_LINKS, next(pairs),
        ])  # fmt: skip
        _print_meanwhile(next(pairs), next(pairs))


def _link(person: UUID, many: int) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(_LINKS, {"person": person, "many": many})


def _print_page(
    client: Any, name: str, person: UUID, links: int, other: UUID | None = None
) -> None:
    from django.urls import reverse

    for each in filter(None, (person, other)):
        _link(each, links)
    if other:
        _join(person, other)
    print(measure(name, client, reverse("nominals:person", args=[person])), flush=True)


def _join(one: UUID, other: UUID) -> None:
    from bluelamp.core.time import now
    from bluelamp.nominals.services import Judged, judge_same

    from .people.sameness import sergeant

    said = Judged("Fingerprints are the same.", "Fingerprints", frozenset(), "Seen")
    judge_same(one=one, other=other, said=said, by=sergeant(), at=now())


def _print_joining(links: int, one: UUID, other: UUID) -> None:
    """Print what joining takes; every round but the noted one is rolled back."""
    from django.db import connection, transaction

    for each in (one, other):
        _link(each, links)
    statements: list[tuple[str, Any]] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        statements.append((sql, params))
        return execute(sql, params, many, context)

    def undone() -> None:
        with transaction.atomic():
            _join(one, other)
            transaction.set_rollback(True)

    undone()
    with connection.execute_wrapper(note):
        undone()
    whole = statistics.median(timed(undone) for _ in range(ROUNDS)) * 1000
    alone = statistics.median(timed(lambda: replay(statements)) for _ in range(ROUNDS)) * 1000
    ratio = whole / alone
    print(
        f"| {links:,} | {len(statements)} | {whole:.1f} | {alone:.1f} | {ratio:.1f} |", flush=True
    )


def _print_meanwhile(one: UUID, other: UUID) -> None:
    """Print how long another connection takes to draw a link while the two are being joined."""
    from django.db import connection, transaction

    from bluelamp.core.time import now
    from bluelamp.nominals.services import link_entries

    from .people.sameness import sergeant

    for each in (one, other):
        _link(each, MOST_LINKS)
    took: list[float] = []

    def elsewhere() -> None:
        began = time.perf_counter()
        link_entries(source=one, target=other, role="associate", by=sergeant(), at=now())
        took.append((time.perf_counter() - began) * 1000)
        connection.close()

    with transaction.atomic():
        _join(one, other)
        thread = Thread(target=elsewhere, daemon=True)
        thread.start()
        thread.join(30)
    said = f"{took[0]:.0f} ms" if took else "not done within 30 s"
    print(f"\nAnother connection links one of two with {MOST_LINKS:,} links while they are", end="")
    print(f" joined, and the joining is not yet committed: {said}")


if __name__ == "__main__":
    run()
