"""The invented population, loaded into the index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from uuid import UUID

from bluelamp.access.policies import operator
from bluelamp.core.ids import new_id
from bluelamp.core.time import now
from bluelamp.demo.population import SyntheticPerson, generate_people
from bluelamp.nominals.enums import LinkRole
from bluelamp.nominals.services import (
    AddressClaim,
    LoadedPerson,
    NameClaim,
    PersonClaim,
    Source,
    load_relations,
)
from bluelamp.nominals.services import load_people as load_batch

from .things import load_things

BATCH = 2_000


def load_people(count: int, seed: int, say: Callable[[str], None]) -> None:
    """Load people by batches, then how they are related."""
    at, by = now(), operator()
    source = Source("Demonstration", at - timedelta(days=400), (at + timedelta(days=200)).date())
    keys: dict[str, UUID] = {}
    places: dict[AddressClaim, UUID] = {}
    loaded: list[LoadedPerson] = []
    for batch in _batches(generate_people(count, seed)):
        for person in batch:
            keys[person.truth_id] = new_id()
        ready = [_loaded(person, keys) for person in batch]
        load_batch(ready, source=source, places=places, by=by, at=at)
        load_things([(p, keys[p.truth_id]) for p in batch], seed, source=source, by=by)
        loaded += [
            replace(known, relations=_related(person, keys))
            for known, person in zip(ready, batch, strict=True)
        ]
        say(f"{len(keys):,} people")
    load_relations(loaded, source=source, by=by)


def _loaded(person: SyntheticPerson, keys: dict[str, UUID]) -> LoadedPerson:
    address = person.address
    claim = PersonClaim(
        names=tuple(NameClaim(n.type, n.order, n.given, n.family, n.full) for n in person.names),
        sex=person.sex,
        birth=person.dob,
        identifiers=(
            *person.identifiers,
            *(("phone", phone) for phone in person.phones),
            *(("email", email) for email in person.emails),
        ),
        address=AddressClaim(address.line, address.town, address.postcode, address.uprn),
        self_defined_ethnicity=person.self_defined_ethnicity,
        observed_ethnicity=person.observed_ethnicity,
        nationality=person.nationality,
        language=person.language,
    )
    return LoadedPerson(keys[person.truth_id], claim, person.warning_markers)


def _related(person: SyntheticPerson, keys: dict[str, UUID]) -> tuple[tuple[LinkRole, UUID], ...]:
    return tuple((role, keys[other]) for role, other in person.relations if other in keys)


def _batches(people: Iterable[SyntheticPerson]) -> Iterator[list[SyntheticPerson]]:
    source = iter(people)
    while batch := list(islice(source, BATCH)):
        yield batch
