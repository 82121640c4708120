"""One field's evidence: how many bits it counts, at what level, and why in a sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Evidence:
    """What comparing one field gave; ``level`` names the row of the table of weights."""

    weight: float = 0.0
    level: str = "missing"
    reasons: tuple[str, ...] = ()


NOTHING = Evidence()
