"""What search shows in the shell: itself, and the news of saved searches in the work queue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse

from bluelamp.access.enums import Permission
from bluelamp.access.panels import (
    NavigationItem,
    WorkItem,
    register_navigation,
    register_shortcut,
    register_work,
)
from bluelamp.access.policies import Officer
from bluelamp.core.time import day_of, start_of_day

from .rules.saving import WARNED_BEFORE, has_ended, is_due
from .selectors import saved_searches_of


def news_of_saved_searches(officer: Officer, at: datetime) -> Iterator[WorkItem]:
    """Yield what saved searches have found, and which of them end: one statement."""
    if not officer.may(Permission.SEARCH_INDEX):
        return
    for saved in saved_searches_of(officer):
        if saved.unseen:
            yield _news(saved)
        if is_due(saved.review_on, day_of(at)):
            yield _review(saved, at)


def _news(saved: Any) -> WorkItem:
    matches = "1 new match" if saved.unseen == 1 else f"{saved.unseen} new matches"
    return WorkItem(
        what=f"Saved search: {matches}",
        about=saved.name,
        url=reverse("search:saved", args=[saved.pk]),
        waiting_since=saved.oldest,
        due_at=None,
    )


def _review(saved: Any, at: datetime) -> WorkItem:
    ended = has_ended(saved.review_on, day_of(at))
    return WorkItem(
        what="Saved search has ended: renew or delete it" if ended else "Saved search ends soon",
        about=saved.name,
        url=reverse("search:change", args=[saved.pk]),
        waiting_since=start_of_day(saved.review_on - WARNED_BEFORE),
        due_at=start_of_day(saved.review_on),
    )


def register() -> None:
    """Show the search and what it watches to those who may search."""
    may = Permission.SEARCH_INDEX
    register_navigation(NavigationItem("Search", "search:start", may, order=5))
    register_shortcut(NavigationItem("Saved searches", "search:saved_list", may, order=65))
    register_work(news_of_saved_searches)
