"""Things and looks of the invented population, and some people of whom no name is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from random import Random
from uuid import UUID

from bluelamp.access.enums import Role
from bluelamp.access.policies import Officer
from bluelamp.access.selectors import officer_for
from bluelamp.audit.enums import ReasonCode
from bluelamp.audit.services import Reason
from bluelamp.core.ids import new_id
from bluelamp.core.time import day_of, now
from bluelamp.demo.population import SyntheticPerson
from bluelamp.demo.population.belongings import DESCRIBED, looks, things_of
from bluelamp.nominals.enums import EventKind, LinkRole, ObservedEthnicity, PersonState, Sex
from bluelamp.nominals.models import Event
from bluelamp.nominals.services import (
    LoadedObject,
    PersonClaim,
    Source,
    load_descriptions,
    load_objects,
    record_person,
)

from .sign_ins import people_for

ADULT_BEFORE = "2008"
UNKNOWN_PEOPLE = 12
PARTS = (LinkRole.SUSPECT, LinkRole.WITNESS, LinkRole.PERSON_OF_INTEREST)


def load_things(
    people: Sequence[tuple[SyntheticPerson, UUID]], seed: int, *, source: Source, by: Officer
) -> None:
    """Write the things and the looks of a batch of people."""
    rng = Random(f"{seed} {people[0][0].truth_id}")
    day = day_of(source.collected_at)
    objects, described = [], []
    for person, key in people:
        adult = person.dob[:4] < ADULT_BEFORE
        objects += [
            LoadedObject(new_id(), claim, ((role, key),))
            for role, claim in things_of(rng, person.phones, is_adult=adult)
        ]
        if rng.random() < DESCRIBED:
            seen = person.observed_ethnicity
            described.append((key, looks(rng, day, observed_ethnicity=seen)))
    load_objects(objects, source=source, by=by)
    load_descriptions(described, source=source, by=by)


def record_unknown_people(seed: int, say: Callable[[str], None]) -> None:
    """Record people of whom only a description is known, with parts in custody records."""
    rng, at = Random(seed), now()
    recorder = people_for(Role.CUSTODY_OFFICER)[0]
    by = officer_for(recorder, at=at, reason=Reason(ReasonCode.CUSTODY))
    references = list(
        Event.objects.filter(kind=EventKind.CUSTODY).values_list("reference", flat=True)[:6]
    )
    for number in range(UNKNOWN_PEOPLE if references else 0):
        seen = rng.choice(list(ObservedEthnicity)[:6])
        day = day_of(at - timedelta(days=number))
        claim = PersonClaim(
            names=(),
            sex=rng.choice((Sex.MALE, Sex.FEMALE, Sex.NOT_KNOWN)),
            state=PersonState.UNKNOWN,
            description=looks(rng, day, observed_ethnicity=seen),
        )
        record_person(
            claim=claim,
            candidates_shown=(),
            reference=references[number % len(references)],
            role=PARTS[number % len(PARTS)],
            by=by,
            at=at,
        )
    say(f"{UNKNOWN_PEOPLE} people of whom no name is known")
