"""Keeping searches, and running those that are saved."""

from .keeping import keep_precise_search, keep_search

__all__ = ["keep_precise_search", "keep_search"]
