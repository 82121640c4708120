"""What training shows in the navigation and in the work queue."""

from __future__ import annotations


def register() -> None:
    """Show training where it belongs."""
