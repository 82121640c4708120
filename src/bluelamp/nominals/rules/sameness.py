"""Which records are one person, from what officers have judged of pairs (section 8.7, G1 to G7).

Nothing is moved and no record is rewritten: a cluster is what the judgements that stand connect.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping


# A UUIDv7 orders by when it was made.
Key = TypeVar("Key", UUID, int)


def in_order(one: Key, other: Key) -> tuple[Key, Key]:
    """Return a pair as it is stored, so that it has one name. Raises ValueError for one twice."""
    if one == other:
        raise ValueError("A record cannot be judged against itself")
    return (one, other) if one < other else (other, one)


def clusters(members: Iterable[Key], same: Iterable[tuple[Key, Key]]) -> list[frozenset[Key]]:
    """Return the connected components of two or more members (MG-02).

    Ties to whoever is not among the members are left out.
    """
    root: dict[Key, Key] = {member: member for member in members}

    def top(key: Key) -> Key:
        while root[key] != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    for one, other in same:
        if one in root and other in root:
            root[top(one)] = top(other)
    groups: dict[Key, set[Key]] = {}
    for member in root:
        groups.setdefault(top(member), set()).add(member)
    return [frozenset(group) for group in groups.values() if len(group) > 1]


def survivor(cluster: Collection[Key]) -> Key:
    """Return the record whose page the others lead to (MG-04): the one recorded first.

    It follows from the members alone, so any order of judgements ends in the same one and no
    circle can arise.
    """
    return min(cluster)


def membership(members: Iterable[Key], same: Iterable[tuple[Key, Key]]) -> dict[Key, Key]:
    """Return the surviving record of each member of a cluster; who stands alone is left out."""
    return {member: survivor(cluster) for cluster in clusters(members, same) for member in cluster}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A scheme behind which fingerprints stand, with different numbers on the two sides (G7)."""

    scheme: str
    here: tuple[str, ...]
    there: tuple[str, ...]


def print_conflicts(
    here: Mapping[str, frozenset[str]], there: Mapping[str, frozenset[str]]
) -> list[Conflict]:
    """Return the schemes of which both sides have valid numbers and none in common (G7).

    Each side maps a scheme (PNC ID, CRO number) to its valid numbers.
    """
    return [
        Conflict(scheme, tuple(sorted(here[scheme])), tuple(sorted(there[scheme])))
        for scheme in sorted(here.keys() & there.keys())
        if here[scheme] and there[scheme] and not here[scheme] & there[scheme]
    ]
