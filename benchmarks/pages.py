"""Server time of the main pages, as a ratio to the time of their own SQL in the same run.

The baseline of a page is what PostgreSQL alone takes for it: the same statements with the same
values, sent over the same kind of connection without Django. A ratio of 3 says that a page takes
three times as long as its SQL.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .demonstration import demonstration

ROUNDS = 40


@dataclass(frozen=True, slots=True)
class Measured:
    """One page: statements, median milliseconds of the page and of its SQL alone."""

    page: str
    statements: int
    page_ms: float
    sql_ms: float
    kilobytes: float

    def __str__(self) -> str:
        return (
            f"| {self.page} | {self.statements} | {self.page_ms:.1f} | {self.sql_ms:.1f} "
            f"| {self.page_ms / self.sql_ms:.1f} | {self.kilobytes:.0f} |"
        )


def run() -> None:
    """Load the demonstration and measure home, board, custody record, person, search, case."""
    with demonstration() as took:
        print(f"Demonstration of 45,000 staff and 20,000 people loaded in {took:.0f} s\n")
        print("| page | SQL statements | page, ms (median) | its SQL alone, ms | ratio | kB |")
        print("|---|---|---|---|---|---|")
        for measured in _pages():
            print(measured, flush=True)


def _pages() -> list[Measured]:
    from django.urls import reverse

    from bluelamp.cases.models import Case
    from bluelamp.custody.models import CustodyRecord, Suite

    suite = Suite.objects.get()
    record = CustodyRecord.objects.filter(released_at=None).exclude(authorised_at=None).first()
    case = Case.objects.first()
    custody, investigator = client_of("custody_officer"), client_of("investigating_officer")
    asked = [
        ("home", custody, reverse("home")),
        ("custody board", custody, reverse("custody:board", args=[suite.code])),
        ("custody record", custody, reverse("custody:record", args=[record.pk])),
        ("person", custody, reverse("nominals:person", args=[record.person_id])),
        ("search results", custody, _search(custody, "Mohammed Khan")),
    ]
    if case:
        asked.append(("case", investigator, reverse("cases:case", args=[case.pk])))
    return [measure(name, client, url) for name, client, url in asked]


def client_of(role: str) -> Any:
    """Return a client signed in as somebody with this role."""
    from django.test import Client

    from bluelamp.access.enums import Role
    from bluelamp.access.models import Staff
    from bluelamp.access.working_reason import keep_reason
    from bluelamp.audit.enums import ReasonCode
    from bluelamp.audit.services import Reason
    from bluelamp.demo.loading import sign_ins

    number = next(each.staff_number for each in sign_ins() if each.role == Role(role))
    client = Client(headers={"host": "localhost"})
    client.force_login(
        Staff.objects.get(staff_number=number),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    session = client.session
    keep_reason(session, Reason(ReasonCode.CUSTODY))
    session.save()
    return client


def _search(client: Any, words: str) -> str:
    from django.urls import reverse

    return client.post(reverse("search:start"), {"q": words})["Location"]


def measure(name: str, client: Any, url: str) -> Measured:
    """Return what a page and its SQL alone take."""
    statements: list[tuple[str, Any]] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        statements.append((sql, params))
        return execute(sql, params, many, context)

    from django.db import connection

    answer = client.get(url)
    assert answer.status_code == 200, (name, answer.status_code)
    with connection.execute_wrapper(note):
        client.get(url)
    page = [timed(lambda: client.get(url)) for _ in range(ROUNDS)]
    alone = [timed(lambda: replay(statements)) for _ in range(ROUNDS)]
    return Measured(
        name,
        len(statements),
        statistics.median(page) * 1000,
        statistics.median(alone) * 1000,
        len(answer.content) / 1024,
    )


def replay(statements: list[tuple[str, Any]]) -> None:
    """Send the page's statements again and fetch every row, all of it rolled back."""
    from django.db import connection, transaction

    with transaction.atomic():
        raw = connection.connection.cursor()
        for sql, params in statements:
            if sql.upper().startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
                continue
            raw.execute(sql, params)
            if raw.description:
                raw.fetchall()
        raw.close()
        transaction.set_rollback(True)


def timed(do: Callable[[], Any]) -> float:
    """Return the seconds that something takes."""
    began = time.perf_counter()
    do()
    return time.perf_counter() - began
