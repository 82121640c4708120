"""As which user PostgreSQL runs: it refuses to run as root."""

from __future__ import annotations

import os
import pwd
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bluelamp.core.postgres.errors import ServerNotUsable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# Programs of the server see no PG* variable and no locale of ours.
CLEAN_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


@dataclass(frozen=True)
class Account:
    """The user PostgreSQL runs as; ``switch`` says that we must become that user first."""

    name: str
    uid: int
    gid: int
    switch: bool

    def run(
        self, arguments: Sequence[str | Path], text: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run one program as this user and return what it said.

        Raises OSError when this user cannot execute it.
        """
        return subprocess.run(  # noqa: S603
            [str(argument) for argument in arguments],
            user=self.uid if self.switch else None,
            group=self.gid if self.switch else None,
            extra_groups=[] if self.switch else None,
            umask=0o077,
            cwd="/",
            env=CLEAN_ENVIRONMENT,
            input=text,
            stdin=subprocess.DEVNULL if text is None else None,
            capture_output=True,
            text=True,
            check=False,
        )

    def can_enter(self, directory: Path) -> bool:
        return self.run(["test", "-x", directory]).returncode == 0

    def give(self, path: Path) -> None:
        """Make this user the owner of a file or directory that we have just made."""
        if self.switch:
            os.chown(path, self.uid, self.gid)

    def make_private_directory(self, path: Path) -> None:
        path.mkdir(mode=0o700, exist_ok=True)
        self.give(path)
        path.chmod(0o700)


def account_for(cluster: Path) -> Account:
    """Ourselves; as root ``BLUELAMP_DB_USER``, the cluster's owner, ``bluelamp`` or ``nobody``."""
    if os.geteuid() != 0:
        return _current_user()
    wanted = os.environ.get("BLUELAMP_DB_USER")
    if wanted:
        return _named(wanted)
    if cluster.is_dir() and (owner := cluster.stat()).st_uid != 0:
        return Account(user_name(owner.st_uid), owner.st_uid, owner.st_gid, switch=True)
    for name in ("bluelamp", "nobody"):
        try:
            return _named(name)
        except ServerNotUsable:
            continue
    raise ServerNotUsable(
        "PostgreSQL does not run as root: name an unprivileged user in BLUELAMP_DB_USER."
    )


def user_name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def _current_user() -> Account:
    uid = os.geteuid()
    return Account(user_name(uid), uid, os.getegid(), switch=False)


def _named(name: str) -> Account:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        raise ServerNotUsable(f"There is no user {name} to run PostgreSQL as.") from None
    if entry.pw_uid == 0:
        raise ServerNotUsable("PostgreSQL does not run as root: BLUELAMP_DB_USER must not be root.")
    return Account(name, entry.pw_uid, entry.pw_gid, switch=True)
