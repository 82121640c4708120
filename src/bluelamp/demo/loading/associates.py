"""Whom the people in custody know: earlier events, ties, and where they lived before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from bluelamp.access.enums import Rank, Role
from bluelamp.access.policies import Officer
from bluelamp.access.selectors import officer_for
from bluelamp.audit.enums import ReasonCode
from bluelamp.audit.services import Reason
from bluelamp.core.time import now
from bluelamp.custody.models import CustodyRecord
from bluelamp.nominals.enums import DobQuality, EventKind, LinkRole
from bluelamp.nominals.models import Location, Person
from bluelamp.nominals.services import end_link, link_entries, register_event

from .portraits import hang_portraits
from .sign_ins import people_for

POOL = 60
CREWS = 9
EVENTS_A_CREW = 6
WELL_KNOWN_EVENTS = 30
ROLES = {
    EventKind.CRIME: (LinkRole.SUSPECT, LinkRole.SUSPECT, LinkRole.WITNESS, LinkRole.VICTIM),
    EventKind.STOP_SEARCH: (LinkRole.SUBJECT,),
    EventKind.INCIDENT: (LinkRole.INVOLVED_PARTY, LinkRole.REPORTING_PERSON),
}
TIES = (LinkRole.ASSOCIATE, LinkRole.ASSOCIATE, LinkRole.GANG, LinkRole.HOUSEHOLD)
PLACES = ("Lampton", "Mill Road", "Canal Street", "Station Square", "Park Lane", "North Quay")


def make_associates(seed: int, say: Callable[[str], None]) -> None:
    """Give the people in custody a past, and two of three a portrait."""
    held = [
        each.person
        for each in CustodyRecord.objects.select_related("person").order_by("arrived_at", "pk")
    ]
    adults = Person.objects.filter(birth_quality=DobQuality.EXACT, born_from__lt="2003-01-01")
    others = list(adults.exclude(pk__in=[each.pk for each in held]).order_by("pk")[:POOL])
    if len(others) < POOL:
        return
    sergeant = people_for(Role.CUSTODY_OFFICER, Rank.SERGEANT)[0]
    by = officer_for(sergeant, at=now(), reason=Reason(ReasonCode.CUSTODY))
    past = _Past(Random(seed), by, now())
    for place, person in enumerate(held[:CREWS]):
        # Crews overlap, so that people of one lead on to people of the next.
        past.meet(person, others[place * 3 : place * 3 + 8])
    past.make_well_known(held[0], others)
    for person in held:
        past.move(person)
    hung = hang_portraits([*held, *others[:12]], seed=seed, by=past.by, at=past.at)
    say(f"{past.events} earlier events, {hung} drawn portraits")


@dataclass(slots=True)
class _Past:
    """What happened before today, told event by event."""

    rng: Random
    by: Officer
    at: datetime
    events: int = 0

    def meet(self, person: Person, crew: Sequence[Person]) -> None:
        """Let a person meet a crew at several events, and tie some of them directly."""
        for _ in range(EVENTS_A_CREW):
            self._event([person, *self.rng.sample(crew, self.rng.randint(1, 3))])
        self._tie(person, crew[0])
        self._tie(crew[1], person)
        self._tie(crew[2], crew[3])

    def make_well_known(self, person: Person, others: Sequence[Person]) -> None:
        """Give one person more events and more associates than fit on a page."""
        for _ in range(WELL_KNOWN_EVENTS):
            self._event([person, self.rng.choice(others)])

    def move(self, person: Person) -> None:
        """Let a person have lived at one or two other addresses before."""
        homes = Location.objects.exclude(entry__links_in__source=person.pk).order_by("pk")
        until = self.at - timedelta(days=400)
        for _ in range(self.rng.randint(1, 2)):
            since = until - timedelta(days=self.rng.randint(200, 900))
            place = homes[self.rng.randrange(200)]
            former = link_entries(
                source=person.pk,
                target=place.pk,
                role=LinkRole.HOME,
                held_from=since,
                by=self.by,
                at=self.at,
            )
            end_link(link=former, by=self.by, at=until)
            until = since

    def _event(self, people: Sequence[Person]) -> None:
        self.events += 1
        kind = self.rng.choice(tuple(ROLES))
        happened = self.at - timedelta(
            days=self.rng.randint(10, 1500), hours=self.rng.randrange(24)
        )
        event = register_event(
            kind=kind,
            reference=f"DEMO-{happened:%y}-{self.events:04d}",
            title=self.rng.choice(PLACES),
            occurred_at=happened,
            by=self.by,
            at=self.at,
        )
        for person in people:
            self._link(person, event.pk, self.rng.choice(ROLES[kind]))

    def _tie(self, one: Person, other: Person) -> None:
        self._link(one, other.pk, self.rng.choice(TIES))

    def _link(self, person: Person, target: UUID, role: LinkRole) -> None:
        link_entries(source=person.pk, target=target, role=role, by=self.by, at=self.at)
