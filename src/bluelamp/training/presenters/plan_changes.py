"""What accepting a plan changes, in words."""

from __future__ import annotations

from collections.abc import Mapping

WORDS = {
    "added": "Sessions added",
    "moved": "Sessions moved to another room or day",
    "handed": "Sessions given to other trainers",
    "dropped": "Sessions cancelled",
    "people_added": "People invited who have no place",
    "people_moved": "People moved to another session",
    "people_left": "People who lose their place and get no other",
}


def change_rows(changes: Mapping[str, int]) -> list[dict[str, str]]:
    """Return how many sessions and people are concerned, and how."""
    return [{"key": words, "value": f"{changes[name]:,}"} for name, words in WORDS.items()]
