"""Saved searches in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from ..models import SavedSearch
from ..rules.saving import has_ended, is_due
from ..selectors import sought_by
from .understood import understood_words


@dataclass(frozen=True, slots=True)
class SavedRow:
    """A saved search on its owner's list."""

    saved: SavedSearch
    words: str
    unseen: int
    state: str
    colour: str
    note: str

    @property
    def url(self) -> str:
        """Return where its new matches are."""
        return reverse("search:saved", args=[self.saved.pk])


def saved_row(saved: Any, today: date) -> SavedRow:
    """Return the row of a search read by ``saved_searches_of``."""
    state, colour = state_of(saved, today)
    warned = is_due(saved.review_on, today) and not has_ended(saved.review_on, today)
    return SavedRow(
        saved,
        understood_words(sought_by(saved.search, today)),
        saved.unseen,
        state,
        colour,
        "Renew it if you still need it." if warned else "",
    )


def state_of(saved: SavedSearch, today: date) -> tuple[str, str]:
    """Return whether a saved search runs, as a tag with its colour."""
    if has_ended(saved.review_on, today):
        return "Ended", "red"
    return ("Paused", "grey") if saved.paused_at else ("Running", "green")
