"""What is wrong with an answer: which field, which rule, and whether it blocks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing wrong with one answer; ``blocks`` is False for a warning (W in section 11)."""

    field: str
    rule: str
    message: str
    blocks: bool = True
