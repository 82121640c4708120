"""PostgreSQL's own complaints, put in words that say what to do."""

from __future__ import annotations

import errno
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LINES_SHOWN = 8

EXPLANATIONS = (
    (
        r"No space left on device.*(shared memory|/dev/shm)|"
        r"(shared memory|/dev/shm|semaphore).*(No space left|Cannot allocate|Invalid argument)|"
        r"could not (map anonymous|create|resize|open|attach to) shared memory|"
        r"could not create semaphores",
        "The machine does not give PostgreSQL the shared memory it needs: free some memory, give "
        "the container more (/dev/shm), or lower shared_buffers in {cluster}/local.conf.",
    ),
    (
        r"No space left on device|Disk quota exceeded",
        "The disk of {cluster} is full. Make room, then start again: "
        "everything committed is still there.",
    ),
    (
        r"could not bind .*address|Address already in use|could not create any TCP/IP sockets",
        "The port of the database is taken by another program.",
    ),
    (
        r"lock file .* already exists|pre-existing shared memory block",
        "Another PostgreSQL server still runs in {cluster}.",
    ),
    (
        r"incompatible with server|initialized by PostgreSQL version",
        "{cluster} was written by another version of PostgreSQL.",
    ),
    (
        r"has wrong ownership|has invalid permissions|must be owned by",
        "The owner or the permissions of {cluster} are wrong: "
        "PostgreSQL wants mode 0700 and its own user.",
    ),
    (
        r"socket path .* too long",
        "The path of the database's socket is too long: choose a shorter BLUELAMP_HOME.",
    ),
    (
        r"Read-only file system|Input/output error",
        "The disk of {cluster} is read-only or failing. Look at the disk before anything else.",
    ),
    (
        r"Permission denied",
        "PostgreSQL's user may not open what it needs in {cluster}.",
    ),
)


def explain_os_error(error: OSError, directory: Path) -> str:
    """What the system refused to ourselves, outside PostgreSQL."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk of {directory} is full. Make room, then start again."
    return f"The database directory {directory} cannot be used: {error}."


def explain(lines: Sequence[str], cluster: Path) -> str:
    """One sentence of cause and cure, then the last lines of the log."""
    text = "\n".join(lines)
    cause = next(
        (words for pattern, words in EXPLANATIONS if re.search(pattern, text)),
        "PostgreSQL in {cluster} did not do as it was asked.",
    ).format(cluster=cluster)
    last = [line for line in lines if line.strip()][-LINES_SHOWN:]
    if not last:
        return cause
    return "\n  ".join([f"{cause} PostgreSQL said:", *last])
