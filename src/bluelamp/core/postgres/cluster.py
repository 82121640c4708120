"""The data directory of PostgreSQL: is it one we can run, and how a new one is made."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bluelamp.core.postgres.account import user_name
from bluelamp.core.postgres.errors import ServerNotUsable
from bluelamp.core.postgres.failures import explain
from bluelamp.core.postgres.programs import MAJOR_VERSION
from bluelamp.core.postgres.urls import OWNER

if TYPE_CHECKING:
    from bluelamp.core.postgres.account import Account
    from bluelamp.core.postgres.programs import Programs

MEBIBYTE = 1024 * 1024


def check_free_space(directory: Path, minimum: int) -> None:
    """Refuse a disk with less than ``minimum`` bytes free: PostgreSQL would stop in mid-write."""
    while not directory.exists():
        directory = directory.parent
    free = shutil.disk_usage(directory).free
    if free < minimum:
        raise ServerNotUsable(
            f"The disk of {directory} is full or nearly full: {free // MEBIBYTE} MiB are free, "
            f"{minimum // MEBIBYTE} MiB are needed. Make room, then start again."
        )


def is_new(cluster: Path) -> bool:
    """Whether there is no cluster yet. Raises ``ServerNotUsable`` when something else is there."""
    if not cluster.exists():
        return True
    if not cluster.is_dir():
        raise ServerNotUsable(f"{cluster} is a file; a directory is needed for the database.")
    try:
        names = {path.name for path in cluster.iterdir()}
    except PermissionError:
        raise ServerNotUsable(
            f"{cluster} cannot be read by user {os.geteuid()}; "
            f"it belongs to {user_name(cluster.stat().st_uid)}."
        ) from None
    if names and "PG_VERSION" not in names:
        raise ServerNotUsable(
            f"{cluster} is not a database directory: it holds other files. "
            "Nothing was changed in it. Choose another BLUELAMP_HOME, or move them away."
        )
    return not names


def check_cluster(cluster: Path, account: Account) -> None:
    """Refuse a cluster of another major version, another owner or with open doors."""
    found = cluster.stat()
    if found.st_uid != account.uid:
        raise ServerNotUsable(
            f"{cluster} belongs to user {user_name(found.st_uid)}, "
            f"but PostgreSQL would run as {account.name}. Run it as that user, or give it back."
        )
    if found.st_mode & 0o077:
        raise ServerNotUsable(
            f"{cluster} can be opened by other users (mode {found.st_mode & 0o777:04o}): "
            f"set it to 0700 (chmod 0700 {cluster})."
        )
    version = (cluster / "PG_VERSION").read_text("ascii", "replace").strip()
    if version != str(MAJOR_VERSION):
        raise ServerNotUsable(
            f"{cluster} was written by PostgreSQL {version}, and this is {MAJOR_VERSION}. "
            "Dump it with the old version and load the dump into a new directory."
        )


def create_cluster(cluster: Path, programs: Programs, account: Account, password: str) -> None:
    """Make a new cluster beside its place and move it there when it is whole."""
    unfinished = cluster.with_name(f"{cluster.name}.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        account.make_private_directory(unfinished)
        secret = _password_file(cluster.parent, account, password)
    except OSError as error:
        raise ServerNotUsable(f"{cluster} cannot be made: {error.strerror}.") from error
    try:
        answer = account.run(_initdb(programs.path("initdb"), unfinished, secret))
        if answer.returncode != 0:
            raise ServerNotUsable(explain((answer.stdout + answer.stderr).splitlines(), cluster))
        if cluster.exists():
            cluster.rmdir()
        unfinished.rename(cluster)
    finally:
        secret.unlink()
        shutil.rmtree(unfinished, ignore_errors=True)


def renew_owner_password(
    cluster: Path, programs: Programs, account: Account, password: str
) -> None:
    """Give the owner a new password without a server: the file with the old one is lost."""
    answer = account.run(
        [programs.path("postgres"), "--single", "-D", cluster, "postgres"],
        text=f"ALTER ROLE {OWNER} PASSWORD '{password}'\n",
    )
    if answer.returncode != 0 or "ERROR" in answer.stderr:
        raise ServerNotUsable(explain(answer.stderr.splitlines(), cluster))


def _initdb(program: Path, cluster: Path, secret: Path) -> list[str | Path]:
    return [
        program,
        f"--pgdata={cluster}",
        f"--username={OWNER}",
        f"--pwfile={secret}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--data-checksums",
        "--no-instructions",
    ]


def _password_file(folder: Path, account: Account, password: str) -> Path:
    descriptor, name = tempfile.mkstemp(prefix=".password-", dir=folder)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(password)
    account.give(Path(name))
    return Path(name)
