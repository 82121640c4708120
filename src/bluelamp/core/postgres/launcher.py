"""Becomes PostgreSQL: takes its user and asks the kernel to end it with its parent.

Run as a file by the bare interpreter: nothing of ours is imported, and no code of ours runs
between a fork and an exec. Arguments: parent's pid, uid, gid (or ``-`` to stay), the command.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PR_SET_PDEATHSIG = 1


def main(parent: str, uid: str, gid: str, *command: str) -> None:
    # Loaded first: the user we become may not be able to read this interpreter's library.
    ask_kernel = _prctl()
    if uid != "-":
        os.setgroups([])
        os.setgid(int(gid))
        os.setuid(int(uid))
    # A change of user clears the signal, so it is asked for afterwards.
    ask_kernel(PR_SET_PDEATHSIG, int(signal.SIGINT), 0, 0, 0)
    if os.getppid() != int(parent):
        return  # the parent died before the kernel knew
    os.umask(0o077)
    os.execv(command[0], command)  # noqa: S606


def _prctl() -> Callable[..., int]:
    """The kernel's prctl; elsewhere nothing, and the next start stops an orphan."""
    if sys.platform != "linux":
        return lambda *_: 0
    import ctypes

    prctl: Callable[..., int] = ctypes.CDLL(None).prctl
    return prctl


if __name__ == "__main__":
    main(*sys.argv[1:])
