"""What is wrong with a row of a file: every bad row is named, whatever the file is about."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from textwrap import shorten

LONGEST = 300
"""Characters of what is said of one row: a quote never closed swallows the rest of a file."""


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that cannot be kept, and why."""

    line: int
    column: str
    message: str
    rule: str = ""

    def __str__(self) -> str:
        rule = f" ({self.rule})" if self.rule else ""
        words = shorten(self.message, LONGEST, placeholder=" …")
        return f"row {self.line}, {self.column}: {words}{rule}"


def missing_columns(header: Collection[str], needed: Collection[str]) -> list[str]:
    """Return the columns that a file must have and this one has not."""
    return [column for column in needed if column not in header]
