"""Whatever is tried with an item: the chain holds, and a refusal changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bluelamp.access.enums import Role
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.property.enums import ContinuityKind, ItemState, LawfulBasis
from bluelamp.property.models import Item
from bluelamp.property.rules.continuity import TRANSITIONS, next_state
from bluelamp.property.services import (
    book_into_store,
    book_out_item,
    change_basis,
    drop_item,
    hand_over_item,
    return_item,
    seal_item,
)

from .making import NOW, TAKEN, a_store, an_item, an_officer, staff_of

pytestmark = pytest.mark.django_db


class World:
    """Three people, two stores, a drop and an item."""

    def __init__(self) -> None:
        self.people = [
            an_officer(Role.DETENTION_OFFICER),
            an_officer(Role.INVESTIGATING_OFFICER),
            an_officer(Role.PROPERTY_OFFICER),
        ]
        self.stores = [a_store(), a_store(), a_store(transient=True)]
        self.item = an_item(self.people[0])
        self.clock = TAKEN

    def try_(self, name: str, who: int, which: int, seal: int, minutes: int) -> bool:
        """Try something; tell whether it was done."""
        by, to = self.people[who], self.people[which]
        at = self.clock + timedelta(minutes=minutes)
        common: dict[str, Any] = {"item_id": self.item.pk, "occurred_at": at, "at": NOW}
        number = f"SEAL-{seal}"
        tries: dict[str, Callable[[], Any]] = {
            "seal": lambda: seal_item(seal_number=number, by=by, **common),
            "hand over": lambda: hand_over_item(receiver=by, given_by=staff_of(to), **common),
            "drop": lambda: drop_item(store=self.stores[which], by=by, **common),
            "book in": lambda: book_into_store(store=self.stores[which], by=by, **common),
            "book out": lambda: book_out_item(to=staff_of(to), purpose="Court", by=by, **common),
            "return": lambda: return_item(returned_to="Ann Example", by=by, **common),
            "keep": lambda: change_basis(
                basis=LawfulBasis.S54,
                exhibit_reference=f"JB/{seal}",
                seal_number=number,
                by=by,
                **common,
            ),
        }
        try:
            tries[name]()
        except (NotPossible, NotAllowed):
            return False
        self.clock = at
        return True

    def picture(self) -> tuple[Any, ...]:
        """Return everything that a refusal must leave alone."""
        columns = Item.objects.filter(pk=self.item.pk).values().get()
        return columns, list(self.item.continuity.values()), list(self.item.seals.values())

    def check(self) -> None:
        """Assert what always holds of a chain (CON-1)."""
        item = Item.objects.get(pk=self.item.pk)
        links = list(item.continuity.order_by("sequence"))
        assert [link.sequence for link in links] == list(range(1, len(links) + 1))
        for earlier, later in pairwise(links):
            assert earlier.to_holder == later.from_holder
            assert earlier.occurred_at <= later.occurred_at
            assert earlier.seal_after == later.seal_before
        place = item.store or item.holder
        assert (place is None) == (item.state == ItemState.DISPOSED)
        assert not (item.store and item.holder)
        if place:
            assert links[-1].to_holder == (str(item.store or "") or item.holder.label)
        unbroken = [seal.number for seal in item.seals.filter(broken_at=None)]
        assert unbroken == ([links[-1].seal_after] if links[-1].seal_after else [])
        if item.state not in {ItemState.SEIZED}:
            assert unbroken


attempts = st.tuples(
    st.sampled_from(["seal", "hand over", "drop", "book in", "book out", "return", "keep"]),
    st.integers(0, 2),
    st.integers(0, 2),
    st.integers(1, 6),
    st.integers(-5, 30),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(attempts, max_size=14))
def test_the_chain_holds_whatever_is_tried(db, tried):
    with transaction.atomic():
        world = World()
        for attempt in tried:
            before = world.picture()
            if not world.try_(*attempt):
                assert world.picture() == before
            world.check()
        transaction.set_rollback(True)


@given(st.sampled_from(ContinuityKind))
def test_nothing_follows_once_an_item_is_gone(kind):
    assert next_state(ItemState.DISPOSED, kind) is None


def test_every_state_but_missing_can_be_reached():
    reached: set[ItemState | None] = {None}
    while more := {to for (start, _), to in TRANSITIONS.items() if start in reached} - reached:
        reached |= more
    # Stock-taking, which alone finds an item missing, comes with a later cut.
    assert reached - {None} == set(ItemState) - {ItemState.MISSING}
