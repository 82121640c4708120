"""What can be done to an item: its words, its form, its service, and whether it is possible now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from bluelamp.access.policies import Decision, Officer

from . import forms, services
from .enums import ContinuityKind, ItemState
from .models import ContinuityEvent, Item
from .policies import (
    can_drop_item,
    can_receive_item,
    can_return_item,
    can_seal_item,
    can_store_item,
)
from .rules.continuity import next_state

K = ContinuityKind


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done; ``kinds`` are the links it may add to the chain."""

    slug: str
    label: str
    done: str
    form: type[forms.HandleItemForm]
    service: Callable[..., ContinuityEvent]
    kinds: tuple[K, ...]
    policy: Callable[[Officer, Item], Decision]

    def words(self, item: Item) -> str:
        """Return what the action is called for an item as it stands."""
        if self.slug == "seal" and item.seals.all():
            return "Put on a new seal"
        if self.slug == "book-in" and item.state == ItemState.STORED:
            return "Move to another store"
        return self.label

    def decision(self, officer: Officer, item: Item) -> Decision:
        """Tell whether this officer may do it to this item as it stands."""
        state = ItemState(item.state)
        if not any(next_state(state, kind) for kind in self.kinds) or not _concerns(self, item):
            return Decision(False, f"“{self.label}” is not possible: {state.label.lower()}.")
        if self.slug == "take-over" and item.holder_id == officer.id:
            return Decision(False, "You already have this item.")
        return self.policy(officer, item)

    def perform(self, item_id: UUID, answers: dict[str, Any], by: Officer, at: datetime) -> None:
        """Call the service with the answers of the form."""
        who = {"receiver": by} if self.slug == "take-over" else {"by": by}
        self.service(item_id=item_id, **answers, **who, at=at)


def _concerns(action: Action, item: Item) -> bool:
    """Tell whether the basis allows it: evidence is not returned, and is evidence already."""
    if action.slug in {"keep-as-evidence", "return"}:
        return not item.exhibit_reference
    return True


def _stores(officer: Officer, item: Item) -> Decision:
    return can_store_item(officer)


HANDLING = (
    Action(
        "seal",
        "Bag and seal",
        "The seal is recorded.",
        forms.SealItemForm,
        services.seal_item,
        (K.BAG_TAG, K.RESEAL),
        can_seal_item,
    ),
    Action(
        "take-over",
        "Take over",
        "You now have this item.",
        forms.TakeOverForm,
        services.hand_over_item,
        (K.RECEIVE,),
        can_receive_item,
    ),
    Action(
        "drop",
        "Leave in a temporary store",
        "The item waits in the temporary store.",
        forms.DropItemForm,
        services.drop_item,
        (K.DROP,),
        can_drop_item,
    ),
    Action(
        "keep-as-evidence",
        "Keep as evidence",
        "The item is now kept as evidence.",
        forms.KeepAsEvidenceForm,
        services.change_basis,
        (K.BASIS_CHANGE,),
        can_seal_item,
    ),
    Action(
        "return",
        "Return to its owner",
        "The item has been returned.",
        forms.ReturnItemForm,
        services.return_item,
        (K.TRANSFER_OWNER,),
        can_return_item,
    ),
)
"""What those who record property do."""

MOVING = (
    Action(
        "book-in",
        "Book into a store",
        "The item is booked in.",
        forms.BookInForm,
        services.book_into_store,
        (K.BOOK_IN, K.MOVE),
        _stores,
    ),
    Action(
        "book-out",
        "Book out",
        "The item is booked out.",
        forms.BookOutForm,
        services.book_out_item,
        (K.BOOK_OUT,),
        _stores,
    ),
)
"""What property officers do at their stores."""


def action_named(slug: str, among: tuple[Action, ...]) -> Action | None:
    """Return the action of an address."""
    return next((action for action in among if action.slug == slug), None)


def actions_open(officer: Officer, item: Item) -> list[Action]:
    """Return what this officer may do to this item now."""
    return [each for each in (*HANDLING, *MOVING) if each.decision(officer, item)]
