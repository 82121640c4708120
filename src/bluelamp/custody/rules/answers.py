"""An answer that carries its reason."""

from __future__ import annotations

from dataclasses import dataclass

from bluelamp.core.errors import NotPossible


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether the rules allow a thing, which rule says so, and why in one sentence."""

    possible: bool
    rule: str
    reason: str

    def __bool__(self) -> bool:
        """Let an answer stand in a condition."""
        return self.possible

    def require(self, field: str | None = None) -> None:
        """Raise `NotPossible` with the rule and the reason unless the answer is yes."""
        if not self.possible:
            raise NotPossible(self.reason, field=field, rule=self.rule)


def yes(rule: str, reason: str) -> Answer:
    """Answer that the rules allow it."""
    return Answer(possible=True, rule=rule, reason=reason)


def no(rule: str, reason: str) -> Answer:
    """Answer that the rules do not allow it."""
    return Answer(possible=False, rule=rule, reason=reason)
