"""Roles are given and ended by an administrator, never by their holder."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.officers import member, signed_in

from bluelamp.access.enums import Permission, Role
from bluelamp.access.models import RoleHolding, Staff
from bluelamp.access.policies import Officer
from bluelamp.access.rules.role_pairs import roles_that_clash
from bluelamp.access.selectors import officer_for
from bluelamp.access.services import deactivate_staff, end_role, give_role, reactivate_staff
from bluelamp.audit.enums import Operation, Regime
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.core.time import now

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def at() -> datetime:
    return now()


@pytest.fixture
def admin(at: datetime) -> Officer:
    return officer_for(member("9001", Role.ADMINISTRATOR), at=at)


@pytest.fixture
def pat() -> Staff:
    return member("4021", Role.SUPERVISOR, given="Pat", family="Ng")


def held(staff: Staff, at: datetime) -> set[Role]:
    return set(officer_for(staff, at=at).roles)


def test_a_role_is_given_from_now_on_and_logged(admin: Officer, pat: Staff, at: datetime) -> None:
    give_role(staff_id=pat.id, role=Role.CUSTODY_OFFICER, version=1, by=admin, at=at)
    assert held(pat, at) == {Role.SUPERVISOR, Role.CUSTODY_OFFICER}
    assert Role.CUSTODY_OFFICER not in held(pat, at - HOUR)
    line = AuditLine.objects.get()
    assert (line.operation, line.regime, line.action) == (
        Operation.ALTER,
        Regime.GEN,
        "give_role",
    )
    assert (line.records, line.record_version, line.detail) == ([pat.id], 2, "custody_officer")


def test_an_ended_role_is_lost_at_once_and_kept_as_history(
    admin: Officer, pat: Staff, at: datetime
) -> None:
    holding = pat.role_holdings.get()
    end_role(holding_id=holding.id, version=1, by=admin, at=at)
    assert held(pat, at) == set()
    assert RoleHolding.objects.get(id=holding.id).held_until == at
    with pytest.raises(NotPossible, match="ended already"):
        end_role(holding_id=holding.id, version=2, by=admin, at=at + HOUR)


def test_a_role_may_be_given_again_after_it_ended(admin: Officer, pat: Staff, at: datetime) -> None:
    end_role(holding_id=pat.role_holdings.get().id, version=1, by=admin, at=at)
    give_role(staff_id=pat.id, role=Role.SUPERVISOR, version=2, by=admin, at=at + HOUR)
    assert pat.role_holdings.count() == 2


def test_a_role_is_not_held_twice_at_a_time(admin: Officer, pat: Staff, at: datetime) -> None:
    with pytest.raises(NotPossible) as refusal:
        give_role(staff_id=pat.id, role=Role.SUPERVISOR, version=1, by=admin, at=at)
    assert refusal.value.field == "role"
    assert refusal.value.reason == "Pat Ng holds the role supervisor already"


@pytest.mark.parametrize(
    ("has", "wanted", "clash"),
    [
        ({Role.ADMINISTRATOR}, Role.AUDITOR, {Role.ADMINISTRATOR}),
        ({Role.AUDITOR, Role.SUPERVISOR}, Role.ADMINISTRATOR, {Role.AUDITOR}),
        ({Role.AUDITOR}, Role.SUPERVISOR, set()),
        ({Role.AUDITOR}, Role.AUDITOR, set()),
        (set(), Role.ADMINISTRATOR, set()),
    ],
)
def test_who_grants_access_does_not_audit_it_inf_10_17(
    has: set[Role], wanted: Role, clash: set[Role]
) -> None:
    assert roles_that_clash(has, wanted) == clash


def test_an_administrator_cannot_become_auditor_as_well(admin: Officer, at: datetime) -> None:
    other = member("9002", Role.ADMINISTRATOR)
    with pytest.raises(NotPossible) as refusal:
        give_role(staff_id=other.id, role=Role.AUDITOR, version=1, by=admin, at=at)
    assert (refusal.value.field, refusal.value.rule) == ("role", "INF-10.17")


def test_nobody_changes_their_own_roles_or_account(admin: Officer, at: datetime) -> None:
    own = RoleHolding.objects.get(staff_id=admin.id)
    with pytest.raises(NotAllowed, match="Another administrator"):
        give_role(staff_id=admin.id, role=Role.CUSTODY_OFFICER, version=1, by=admin, at=at)
    with pytest.raises(NotAllowed, match="Another administrator"):
        end_role(holding_id=own.id, version=1, by=admin, at=at)
    with pytest.raises(NotAllowed, match="Another administrator"):
        deactivate_staff(staff_id=admin.id, version=1, by=admin, at=at)
    assert list(RoleHolding.objects.filter(staff_id=admin.id)) == [own]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_no_other_role_may_give_roles(role: Role, pat: Staff, at: datetime) -> None:
    officer = officer_for(member("4500", role), at=at)
    assert not officer.may(Permission.MANAGE_STAFF)
    with pytest.raises(NotAllowed):
        give_role(staff_id=pat.id, role=Role.ADMINISTRATOR, version=1, by=officer, at=at)


def test_a_change_decided_on_an_old_page_is_refused(
    admin: Officer, pat: Staff, at: datetime
) -> None:
    give_role(staff_id=pat.id, role=Role.INSPECTOR, version=1, by=admin, at=at)
    with pytest.raises(NotPossible) as refusal:
        give_role(staff_id=pat.id, role=Role.CASE_BUILDER, version=1, by=admin, at=at)
    assert refusal.value.field == "version"
    assert held(pat, at) == {Role.SUPERVISOR, Role.INSPECTOR}


def test_a_leaver_loses_every_role_and_the_session_inf_10_15(admin: Officer, pat: Staff) -> None:
    theirs = signed_in(pat)
    assert theirs.get("/staff/").status_code == 200
    at = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    RoleHolding.objects.filter(staff=pat).update(held_from=at - HOUR)
    deactivate_staff(staff_id=pat.id, version=1, by=admin, at=at)
    pat.refresh_from_db()
    assert (pat.is_active, str(pat.ends_on), pat.version) == (False, "2026-07-02", 2)
    assert pat.role_holdings.get().held_until == at
    assert theirs.get("/staff/")["Location"] == "/account/login/?next=/staff/"


def test_a_closed_account_opens_without_roles(admin: Officer, pat: Staff, at: datetime) -> None:
    deactivate_staff(staff_id=pat.id, version=1, by=admin, at=at)
    with pytest.raises(NotPossible, match="closed"):
        give_role(staff_id=pat.id, role=Role.INSPECTOR, version=2, by=admin, at=at)
    with pytest.raises(NotPossible, match="closed"):
        deactivate_staff(staff_id=pat.id, version=2, by=admin, at=at)
    reactivate_staff(staff_id=pat.id, version=2, by=admin, at=at)
    pat.refresh_from_db()
    assert (pat.is_active, pat.ends_on, held(pat, at)) == (True, None, set())
    with pytest.raises(NotPossible, match="open already"):
        reactivate_staff(staff_id=pat.id, version=3, by=admin, at=at)
