"""Roles that one person may not hold together."""

from __future__ import annotations

from collections.abc import Iterable

from bluelamp.access.enums import Role

# Whoever grants access does not audit it (INF-10.17).
APART = (frozenset({Role.ADMINISTRATOR, Role.AUDITOR}),)


def roles_that_clash(held: Iterable[Role], wanted: Role) -> frozenset[Role]:
    """Return the roles among those held that the wanted one may not join (INF-10.17)."""
    held = frozenset(held)
    return frozenset().union(*(pair & held for pair in APART if wanted in pair)) - {wanted}
