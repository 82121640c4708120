"""Reading saved searches, what they find, and what of it its owner has not seen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from bluelamp.access.enums import Permission
from bluelamp.access.policies import Officer

from ..enums import Kind
from ..models import SavedMatch, SavedSearch, Search
from .results import BEST_WITHIN, Found, found_for
from .searches import sought_by
from .sight import sight_of


@dataclass(frozen=True, slots=True)
class News:
    """What a saved search has found that its owner has not seen, of what they may see now."""

    saved: SavedSearch
    found: Found
    keys: frozenset[UUID]
    is_too_wide: bool


def matches_of(search: Search, officer: Officer, today: date) -> dict[UUID, str] | None:
    """Return what a search matches now, each with its kind; None where it is too wide.

    Whoever only resembles a name far less than the best does not count as a match.
    """
    if not officer.may(Permission.SEARCH_INDEX):
        return {}
    found = found_for(sought_by(search, today), officer, today)
    if found.is_too_wide or found.is_too_vague:
        return None
    return _kinds_in(found)


def _kinds_in(found: Found) -> dict[UUID, str]:
    enough = found.people[0].score - BEST_WITHIN if found.people else 0.0
    people = {each.person_id: Kind.PERSON.value for each in found.people if each.score >= enough}
    return people | {
        key: traits.kind for key, traits in found.traits.items() if traits.kind != Kind.PERSON
    }


def saved_searches_of(officer: Officer) -> QuerySet[Any]:
    """Return an officer's saved searches by name, each with ``unseen`` and ``oldest``."""
    mine = SavedSearch.objects.filter(owner=officer.id).select_related("search")
    unseen = Q(matches__seen_at=None, matches__kind__in=kinds_seen_by(officer))
    return mine.annotate(
        unseen=Count("matches", filter=unseen), oldest=Min("matches__found_at", filter=unseen)
    ).order_by("name")


def own_saved_search(saved_id: UUID, officer: Officer) -> SavedSearch | None:
    """Return a saved search of this officer's own: one statement."""
    mine = SavedSearch.objects.filter(pk=saved_id, owner=officer.id)
    return mine.select_related("search").first()


def kinds_seen_by(officer: Officer) -> list[str]:
    """Return the kinds of matches that this officer may see now."""
    sight = sight_of(officer)
    people = [Kind.PERSON.value, Kind.OBJECT.value, Kind.PLACE.value] if sight.people else []
    return [*people, *(kind.value for kind in sight.events)]


def news_of(saved: SavedSearch, officer: Officer, today: date) -> News:
    """Return what is new of a saved search, run again now: a constant number of statements."""
    unseen = SavedMatch.objects.filter(saved=saved, seen_at=None).values_list("found", flat=True)
    keys: Collection[UUID] = set(unseen)
    found = found_for(sought_by(saved.search, today), officer, today)
    only = found.of(keys)
    return News(saved, only, frozenset(only.traits), found.is_too_wide or found.is_too_vague)
