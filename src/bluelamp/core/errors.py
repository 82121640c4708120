"""The two ways in which a service says no."""

from __future__ import annotations


class BluelampError(Exception):
    """A refusal with a reason that an officer can read."""

    def __init__(self, reason: str, *, field: str | None = None, rule: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field
        self.rule = rule

    def leave_trace(self) -> None:
        """Write what the refusal leaves behind, once all else is rolled back; mostly nothing.

        Whoever answers a refusal calls it: the forms of pages, and the answers to programs.
        """


class NotAllowed(BluelampError):
    """This officer may not do this; another may."""


class NotPossible(BluelampError):
    """The rules do not allow this for anyone, as things stand.

    ``field`` names the answer at fault, ``rule`` the domain rule that refuses it.
    """
