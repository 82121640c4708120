"""What a plan does that it may not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One demand that a plan breaks: which, by whom or what, and how."""

    demand: str
    subject: str
    detail: str

    def __str__(self) -> str:
        """Return ``room: R3 on 2027-01-05, …``."""
        return f"{self.demand}: {self.subject}, {self.detail}"
