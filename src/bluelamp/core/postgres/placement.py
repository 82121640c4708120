"""Where the cluster and its sockets lie: in the home, unless PostgreSQL cannot work there."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bluelamp.core.postgres.errors import ServerNotUsable

if TYPE_CHECKING:
    from bluelamp.core.postgres.account import Account
    from bluelamp.core.postgres.home import Home, State

# sun_path holds 108 bytes with its closing zero.
SOCKET_PATH_LIMIT = 107


def place_cluster(home: Home, state: State, account: Account, shared: Path) -> State:
    """Choose the cluster's place at the first start; afterwards it stays where it is."""
    state = state.with_changes(account=account.name if account.switch else None)
    if home.cluster(state).exists():
        _must_enter(home.cluster(state).parent, account)
        return state
    if account.can_enter(home.directory):
        return state.with_changes(cluster="postgres", sockets="socket", relocated=None)
    if not account.switch:
        raise ServerNotUsable(f"{home.directory} cannot be entered by user {account.name}.")
    folder = shared / short_hash(home.directory)
    try:
        folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    except OSError as error:
        raise ServerNotUsable(f"{folder} cannot be made: {error.strerror}.") from error
    _must_enter(folder, account)
    return state.with_changes(
        cluster=str(folder / "postgres"),
        sockets=str(folder / "socket"),
        relocated=f"user {account.name}, whom PostgreSQL runs as, cannot enter {home.directory}",
    )


def place_sockets(home: Home, state: State, account: Account) -> State:
    """Make the private folder of the socket, somewhere short when its natural place is too deep."""
    natural = home.cluster(state).parent / "socket"
    remembered = home.sockets(state)
    short_name = f"bluelamp-{short_hash(home.directory)}"
    # A home that was copied remembers the folder of its original, which may be in use.
    ours = [natural, remembered] if remembered.name.startswith(short_name) else [natural]
    for folder in ours:
        if _fits(folder, state.socket_port) and _usable(folder, account):
            return state.with_changes(sockets=_told_from(home, folder))
    for parent in _short_parents(account):
        folder = parent / short_name
        if _fits(folder, state.socket_port):
            return state.with_changes(sockets=str(_new_folder(folder, account)))
    raise ServerNotUsable(
        f"The path of the database's socket in {natural} is longer than {SOCKET_PATH_LIMIT} bytes, "
        "and no shorter private directory can be made: choose a shorter BLUELAMP_HOME."
    )


def clear_sockets(folder: Path) -> None:
    """Remove what dead servers left: PostgreSQL would take a reused pid for a living server.

    The folder serves this home alone, whose lock we hold and whose last server has ended.
    """
    for left in folder.glob(".s.PGSQL.*"):
        left.unlink()


def short_hash(directory: Path) -> str:
    return hashlib.sha256(bytes(directory.resolve())).hexdigest()[:12]


def _must_enter(folder: Path, account: Account) -> None:
    if not account.can_enter(folder):
        raise ServerNotUsable(
            f"User {account.name}, whom PostgreSQL runs as, cannot enter {folder}: "
            "give that user the right to pass through it."
        )


def _told_from(home: Home, folder: Path) -> str:
    inside = folder.is_relative_to(home.directory)
    return str(folder.relative_to(home.directory) if inside else folder)


def _fits(folder: Path, port: int) -> bool:
    return len(os.fsencode(folder / f".s.PGSQL.{port}")) <= SOCKET_PATH_LIMIT


def _usable(folder: Path, account: Account) -> bool:
    """Whether the folder is there, private and its owner's; made when only it is missing."""
    if folder.is_symlink():
        return False
    if not folder.exists():
        try:
            account.make_private_directory(folder)
        except OSError:
            return False
    found = folder.stat()
    return folder.is_dir() and found.st_uid == account.uid and found.st_mode & 0o077 == 0


def _short_parents(account: Account) -> list[Path]:
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    private = "/run" if account.switch else runtime
    candidates = [Path(private)] if private else []
    candidates += [Path(tempfile.gettempdir()), Path("/tmp")]  # noqa: S108
    return [path for path in candidates if path.is_dir() and os.access(path, os.W_OK | os.X_OK)]


def _new_folder(wanted: Path, account: Account) -> Path:
    if _usable(wanted, account):
        return wanted
    # Somebody else's folder has our name: take one that nobody could foresee.
    folder = Path(tempfile.mkdtemp(prefix=f"{wanted.name}-", dir=wanted.parent))
    account.make_private_directory(folder)
    return folder
