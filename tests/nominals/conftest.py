"""People, officers and moments that the tests of the index share."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from tests.nominals.people import claim, officer

from bluelamp.access.enums import Role
from bluelamp.nominals.models import Person
from bluelamp.nominals.services import create_person

AT = datetime(2026, 3, 10, 14, 52, tzinfo=UTC)


@pytest.fixture
def at() -> datetime:
    return AT


@pytest.fixture
def sergeant() -> Any:
    return officer(Role.CUSTODY_OFFICER)


@pytest.fixture
def record(sergeant: Any) -> Any:
    """Return a function that records somebody, whoever resembles them."""

    def recorded(*given: str, family: str = "", **more: Any) -> Person:
        everybody: list[UUID] = list(Person.objects.values_list("pk", flat=True))
        said = claim(*given, family=family, **more)
        return create_person(claim=said, candidates_shown=everybody, by=sergeant, at=AT)

    return recorded


@pytest.fixture
def two(record: Any) -> tuple[Person, Person]:
    """Return two records that may be one person."""
    return record("Ann", family="Roe", birth="1985-03-14"), record("Anne", family="Roe")
