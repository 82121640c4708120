"""People of the generator as lines for COPY, with the keys by which they are found."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from io import StringIO

from django.apps import apps
from django.db.models import NOT_PROVIDED
from uuid_utils import uuid7

from bluelamp.core.markings import Marking
from bluelamp.demo.population import SyntheticAddress, SyntheticPerson
from bluelamp.nominals.enums import EntryKind, LinkRole, LinkStatus
from bluelamp.nominals.panels import AddressClaim, KnownPerson, NameClaim, candidate_finder
from bluelamp.nominals.rules.birth import read_birth

SOURCE = "Synthetic"
# Everything not named here has the default of its model.
COLUMNS = {
    "nominals_entry": ("id", "kind", "marking"),
    "nominals_person": (
        "entry_id", "known_as", "sex", "born_from", "born_to", "birth_quality",
        "self_defined_ethnicity", "observed_ethnicity", "nationality", "language", "keys",
        "version",
    ),
    "nominals_personname": (
        "id", "person_id", "type", "order", "given", "family", "full", "source",
    ),
    "nominals_identifier": (
        "id", "person_id", "scheme", "value", "valid", "confirmed_by_prints", "source",
    ),
    "nominals_location": (
        "entry_id", "line", "town", "postcode", "uprn", "description", "version",
    ),
    "nominals_link": (
        "id", "source_id", "target_id", "role", "status", "origin", "recorded_by",
    ),
}  # fmt: skip


@cache
def columns_of(table: str) -> tuple[str, ...]:
    """Return the columns that a line of this table has."""
    return (*COLUMNS[table], *_defaults(table))


@cache
def _defaults(table: str) -> dict[str, str]:
    """Return what COPY needs besides, for the database does not know the defaults of models."""
    model = next(each for each in apps.get_models() if each._meta.db_table == table)
    missing = (f for f in model._meta.concrete_fields if f.column not in COLUMNS[table])
    return {
        f.column: _as_text(f.get_default())
        for f in missing
        if f.column and not f.null and f.db_default is NOT_PROVIDED
    }


def _as_text(default: object) -> str:
    if isinstance(default, bool):
        return "t" if default else "f"
    return "{}" if default == [] else str(default)


@dataclass
class Rows:
    """What one batch of people adds to each table, and to the answer key."""

    tables: dict[str, StringIO] = field(default_factory=lambda: {t: StringIO() for t in COLUMNS})
    answers: list[str] = field(default_factory=list)

    def add(self, table: str, *values: object) -> None:
        """Add one row."""
        line = "\t".join(map(str, (*values, *_defaults(table).values())))
        self.tables[table].write(line.replace("\\", "\\\\") + "\n")


class RowMaker:
    """Makes rows of one part of a population; remembers only where its people live."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}
        self._places: dict[SyntheticAddress, str] = {}

    def rows(self, people: Iterable[SyntheticPerson]) -> Rows:
        """Return the rows of some people."""
        rows = Rows()
        for person in people:
            self._add(rows, person)
        return rows

    def _add(self, rows: Rows, person: SyntheticPerson) -> None:
        key = self._ids[person.truth_id] = _new_id()
        _add_person(rows, key, person, known_as_matching_does(person))
        for name in person.names:
            given = (
                "{" + ",".join(json.dumps(part, ensure_ascii=False) for part in name.given) + "}"
            )
            rows.add(
                "nominals_personname", _new_id(), key, name.type, name.order, given, name.family,
                name.full, SOURCE,
            )  # fmt: skip
        for scheme, value in _numbers(person):
            rows.add("nominals_identifier", _new_id(), key, scheme, value, "t", "f", SOURCE)
        self._add_home(rows, key, person.address)
        if person.same_as:
            first = self._ids[person.same_as]
            answer = {"record": key, "truth": first, "kind": person.variation}
            rows.answers.append(json.dumps(answer))

    def _add_home(self, rows: Rows, key: str, address: SyntheticAddress) -> None:
        place = self._places.get(address)
        if place is None:
            place = self._places[address] = _new_id()
            rows.add("nominals_entry", place, EntryKind.LOCATION, Marking.SENSITIVE)
            rows.add(
                "nominals_location", place, address.line, address.town, address.postcode,
                address.uprn, "", 1,
            )  # fmt: skip
        rows.add(
            "nominals_link", _new_id(), key, place, LinkRole.HOME, LinkStatus.CONFIRMED, SOURCE,
            SOURCE,
        )  # fmt: skip


def known_as_matching_does(person: SyntheticPerson) -> KnownPerson:
    """Return the facts that matching compares.

    Telephones stay out: two thousand numbers are kept for drama, and millions would share them.
    """
    home = person.address
    return KnownPerson(
        names=tuple(NameClaim(n.type, n.order, n.given, n.family, n.full) for n in person.names),
        sex=person.sex,
        born=read_birth(person.dob),
        identifiers=_numbers(person),
        addresses=(AddressClaim(home.line, home.town, home.postcode, home.uprn),),
    )


def _numbers(person: SyntheticPerson) -> tuple[tuple[str, str], ...]:
    mails = tuple(("email", address) for address in person.emails)
    return tuple((scheme.value, value) for scheme, value in person.identifiers) + mails


def _add_person(rows: Rows, key: str, person: SyntheticPerson, facts: KnownPerson) -> None:
    rows.add("nominals_entry", key, EntryKind.PERSON, Marking.SENSITIVE)
    keys = ",".join(map(str, candidate_finder().keys_of(facts)))
    assert facts.born  # noqa: S101 - the generator knows of every birth at least the year
    rows.add(
        "nominals_person", key, person.name.full, person.sex, facts.born.earliest,
        facts.born.latest, person.dob_quality, person.self_defined_ethnicity,
        person.observed_ethnicity, person.nationality, person.language, "{" + keys + "}", 1,
    )  # fmt: skip


def _new_id() -> str:
    """Return a UUIDv7 as text, which is all that COPY needs."""
    return str(uuid7())
