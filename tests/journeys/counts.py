"""How much work a path is: pages loaded, presses, fields typed and characters."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Count:
    """The work of one person, or of several together."""

    pages: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    presses: list[str] = field(default_factory=list)
    typed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """Return the time at the screen by the keystroke-level model of Card, Moran and Newell.

        A key 0.2 s (a good typist), a press or a change of field 1.1 s to point and 0.2 s to
        press, a page 1.35 s to take in. What is said meanwhile is not in it.
        """
        fields = len(self.presses) + len(self.typed)
        return 0.2 * self.characters + 1.3 * fields + 1.35 * len(self.pages)

    @property
    def characters(self) -> int:
        """Return how many characters were typed."""
        return sum(len(value) for _label, value in self.typed)

    def typed_twice(self) -> list[str]:
        """Return every answer that was asked for more than once, with the fields that asked."""
        asked: dict[str, list[str]] = {}
        for label, value in self.typed:
            asked.setdefault(" ".join(value.casefold().split()), []).append(label)
        return [f"“{value}” in {', '.join(at)}" for value, at in asked.items() if len(at) > 1]

    def __add__(self, other: Count) -> Count:
        return Count(
            self.pages + other.pages,
            self.headings + other.headings,
            self.presses + other.presses,
            self.typed + other.typed,
        )


def as_table(steps: dict[str, Count]) -> str:
    """Return the counts as a table, with their sum."""
    rows = {**steps, "Together": sum(steps.values(), Count())}
    head = "| who | pages | presses | fields typed | characters | at the screen |"
    head += "\n|---|---|---|---|---|---|"
    return "\n".join([head, *(_row(who, count) for who, count in rows.items())])


def _row(who: str, count: Count) -> str:
    numbers = (len(count.pages), len(count.presses), len(count.typed), count.characters)
    time = f"{count.seconds / 60:.1f} min"
    return f"| {who} | {' | '.join(str(number) for number in numbers)} | {time} |"
