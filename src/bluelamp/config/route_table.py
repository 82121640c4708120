"""Every route with what it declares, and the two tables of `docs/rules` that are built from code.

`python -m bluelamp.config.route_table` writes them anew.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from bluelamp.access.declarations import Route, declaration_of
from bluelamp.access.enums import Door, Permission, Role, Touches
from bluelamp.access.rules.permissions import EVERYBODY, TABLE
from bluelamp.access.third_party import ROUTES

DOCS = Path("docs/rules")
BUILT = "Built from the code by `make docs`. Do not edit."


@dataclass(frozen=True, slots=True)
class ListedRoute:
    """A route of the site: its name, its address, its view, what it declares if anything.

    ``parts`` are the patterns from the root down.
    """

    name: str
    parts: tuple[Any, ...]
    view: Callable[..., Any]
    declared: Route | None
    host: str = ""

    @property
    def address(self) -> str:
        """Return the address with the places of its arguments."""
        return f"{self.host}/" + "".join(str(part) for part in self.parts)


def all_routes() -> list[ListedRoute]:
    """Return every route that the resolver knows, declared or not."""
    return list(_walk(get_resolver(), (), ()))


def package_routes() -> list[ListedRoute]:
    """Return the routes of the host of digital packages, which has nothing else."""
    found = _walk(get_resolver("bluelamp.training.player.urls"), (), ())
    return [replace(each, name=f"player:{each.name}", host="(packages)") for each in found]


def _walk(
    branch: URLResolver, spaces: tuple[str, ...], parts: tuple[Any, ...]
) -> Iterator[ListedRoute]:
    for entry in branch.url_patterns:
        here = (*parts, entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from _walk(entry, inner, here)
        else:
            yield _listed(entry, spaces, here)


def _listed(entry: URLPattern, spaces: tuple[str, ...], parts: tuple[Any, ...]) -> ListedRoute:
    name = ":".join([*spaces, entry.name or ""])
    declared = declaration_of(entry.callback) or ROUTES.get(name)
    return ListedRoute(name, parts, entry.callback, declared)


def routes_page() -> str:
    """Return the table of routes as Markdown."""
    served = [route for route in [*all_routes(), *package_routes()] if route.declared]
    rows = [
        f"| `{route.address}` | {route.name} | {_needs(route)} | {_touches(route)} "
        f"| {_door(route)} |"
        for route in sorted(served, key=lambda route: route.address)
    ]
    head = [
        "# Routes",
        "",
        BUILT,
        "",
        "A route that is not listed is not served: it answers “Page not found”, whoever asks.",
        "What begins with “(packages)” is on the host of digital packages.",
        "",
        "| address | name | permission | personal data | shown by |",
        "|---|---|---|---|---|",
    ]
    return "\n".join([*head, *rows, ""])


def _needs(route: ListedRoute) -> str:
    permission = route.declared.permission if route.declared else None
    return str(permission) if permission else "open to all"


def _touches(route: ListedRoute) -> str:
    touches = route.declared.touches if route.declared else Touches.NOTHING
    return str(touches)


def _door(route: ListedRoute) -> str:
    return str(route.declared.door if route.declared else Door.SESSION)


def permissions_page() -> str:
    """Return the table of permissions as Markdown."""
    names = [role.label for role in Role]
    head = [
        "# Permissions",
        "",
        BUILT,
        "",
        "What no role holds, nobody may do. Everybody who signs in may "
        f"{', '.join(sorted(EVERYBODY))}.",
        "",
        f"| permission | {' | '.join(names)} |",
        "|---|" + ":-:|" * len(names),
    ]
    return "\n".join([*head, *(_permission_row(each) for each in Permission), ""])


def _permission_row(permission: Permission) -> str:
    held = ["●" if permission in TABLE[role] | EVERYBODY else "" for role in Role]
    return f"| {permission} | {' | '.join(held)} |"


def pages() -> dict[str, str]:
    """Return the pages by the names of their files."""
    return {"routes.md": routes_page(), "permissions.md": permissions_page()}


def main() -> None:
    """Write the pages."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.config.settings.demonstration")
    django.setup()
    DOCS.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
