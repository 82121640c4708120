"""What trainers are told of practice copies, and the logins inside one (TRN-4.8, TRN-4.9)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.urls import reverse
from tests.officers import member
from tests.training.classes import MORNING, Class
from tests.training.test_register_pages import client_of
from tests.training.world import AT, FIRST_DAY

from bluelamp.access.enums import Role
from bluelamp.access.models import Staff
from bluelamp.access.policies import operator
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.demo.loading.pool import make_pool
from bluelamp.training.models import PracticeCopy
from bluelamp.training.services.practice import (
    CopyTold,
    forget_practice_copy,
    note_practice_copy,
)


def told(**more) -> CopyTold:
    given = {"name": "ne-12", "logins": 16, "made_at": AT, "expires_on": FIRST_DAY, **more}
    return CopyTold(**given)


def test_the_register_says_which_copy_the_class_has(world, monkeypatch):
    monkeypatch.setattr("bluelamp.training.views.register.now", lambda: MORNING)
    kept, other = Class(world), Class(world, room=world.another_room())
    reference = kept.session.reference.lower()
    note_practice_copy(told=told(session_reference=reference), by=operator(), at=AT)
    again = told(
        session_reference=reference,
        reset_at=AT + timedelta(days=1),
        address="http://127.0.0.1:8100/",
    )
    note_practice_copy(told=again, by=operator(), at=AT)
    shown = client_of(kept.trainer).get(reverse("register:register", args=[kept.session.pk])).text
    assert "<strong>ne-12</strong>" in shown
    assert "http://127.0.0.1:8100/" in shown
    assert "16 logins, reset Tue 2 Feb 2027 09:00" in shown
    url = reverse("register:register", args=[other.session.pk])
    assert "ne-12" not in client_of(other.trainer).get(url).text
    forget_practice_copy(name="ne-12", by=operator(), at=AT)
    assert not PracticeCopy.objects.exists()


def test_a_copy_is_for_a_class_that_is_there_and_not_everybody_notes_one(world):
    with pytest.raises(NotPossible) as refused:
        note_practice_copy(told=told(session_reference="TR-0"), by=operator(), at=AT)
    assert refused.value.field == "session"
    with pytest.raises(NotAllowed):
        note_practice_copy(told=told(), by=world.officer(Role.TRAINER), at=AT)


def test_a_pool_signs_in_with_the_roles_of_the_class_and_nobody_else_does(db):
    like = member("700", Role.CUSTODY_OFFICER)
    assert make_pool([("NE-12-01", "one-two"), ("NE-12-02", "three")], [Role.CUSTODY_OFFICER]) == 2
    seat = authenticate(None, username="ne-12-01", password="one-two")
    assert seat is not None
    assert seat.unit_id == like.unit_id
    assert [each.role for each in seat.role_holdings.all()] == [Role.CUSTODY_OFFICER]
    like.refresh_from_db()
    assert not like.has_usable_password()
    assert not Staff.objects.get(staff_number="NE-12-02").check_password("one-two")


def test_a_role_that_nobody_of_the_force_holds_is_refused(db):
    with pytest.raises(NotPossible) as refused:
        make_pool([("A-01", "x")], [Role.PROPERTY_OFFICER])
    assert refused.value.field == "role"
