"""The directory of an installation, and what it remembers of its database server."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from bluelamp.core.postgres.errors import ServerNotUsable

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_SOCKET_PORT = 5432


def default_home(environment: Mapping[str, str] = os.environ) -> Path:
    """``BLUELAMP_HOME``, or ``.bluelamp`` in the current directory."""
    return Path(environment.get("BLUELAMP_HOME") or ".bluelamp").absolute()


@dataclass(frozen=True)
class State:
    """What every program must know to reach the server of one home."""

    owner_password: str
    application_password: str
    cluster: str = "postgres"  # relative to the home, unless it had to live elsewhere
    sockets: str = "socket"
    port: int | None = None
    account: str | None = None
    programs: str | None = None
    relocated: str | None = None

    @classmethod
    def new(cls) -> Self:
        return cls(secrets.token_urlsafe(24), secrets.token_urlsafe(24))

    @property
    def socket_port(self) -> int:
        """The number in the name of the socket, which PostgreSQL takes from its port."""
        return self.port or DEFAULT_SOCKET_PORT

    def with_changes(self, **changes: Any) -> Self:
        return replace(self, **changes)


@dataclass(frozen=True)
class Home:
    """The paths below one home directory."""

    directory: Path

    @property
    def state_file(self) -> Path:
        return self.directory / "postgres.json"

    @property
    def lock_file(self) -> Path:
        return self.directory / "postgres.lock"

    @property
    def log_file(self) -> Path:
        return self.directory / "postgres.log"

    def cluster(self, state: State) -> Path:
        return self.directory / state.cluster

    def sockets(self, state: State) -> Path:
        return self.directory / state.sockets

    def prepare(self) -> None:
        """Make the directory. Raises ``ServerNotUsable`` when it cannot be written to."""
        # PostgreSQL runs as another user when we are root, and must be able to pass through.
        mode = 0o711 if os.geteuid() == 0 else 0o700
        try:
            self.directory.mkdir(mode=mode, parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            raise ServerNotUsable(
                f"{self.directory} cannot be used as the database directory: "
                "a file stands where a directory is needed."
            ) from None
        except OSError as error:
            raise ServerNotUsable(
                f"The database directory {self.directory} cannot be made: {error.strerror}."
            ) from error
        if not os.access(self.directory, os.W_OK | os.X_OK):
            raise ServerNotUsable(
                f"The database directory {self.directory} cannot be written to by "
                f"user {os.geteuid()}; it belongs to user {self.directory.stat().st_uid}."
            )

    def read_state(self) -> State | None:
        """The remembered state, or None before the first start."""
        try:
            return State(**json.loads(self.state_file.read_text("utf-8")))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except PermissionError:
            raise ServerNotUsable(
                f"{self.state_file} cannot be read by user {os.geteuid()}: "
                "the database server belongs to another user."
            ) from None
        except (ValueError, TypeError):
            raise ServerNotUsable(
                f"{self.state_file} is damaged. Move it away: "
                "the next start writes it anew and keeps the data."
            ) from None

    def write_state(self, state: State) -> None:
        """Replace the state file in one step, readable by its owner only."""
        new = self.state_file.with_name("postgres.json.new")
        new.unlink(missing_ok=True)
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(asdict(state), file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.state_file)
