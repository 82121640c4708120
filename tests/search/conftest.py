"""The people of the index tests, and a town of them with what search finds them by."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.nominals.conftest import at, record, sergeant
from tests.nominals.people import officer

from bluelamp.access.enums import Permission, Role
from bluelamp.nominals import registry
from bluelamp.nominals.enums import (
    BodyPart,
    EventKind,
    FeatureKind,
    LinkRole,
    NumberScheme,
    ObjectKind,
    Sex,
)
from bluelamp.nominals.panels import EventPage
from bluelamp.nominals.rules.appearance import DescriptionClaim, FeatureClaim
from bluelamp.nominals.rules.object_numbers import NumberClaim
from bluelamp.nominals.rules.things import ObjectClaim
from bluelamp.nominals.services import (
    describe_person,
    link_entries,
    record_object,
    register_event,
)

TODAY = date(2026, 3, 10)
__all__ = ["at", "record", "sergeant"]


@pytest.fixture
def inspector():
    return officer(Role.INSPECTOR)


@pytest.fixture
def town(record, sergeant, at, monkeypatch):
    """Return people by a short word; Jane has been a suspect and John a victim."""
    monkeypatch.setattr(registry, "_event_pages", {})
    for kind, permission in (
        (EventKind.CUSTODY, Permission.VIEW_CUSTODY_RECORD),
        (EventKind.CASE, Permission.VIEW_CASE),
    ):
        registry.register_event_page(EventPage(kind, permission, "nominals:person"))
    everybody = {
        "john": (("John", "Robert"), "Smith", {"birth": "1985-03-14", "postcode": "SW9 8AB"}),
        "jane": (("Jane",), "Smythe", {"birth": "1999-01-02", "postcode": "SW9 7XY",
                                       "sex": Sex.FEMALE, "observed_ethnicity": "IC1"}),
        "ali": (("Muhammad", "Ali"), "Khan", {"birth": "1998-07-12", "postcode": "E1 6AN",
                                              "self_defined_ethnicity": "A2",
                                              "identifiers": (("vrm", "AB12 CDE"),
                                                              ("phone", "07700900123"))}),
        "anne": (("Anne-Marie",), "O’Connor", {"birth": "1979", "postcode": "SW1A 1AA"}),
        "smith": ((), "Smithson", {"birth": "2001-06-17"}),
    }  # fmt: skip
    people = {word: record(*g, family=f, **more) for word, (g, f, more) in everybody.items()}
    for who, kind, role in (
        ("jane", EventKind.CUSTODY, LinkRole.DETAINED_PERSON),
        ("jane", EventKind.CASE, LinkRole.SUSPECT),
        ("john", EventKind.CASE, LinkRole.VICTIM),
    ):
        event = register_event(
            kind=kind,
            reference=f"{kind}-{who}",
            title="",
            occurred_at=at - timedelta(days=10),
            by=sergeant,
            at=at,
        )
        link_entries(source=people[who].pk, target=event.pk, role=role, by=sergeant, at=at)
    return people


@pytest.fixture
def described(town, sergeant, at):
    """Describe John as slim, dark-haired, tall and tattooed; Ali only as slim."""
    rose = FeatureClaim(FeatureKind.TATTOO, BodyPart.NECK, "Rose")
    john = DescriptionClaim(
        described_on=TODAY,
        build="slim",
        hair="dark_brown",
        height_from=180,
        height_to=185,
        observed_ethnicity="IC2",
        features=(rose,),
    )
    claims = {"john": john, "ali": DescriptionClaim(described_on=TODAY, build="slim")}
    for who, said in claims.items():
        describe_person(person_id=town[who].pk, claim=said, by=sergeant, at=at)
    return town


@pytest.fixture
def van(town, at):
    claim = ObjectClaim(
        kind=ObjectKind.VEHICLE,
        make="Ford",
        model="Transit",
        body="van",
        colours=("white",),
        numbers=(NumberClaim(NumberScheme.VRM, "LM51 ZZZ"),),
    )
    return record_object(claim=claim, by=officer(Role.INVESTIGATING_OFFICER), at=at)
