"""What recording one more person costs a program that asks for it: the whole request."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.test import Client

from bluelamp.access.enums import Role
from bluelamp.access.models import ApiToken
from bluelamp.access.rules.tokens import fingerprint_of
from bluelamp.audit.enums import ReasonCode
from bluelamp.core.time import now
from bluelamp.demo.population import SyntheticPerson, generate_people
from bluelamp.nominals.selectors import likely_people

from .figures import percentile
from .sameness import facts_of

SECRET = "of the benchmark alone"  # noqa: S105 - undone with everything else
WHERE = "/api/v1/people"


def time_request(seed: int, count: int = 60) -> tuple[float, float]:
    """Return median and 95th percentile in milliseconds of the request that records somebody.

    In this process, so without a network. Who is like them has been shown before, as the request
    asks for; everything is undone after.
    """
    times = []
    for number, person in enumerate(generate_people(count, seed, duplicate_share=0)):
        with transaction.atomic():
            _issue_token()
            shown = [str(each.person_id) for each in likely_people(facts_of(person))]
            headers = {"Authorization": f"Bearer {SECRET}", "Idempotency-Key": f"one-more-{number}"}
            said = _said(person) | {"candidates_shown": shown}
            client = Client(headers=headers, SERVER_NAME="localhost")
            began = time.perf_counter()
            answer = client.post(WHERE, said, content_type="application/json")
            times.append((time.perf_counter() - began) * 1000)
            if answer.status_code != 201:
                raise RuntimeError(answer.content.decode())
            transaction.set_rollback(True)
    return percentile(times, 0.5), percentile(times, 0.95)


def _issue_token() -> None:
    at = now()
    ApiToken.objects.create(
        name="Benchmark",
        role=Role.CUSTODY_OFFICER,
        reason_code=ReasonCode.CUSTODY,
        reason_reference="CU-26-0000001-E",
        secret_hash=fingerprint_of(SECRET),
        issued_by="Benchmark",
        issued_at=at - timedelta(days=1),
        expires_at=at + timedelta(days=1),
    )


def _said(person: SyntheticPerson) -> dict[str, Any]:
    address = person.address
    return {
        "names": [
            {
                "type": name.type,
                "order": name.order,
                "given": list(name.given),
                "family": name.family,
                "full": name.full,
            }
            for name in person.names
        ],
        "sex": person.sex,
        "birth": person.dob,
        "address": {
            "line": address.line,
            "town": address.town,
            "postcode": address.postcode,
            "uprn": address.uprn,
        },
    }
