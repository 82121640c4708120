"""Running saved searches again, off the request path, and telling their owners what is new."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from bluelamp.access.policies import Officer
from bluelamp.access.selectors import officer_for
from bluelamp.audit.enums import ReasonCode
from bluelamp.audit.services import Reason, record_reading
from bluelamp.core.time import day_of
from bluelamp.nominals.selectors import clusters_of

from ..models import SavedMatch, SavedSearch
from ..selectors import matches_of
from .saving import subject_of

EVERY = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Watched:
    """How far a run has come: searches run, and new matches told."""

    searches: int = 0
    told: int = 0


def run_saved_searches(
    *,
    by: Officer,
    at: datetime,
    every: timedelta = EVERY,
    most: int | None = None,
    tell: Callable[[Watched], None] = lambda watched: None,
) -> Watched:
    """Run every saved search that has not been run lately, the longest unrun first.

    Each is a transaction of its own: whoever stops this loses nothing, two may run side by side,
    and a search that cannot be run waits for the next time without holding up the others. ``most``
    ends a run after that many searches.
    """
    done = Watched()
    while most is None or done.searches < most:
        told = _run_next(by=by, at=at, before=at - every)
        if told is None:
            break
        done = Watched(done.searches + 1, done.told + told)
        tell(done)
    return done


@transaction.atomic
def _run_next(*, by: Officer, at: datetime, before: datetime) -> int | None:
    """Run the next search and return how many matches are new; None when none is left."""
    saved = _next_due(at, before)
    if saved is None:
        return None
    saved.last_run_at = at
    saved.save(update_fields=["last_run_at"])
    owner = officer_for(saved.owner, at=at, reason=_reason_of(saved))
    found = matches_of(saved.search, owner, day_of(at))
    # Too wide by now: nothing is told, and the page says so when its owner opens it.
    return 0 if found is None else _tell(saved, found, by=by, at=at)


def _next_due(at: datetime, before: datetime) -> SavedSearch | None:
    due = SavedSearch.objects.filter(
        Q(last_run_at=None) | Q(last_run_at__lte=before),
        paused_at=None,
        review_on__gt=day_of(at),
        owner__is_active=True,
    ).exclude(last_run_at=at)
    locked = due.select_for_update(of=("self",), skip_locked=True)
    with_all = locked.select_related("owner", "search")
    return with_all.order_by(F("last_run_at").asc(nulls_first=True), "pk").first()


def _tell(saved: SavedSearch, found: Mapping[UUID, str], *, by: Officer, at: datetime) -> int:
    """Keep what is new, and take back what is no longer found before anybody saw it."""
    known = set(saved.matches.values_list("found", flat=True))
    new = _unknown(found, known)
    SavedMatch.objects.bulk_create(
        (SavedMatch(saved=saved, kind=found[key], found=key, found_at=at) for key in new),
        ignore_conflicts=True,
    )
    saved.matches.filter(seen_at=None).exclude(found__in=[*found]).update(seen_at=at)
    if new:
        record_reading(by=by, of=subject_of(saved, new), action="run_saved_search")
    return len(new)


def _unknown(found: Mapping[UUID, str], known: set[UUID]) -> list[UUID]:
    """Return what is new; a person is known by any record that is judged to be theirs."""
    strange = [key for key in found if key not in known]
    clusters = clusters_of(strange)
    return [key for key in strange if not clusters[key] & known]


def _reason_of(saved: SavedSearch) -> Reason:
    return Reason(ReasonCode(saved.reason_code), saved.reason_reference, saved.reason_text)
