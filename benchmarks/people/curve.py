"""Recall against time: the same queries with fewer or more names and people looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from .figures import Ranked, percentile, recall

SETTINGS: dict[str, dict[str, int]] = {
    "no slips, only sounds and tables": {"MOST_SLIPS": 0, "MOST_BEGINNINGS": 0},
    "12 names near a word, 200 people seen": {"MOST_SLIPS": 12, "MOST_SEEN": 200, "MOST_MET": 60},
    "24 names, 1,000 people, 12 compared in full, as shipped": {},
    "60 names, 3,000 people, 40 compared in full": {
        "MOST_SLIPS": 60, "MOST_SEEN": 3_000, "MOST_MET": 1_000, "MOST_WEIGHED": 40,
    },
}  # fmt: skip


def report_curve(ask: Callable[[], list[Ranked]]) -> None:
    """Print recall and time of the same queries under each setting."""
    print("\n| setting | recall@10 | median, ms | p95, ms |\n|---|---|---|---|")
    for name, changes in SETTINGS.items():
        with _settings(changes):
            found = ask()
        times = [each.ms for each in found]
        half, most = percentile(times, 0.5), percentile(times, 0.95)
        print(f"| {name} | {recall(found):.3f} | {half:.1f} | {most:.1f} |", flush=True)


@contextmanager
def _settings(changes: dict[str, int]) -> Iterator[None]:
    from bluelamp.resolution import name_search, name_statement, vocabulary

    modules: tuple[Any, ...] = (name_search, name_statement, vocabulary)
    patches = [
        patch.object(module, name, value)
        for name, value in changes.items()
        for module in modules
        if hasattr(module, name)
    ]
    for each in patches:
        each.start()
    try:
        yield
    finally:
        for each in patches:
            each.stop()
