"""Every route of every part of the platform, asked by somebody whose training is not passed."""

from __future__ import annotations

import pytest
from tests.architecture.test_routes import ANSWERS, GUARDED, METHODS, address_of, by_name
from tests.officers import LONG_AGO, member, signed_in
from tests.programs import Program

from bluelamp.access.enums import ClearanceKind, PlatformModule, Role
from bluelamp.access.models import Clearance, GatedModule
from bluelamp.access.rules.permissions import MODULE_OF, TABLE

GATED = [route for route in GUARDED if route.declared.permission in MODULE_OF]

ADA = {
    "names": [{"given": ["Ada"], "family": "Stone"}],
    "birth": "1980-05-06",
    "address": {"line": "1 Lamp Street"},
}


@pytest.fixture
def gated(db):
    """Close every part to whoever is not cleared for it."""
    GatedModule.objects.bulk_create(
        GatedModule(module=each, gated_from=LONG_AGO, set_by="Coordinator")
        for each in PlatformModule
    )


def holder(route):
    permission = route.declared.permission
    role = next(role for role, permissions in TABLE.items() if permission in permissions)
    return member("4021", role), MODULE_OF[permission]


def clear(staff, module):
    Clearance.objects.create(
        staff=staff, module=module, kind=ClearanceKind.TRAINED, opens_at=LONG_AGO
    )


def test_the_walk_finds_the_parts():
    parts = {MODULE_OF[route.declared.permission] for route in GATED}
    assert {"search_and_index", "custody", "property", "case", "audit"} <= parts
    assert len(GATED) > 100


@by_name(GATED)
def test_a_route_lets_in_only_who_is_cleared(route, gated):
    staff, module = holder(route)
    client, address = signed_in(staff), address_of(route)
    for other in set(PlatformModule) - {module}:
        clear(staff, other)
    for method in METHODS:
        refused = getattr(client, method)(address)
        assert refused.status_code == 403, method
        assert "TRN-7.7" in refused.content.decode()
    clear(staff, module)
    assert client.get(address).status_code in ANSWERS


def test_the_token_of_somebody_untrained_is_kept_out_too(gated):
    staff = member("4021", Role.CUSTODY_OFFICER)
    program = Program(Role.CUSTODY_OFFICER, staff=staff)
    assert program.post("people", ADA).status_code == 403
    clear(staff, PlatformModule.SEARCH_AND_INDEX)
    assert program.post("people", ADA).status_code == 201


def test_a_program_of_its_own_has_no_training_to_pass(gated):
    assert Program(Role.CUSTODY_OFFICER).post("people", ADA).status_code == 201
