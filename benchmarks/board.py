"""The board of a suite with 200 detained people: statements, time of a refresh, bytes sent.

The baseline is the board of the same suite with five people, in the same run.
"""

from __future__ import annotations

import statistics
from typing import Any

from .demonstration import demonstration
from .pages import client_of, replay, timed

ROUNDS = 60
HELD = (5, 200)


def run() -> None:
    """Fill a suite and measure the page and its refresh."""
    with demonstration(staff=1_000, people=500):
        print(
            "| board of | SQL statements | refresh, ms (median) | p95 | its SQL alone, ms |", end=""
        )
        print(" bytes of a refresh | sent (gzip) | whole page, sent |")
        print("|---|---|---|---|---|---|---|---|")
        suite, already = _suite(), 0
        for held in HELD:
            _hold(suite, held - already)
            already = held
            print(_measured(suite, held), flush=True)


def _suite() -> Any:
    from bluelamp.access.models import Unit
    from bluelamp.custody.models import Suite

    unit = Unit.objects.filter(suite=None).first()
    return Suite.objects.create(unit=unit, code="bench", name="Bench")


def _hold(suite: Any, count: int) -> None:
    from bluelamp.access.models import Staff
    from bluelamp.core.time import now
    from bluelamp.investigations.models import Offence

    from .people_held import hold

    staff, offence = Staff.objects.first(), Offence.objects.first()
    assert staff is not None
    assert offence is not None
    hold(suite, count, staff_id=staff.pk, offence_id=offence.pk, at=now())


def _measured(suite: Any, held: int) -> str:
    from django.db import connection
    from django.urls import reverse

    url = reverse("custody:board", args=[suite.code])
    client = client_of("custody_officer")
    refresh = {"HX-Request": "true"}
    packed = {"Accept-Encoding": "gzip"}
    statements: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        statements.append((sql, params))
        return execute(sql, params, many, context)

    answer = client.get(url, headers=refresh)
    assert answer.content.count(b'id="held-') == held, answer.content.count(b'id="held-')
    with connection.execute_wrapper(note):
        client.get(url, headers=refresh)
    took = sorted(timed(lambda: client.get(url, headers=refresh | packed)) for _ in range(ROUNDS))
    alone = statistics.median(timed(lambda: replay(statements)) for _ in range(ROUNDS))
    sent = len(client.get(url, headers=refresh | packed).content)
    whole = len(client.get(url, headers=packed).content)
    middle, late = statistics.median(took), took[int(ROUNDS * 0.95)]
    return (
        f"| {held} people | {len(statements)} | {middle * 1000:.0f} | {late * 1000:.0f} "
        f"| {alone * 1000:.0f} | {len(answer.content):,} | {sent:,} | {whole:,} |"
    )
