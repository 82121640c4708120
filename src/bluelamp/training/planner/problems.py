"""What is wrong with files that were given: file, line, column and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in one place; ``line`` counts from 1 with the header, 0 is the whole file."""

    file: str
    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        """Return ``people.csv, line 12, base: …``."""
        where = [self.file, f"line {self.line}" if self.line else "", self.column]
        return f"{', '.join(filter(None, where))}: {self.reason}"


class UnreadableFiles(Exception):
    """Files that cannot be planned from, with everything that is wrong with them."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
