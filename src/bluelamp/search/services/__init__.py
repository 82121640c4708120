"""Keeping searches, and running those that are saved."""

from .keeping import keep_place_search, keep_precise_search, keep_search
from .saving import (
    change_saved_search,
    delete_saved_search,
    mark_matches_seen,
    pause_saved_search,
    resume_saved_search,
    save_search,
    subject_of,
)
from .watching import Watched, run_saved_searches

__all__ = [
    "Watched",
    "change_saved_search",
    "delete_saved_search",
    "keep_place_search",
    "keep_precise_search",
    "keep_search",
    "mark_matches_seen",
    "pause_saved_search",
    "resume_saved_search",
    "run_saved_searches",
    "save_search",
    "subject_of",
]
