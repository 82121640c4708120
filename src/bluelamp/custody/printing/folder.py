"""The folder of paper packs: only its owner reads it, a pack appears whole or not at all."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

OWNER_ONLY = 0o700
STAMP = "%Y%m%dT%H%M%SZ"


def open_folder(folder: Path) -> Path:
    """Make the folder, or take it over: only the owner may look into it.

    Raises OSError where it cannot be made or is not ours.
    """
    folder.mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)
    folder.chmod(OWNER_ONLY)
    return folder


def put_pack(folder: Path, suite: str, at: datetime, content: bytes) -> Path:
    """Write a pack with its time in its name, and the same as the latest of the suite."""
    kept = folder / f"{suite}-{at.astimezone(UTC).strftime(STAMP)}.pdf"
    _replace(kept, content)
    _replace(latest_pack(folder, suite), content)
    return kept


def latest_pack(folder: Path, suite: str) -> Path:
    """Return where the latest pack of a suite stands."""
    return folder / f"{suite}-latest.pdf"


def forget_old(folder: Path, suite: str, keep: int) -> list[Path]:
    """Delete all but the last packs of a suite, and say which."""
    digits = "[0-9]" * 8
    packs = sorted(folder.glob(f"{suite}-{digits}T{'[0-9]' * 6}Z.pdf"))
    old = packs[:-keep] if len(packs) > keep else []
    for pack in old:
        pack.unlink()
    return old


def _replace(target: Path, content: bytes) -> None:
    # mkstemp makes the file for its owner alone; the name is in place only once all is written.
    handle, made = tempfile.mkstemp(dir=target.parent, prefix=".pack-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(made).replace(target)
    except BaseException:
        Path(made).unlink(missing_ok=True)
        raise
