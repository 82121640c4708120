"""Rows written by COPY are the rows that INSERT would have written."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from bluelamp.access.models import Unit
from bluelamp.core.copying import copy_rows
from bluelamp.nominals.enums import EntryKind, NameType, Sex
from bluelamp.nominals.models import Entry, Person, PersonName

pytestmark = pytest.mark.django_db


def test_every_kind_of_value_comes_back_as_written() -> None:
    entry = Entry(kind=EntryKind.PERSON)
    copy_rows([entry])
    person = Person(
        entry=entry,
        known_as="Zoë O'Neill\tтаб \\N £ 🚓\nline",
        sex=Sex.FEMALE,
        born_from=date(1999, 12, 31),
        born_to=date(1999, 12, 31),
        keys=[-5, 2_147_483_647],
    )
    copy_rows([person])
    copy_rows([PersonName(person=person, type=NameType.ALIAS, given=["A,b", '"c"'], full="x")])
    kept = Person.objects.get()
    for field in Person._meta.concrete_fields:
        assert getattr(kept, field.attname) == getattr(person, field.attname)
    assert kept.names.get().given == ["A,b", '"c"']
    assert Entry.objects.get().recorded_at <= datetime.now(UTC)


def test_constraints_hold() -> None:
    unit = Unit(code="A", name="A", kind="FORCE", path="A/")
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_rows([unit, Unit(code="A", name="B", kind="TEAM", parent=unit, path="B/")])
    assert not Unit.objects.exists()


def test_nothing_is_written_for_nothing() -> None:
    copy_rows([])
    assert not Unit.objects.exists()
