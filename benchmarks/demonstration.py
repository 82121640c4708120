"""The whole demonstration force in a database of its own, for as long as a benchmark runs."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def demonstration(staff: int = 45_000, people: int = 20_000) -> Iterator[float]:
    """Load the demonstration, configure Django for it, and yield how many seconds it took."""
    with tempfile.TemporaryDirectory(prefix="bluelamp-bench-") as folder:
        Path(folder).chmod(0o711)
        os.environ["BLUELAMP_HOME"] = folder
        os.environ["BLUELAMP_LOG_LEVEL"] = "ERROR"
        os.environ.pop("DATABASE_URL", None)
        os.environ["DJANGO_SETTINGS_MODULE"] = "bluelamp.config.settings.demonstration"
        from bluelamp.config.serving import with_database

        with with_database():
            began = time.perf_counter()
            command = [sys.executable, "-m", "bluelamp.cli", "demo", "--no-serve"]
            command += ["--staff", str(staff), "--people", str(people)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            took = time.perf_counter() - began
            import django

            django.setup()
            yield took
