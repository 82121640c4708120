"""What the embedded server says when it cannot be used."""

from __future__ import annotations


class ServerNotUsable(Exception):
    """The database server cannot be used; the message tells a human why and what to do."""


class HeldByAnother(ServerNotUsable):
    """Another program supervises the server of this directory."""

    def __init__(self, message: str, pid: int | None) -> None:
        super().__init__(message)
        self.pid = pid
