"""One supervising program for each database directory."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from typing import TYPE_CHECKING
from weakref import WeakSet

from bluelamp.core.postgres.errors import HeldByAnother, ServerNotUsable

if TYPE_CHECKING:
    from pathlib import Path

# A look at the lock by ``holder`` takes it for an instant: one refusal is not yet a no.
PATIENCE_SECONDS = 0.3


class DirectoryLock:
    """An flock with the holder's pid inside; it ends with the holder, however that ends."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    @property
    def held(self) -> bool:
        return self._descriptor is not None

    def acquire(self) -> None:
        """Take the lock. Raises ``HeldByAnother`` naming the pid of the program that has it."""
        descriptor = self._open()
        try:
            self._wait_for(descriptor)
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor
        _held.add(self)

    def release(self) -> None:
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            _held.discard(self)
            os.ftruncate(descriptor, 0)
            os.close(descriptor)

    def holder(self) -> int | None:
        """The pid of the program that holds the lock, None when nobody does."""
        try:
            descriptor = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return None
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _pid_in(descriptor)
        else:
            return None
        finally:
            os.close(descriptor)

    def _open(self) -> int:
        try:
            return os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise ServerNotUsable(
                f"The lock file {self.path} cannot be opened: {error.strerror}."
            ) from error

    def _wait_for(self, descriptor: int) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    raise self._refusal(descriptor) from None
            time.sleep(0.02)

    def _refusal(self, descriptor: int) -> HeldByAnother:
        pid = _pid_in(descriptor)
        who = f"process {pid}" if pid else "another program"
        return HeldByAnother(
            f"The database directory {self.path.parent} is in use by {who}. "
            "Two programs cannot run one database: stop that one first.",
            pid,
        )

    def forget_after_fork(self) -> None:
        """A forked child must not keep alive the lock of a parent that has died."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            with contextlib.suppress(OSError):
                os.close(descriptor)


def _pid_in(descriptor: int) -> int | None:
    text = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip()
    return int(text) if text.isdecimal() else None


_held: WeakSet[DirectoryLock] = WeakSet()


def _forget_all() -> None:
    for lock in list(_held):
        lock.forget_after_fork()


os.register_at_fork(after_in_child=_forget_all)
