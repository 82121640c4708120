"""The simple path from arrest to case file, counted in a real browser."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

COUNTED = Path("tests/journeys/test_simple_path_count.py")


def run() -> None:
    """Drive the path and print its pages, presses and typed fields."""
    command = [sys.executable, "-m", "pytest", "-q", "-s", "-m", "journey", str(COUNTED)]
    subprocess.run(command, check=True)
