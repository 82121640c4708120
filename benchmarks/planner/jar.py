"""UniTime's cpsolver, where its jar lies on this machine."""

from __future__ import annotations

import os
from pathlib import Path


def plan() -> str:
    """Say that it is left out: without the jar there is nothing to run."""
    jar = os.environ.get("BLUELAMP_CPSOLVER_JAR", "")
    if not jar or not Path(jar).is_file():
        return "skipped: no cpsolver jar (BLUELAMP_CPSOLVER_JAR names none)"
    return "skipped: a jar is named, but no exchange of problems with it is written yet"
