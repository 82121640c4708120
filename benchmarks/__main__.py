"""Run the benchmarks: `python -m benchmarks [name …]`; without names, all that take minutes."""

from __future__ import annotations

import importlib
import sys

BENCHMARKS = {
    "board": "benchmarks.board",
    "counts": "benchmarks.counts",
    "links": "benchmarks.links",
    "pages": "benchmarks.pages",
    "people_search": "benchmarks.people_search",
    "planner": "benchmarks.planner",
    "rush": "benchmarks.rush",
}


def main(names: list[str]) -> None:
    """Run each benchmark and print what it measured."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        sys.exit(f"There is no benchmark {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
    for name in names or BENCHMARKS:
        print(f"\n## {name}\n", flush=True)
        importlib.import_module(BENCHMARKS[name]).run()


if __name__ == "__main__":
    main(sys.argv[1:])
