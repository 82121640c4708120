"""What each route declares: the permission it needs and what it does with personal data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from .enums import Door, Permission, Touches

View = TypeVar("View", bound=Callable[..., Any])
ATTRIBUTE = "bluelamp_route"


@dataclass(frozen=True, slots=True)
class Route:
    """A route's declaration. ``permission`` None means: open to people who have not signed in."""

    permission: Permission | None
    touches: Touches
    door: Door = Door.SESSION


def route(
    permission: Permission | None, touches: Touches, door: Door = Door.SESSION
) -> Callable[[View], View]:
    """Declare a view. A view without a declaration is never served (deny by default)."""

    def declare(view: View) -> View:
        setattr(view, ATTRIBUTE, Route(permission, touches, door))
        return view

    return declare


def operation(permission: Permission, touches: Touches) -> Callable[[View], View]:
    """Declare an operation for programs, which show a token and never a session."""
    return route(permission, touches, Door.TOKEN)


def declaration_of(view: Callable[..., Any]) -> Route | None:
    """Return what a view declares, or None."""
    return getattr(view, ATTRIBUTE, None) or getattr(
        getattr(view, "view_class", None), ATTRIBUTE, None
    )
