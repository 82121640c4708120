"""What accepting a plan changes, in words."""

from __future__ import annotations

from bluelamp.training.services.planning import Difference


def change_rows(what: Difference) -> list[dict[str, str]]:
    """Return how many sessions and people are concerned, and how."""
    rows = (
        ("Sessions added", len(what.added)),
        ("Sessions moved to another room or day", len(what.moved)),
        ("Sessions given to other trainers", len(what.handed)),
        ("Sessions cancelled", len(what.dropped)),
        ("People invited who have no place", what.people_added),
        ("People moved to another session", what.people_moved),
        ("People who lose their place and get no other", what.people_left),
    )
    return [{"key": key, "value": f"{value:,}"} for key, value in rows]
