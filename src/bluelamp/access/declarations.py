"""What each route declares: the permission it needs and what it does with personal data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from .enums import Permission, Touches

View = TypeVar("View", bound=Callable[..., Any])
ATTRIBUTE = "bluelamp_route"


@dataclass(frozen=True, slots=True)
class Route:
    """A route's declaration. ``permission`` None means: open to people who have not signed in."""

    permission: Permission | None
    touches: Touches


def route(permission: Permission | None, touches: Touches) -> Callable[[View], View]:
    """Declare a view. A view without a declaration is never served (deny by default)."""

    def declare(view: View) -> View:
        setattr(view, ATTRIBUTE, Route(permission, touches))
        return view

    return declare


def declaration_of(view: Callable[..., Any]) -> Route | None:
    """Return what a view declares, or None."""
    return getattr(view, ATTRIBUTE, None) or getattr(
        getattr(view, "view_class", None), ATTRIBUTE, None
    )
