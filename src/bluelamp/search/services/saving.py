"""Saving a search to be run again, renaming, pausing and deleting it, and seeing what it found."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from bluelamp.access.enums import Permission
from bluelamp.access.models import Staff
from bluelamp.access.policies import Officer, can, require
from bluelamp.audit.services import Subject, record_change, record_collection
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import day_of

from ..models import SavedMatch, SavedSearch
from ..policies import can_manage_saved_search
from ..rules.saving import LONGEST_NAME, review_fault
from ..selectors import matches_of, own_search

MOST_SAVED = 50  # by one officer, so that the queue is not drowned


@transaction.atomic
def save_search(
    *, search_id: UUID, name: str, review_on: date, by: Officer, at: datetime
) -> SavedSearch:
    """Save a search to be run again until its review date; what it finds now counts as seen.

    Raises NotPossible without a reason for access (INF-5.6), for a search that finds too many to
    tell what is new, a name that is used already, or a review date that is not within a year.
    """
    require(can(by, Permission.SEARCH_INDEX))
    search = own_search(search_id, by)
    owner = Staff.objects.select_for_update().filter(pk=by.id).first()
    if search is None or owner is None:
        raise NotPossible("Only a member of staff can save a search of their own.")
    if by.reason is None:
        said = "Say why you need to look through the index."
        raise NotPossible(said, field="reason", rule="INF-5.6")
    if SavedSearch.objects.filter(owner=owner).count() >= MOST_SAVED:
        raise NotPossible(f"You have {MOST_SAVED} saved searches: delete one first.", field="name")
    found = matches_of(search, by, day_of(at))
    if found is None:
        said = "This search finds too many people to tell what is new. Narrow it first."
        raise NotPossible(said, field="name")
    saved = _insert(
        SavedSearch(
            owner=owner,
            search=search,
            name=_name(name),
            review_on=_review(review_on, at),
            reason_code=by.reason.code,
            reason_reference=by.reason.reference,
            reason_text=by.reason.text,
            saved_at=at,
            last_run_at=at,
        )
    )
    SavedMatch.objects.bulk_create(
        SavedMatch(saved=saved, kind=kind, found=key, found_at=at, seen_at=at)
        for key, kind in found.items()
    )
    record_collection(by=by, of=subject_of(saved), action="save_search")
    return saved


@transaction.atomic
def change_saved_search(
    *, saved_id: UUID, name: str, review_on: date, by: Officer, at: datetime
) -> SavedSearch:
    """Rename a saved search, and renew it until another review date."""
    saved = _own(saved_id, by)
    saved.name, saved.review_on = _name(name), _review(review_on, at)
    return _insert(_changed(saved, by, "change_saved_search"))


@transaction.atomic
def pause_saved_search(*, saved_id: UUID, by: Officer, at: datetime) -> SavedSearch:
    """Let a saved search rest; pausing what is paused changes nothing."""
    saved = _own(saved_id, by)
    if saved.paused_at:
        return saved
    saved.paused_at = at
    return _insert(_changed(saved, by, "pause_saved_search"))


@transaction.atomic
def resume_saved_search(*, saved_id: UUID, by: Officer, at: datetime) -> SavedSearch:
    """Let a paused search run again; what came meanwhile is told at its next run."""
    saved = _own(saved_id, by)
    if saved.paused_at is None:
        return saved
    saved.paused_at = None
    return _insert(_changed(saved, by, "resume_saved_search"))


@transaction.atomic
def delete_saved_search(*, saved_id: UUID, by: Officer, at: datetime) -> None:
    """Delete a saved search with all that it found."""
    saved = _own(saved_id, by)
    record_change(by=by, of=subject_of(saved), action="delete_saved_search")
    saved.delete()


@transaction.atomic
def mark_matches_seen(*, saved_id: UUID, keys: Collection[UUID], by: Officer, at: datetime) -> int:
    """Take these matches out of the owner's queue. Return how many were in it."""
    saved = _own(saved_id, by)
    unseen = SavedMatch.objects.filter(saved=saved, found__in=list(keys), seen_at=None)
    count = unseen.update(seen_at=at)
    record_change(by=by, of=subject_of(saved), action="see_saved_matches", detail=f"{count} seen")
    return count


def subject_of(saved: SavedSearch, keys: Collection[UUID] = ()) -> Subject:
    """Return what the audit says a line is about: the search by its key, never its words."""
    return Subject(kind="saved_search", ids=(saved.pk, *keys), reference=str(saved.search_id))


def _own(saved_id: UUID, by: Officer) -> SavedSearch:
    saved = SavedSearch.objects.select_for_update().get(pk=saved_id)
    require(can_manage_saved_search(by, saved))
    return saved


def _changed(saved: SavedSearch, by: Officer, action: str) -> SavedSearch:
    saved.version += 1
    record_change(by=by, of=subject_of(saved), action=action)
    return saved


def _insert(saved: SavedSearch) -> SavedSearch:
    try:
        with transaction.atomic():
            saved.save()
    except IntegrityError as error:
        said = f"You have a saved search named “{saved.name}” already."
        raise NotPossible(said, field="name") from error
    return saved


def _name(typed: str) -> str:
    name = " ".join(typed.split())
    if not name:
        raise NotPossible("Give the saved search a name.", field="name")
    if len(name) > LONGEST_NAME:
        said = f"The name can have at most {LONGEST_NAME} characters."
        raise NotPossible(said, field="name")
    return name


def _review(review_on: date, at: datetime) -> date:
    if fault := review_fault(review_on, day_of(at)):
        raise NotPossible(fault, field="review_on", rule="INF-10.12")
    return review_on
