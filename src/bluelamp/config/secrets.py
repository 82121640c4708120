"""The signing key: from the environment, or made once and kept in the home folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def home() -> Path:
    """Return the folder where this installation keeps its own files."""
    return Path(os.environ.get("BLUELAMP_HOME", ".bluelamp"))


def secret_key() -> str:
    """Return the signing key; make it, readable by its owner only, when there is none yet."""
    given = os.environ.get("BLUELAMP_SECRET_KEY")
    if given:
        return given
    kept = home() / "secret-key"
    try:
        return kept.read_text()
    except FileNotFoundError:
        return _make_key(kept)


def _make_key(kept: Path) -> str:
    kept.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process made it in the meantime
        return kept.read_text()
    key = secrets.token_urlsafe(64)
    with os.fdopen(descriptor, "w") as out:
        out.write(key)
    return key
