"""Finding a person among many: recall by kind of error, time, size, duplicates, adding one more.

`BLUELAMP_BENCH_PEOPLE` says how many people (100,000 unless told), and `BLUELAMP_BENCH_HOME`
names a folder made by `bluelamp bench people --keep`, which is then measured instead.
`BLUELAMP_BENCH_COLD=1` (as root) begins such a run with nothing of it in memory.
`BLUELAMP_BENCH_SEED` draws other queries: the search was tuned on those of seeds 7 and 20261.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import psycopg

EACH = int(os.environ.get("BLUELAMP_BENCH_QUERIES", "150"))
SEED = int(os.environ.get("BLUELAMP_BENCH_SEED", "4711"))
POPULATION = 2  # the seed of the people, other than that of tuning
OF_BASELINES = 12
BLOCK = 30
DRAWN, SECOND = 1_000, 500
CURVE = 250


def run() -> None:
    """Build or open the population and print every figure."""
    with _population() as (folder, url), psycopg.connect(url, autocommit=True) as owner:
        _measure(owner, folder)


@contextmanager
def _population() -> Iterator[tuple[Path, str]]:
    kept = os.environ.get("BLUELAMP_BENCH_HOME")
    rows = int(os.environ.get("BLUELAMP_BENCH_PEOPLE", "100000"))
    with tempfile.TemporaryDirectory(prefix="bluelamp-bench-") as made:
        folder = Path(kept or made).absolute()
        from bluelamp.demo.scale.place import own_database

        with own_database(folder) as server:
            if not kept:
                from bluelamp.demo.scale.build import build_population

                built = build_population(
                    server.owner_url(), rows, POPULATION, folder, lambda _: None
                )
                print(
                    f"{rows:,} people loaded in {built.loading:.0f} s, "
                    f"indexed in {built.indexing:.0f} s\n"
                )
            elif os.environ.get("BLUELAMP_BENCH_COLD"):
                _begin_cold(server)
            yield folder, server.owner_url()


def _begin_cold(server: Any) -> None:
    """Empty the memory as after a start of the machine, then read ahead as `serve` does."""
    from bluelamp.config.serving import SEARCHED
    from bluelamp.core.postgres.warming import read_into_memory

    os.sync()
    Path("/proc/sys/vm/drop_caches").write_text("3", "ascii")  # needs root
    began = time.perf_counter()
    read = read_into_memory(server.status().directory, server.owner_url(), SEARCHED)
    took = time.perf_counter() - began
    print(f"From an empty memory: {read / 1e6:,.0f} MB read ahead in {took:.1f} s\n", flush=True)


def _measure(owner: psycopg.Connection[Any], folder: Path) -> None:
    from .people.sameness import report_duplicates, report_pairs, time_adding

    rng = Random(SEED)
    _print_sizes(owner)
    same = _Same(folder)
    people = _draw(owner, rng, 40 * EACH)
    queries = _queries(rng, people)
    _print_cold()
    ranked = _ask(owner, queries, same)
    _print_ranked(ranked)
    _compare(owner, queries, same)
    from .people.curve import report_curve

    report_curve(lambda: _ask(owner, queries[:CURVE], same))
    second = rng.sample(sorted(same.second), min(SECOND, len(same.second)))
    report_duplicates(people[:DRAWN], second, same)
    report_pairs(people[:1000])
    median, slow = time_adding(seed=990_001)
    print(f"\nRecording one more person: {median:.1f} ms median, {slow:.1f} ms at the 95th", end="")
    print(" percentile", flush=True)
    print(f"With 1,000 people in the index: {_adding_to_a_thousand()}")


class _Same:
    """The answer key."""

    def __init__(self, folder: Path) -> None:
        self._first: dict[UUID, UUID] = {}
        with (folder / "answers.jsonl").open(encoding="utf-8") as lines:
            for text in lines:
                told = json.loads(text)
                self._first[UUID(told["record"])] = UUID(told["truth"])
        self.second = self._first.keys()

    def __call__(self, one: UUID, other: UUID) -> bool:
        return self._first.get(one, one) == self._first.get(other, other)


def _print_sizes(owner: psycopg.Connection[Any]) -> None:
    count, table, index, every = owner.execute(
        "SELECT (SELECT count(*) FROM nominals_person), pg_table_size('nominals_person') / 1e6,"
        " pg_relation_size('person_keys') / 1e6, (SELECT sum(pg_table_size(oid)) / 1e6"
        " FROM pg_class WHERE relname IN ('nominals_person', 'nominals_personname',"
        " 'nominals_identifier', 'nominals_location', 'nominals_link', 'nominals_entry'))"
    ).fetchone() or (0, 0, 0, 0)
    print(
        f"{count:,} people. Table of people {table:,.0f} MB, its index of keys {index:,.0f} MB",
        end="",
    )
    print(f" (ratio {index / table:.2f}); all tables of people {every:,.0f} MB\n", flush=True)


def _draw(owner: psycopg.Connection[Any], rng: Random, count: int) -> list[UUID]:
    share = owner.execute("SELECT least(100, 300.0 * %s / count(*)) FROM nominals_person", [count])
    percent = float((share.fetchone() or (1,))[0])
    rows = owner.execute(
        "SELECT entry_id FROM nominals_person TABLESAMPLE BERNOULLI (%s) REPEATABLE (%s)",
        [percent, SEED],
    ).fetchall()
    keys = sorted(row[0] for row in rows)
    return rng.sample(keys, min(count, len(keys)))


def _queries(rng: Random, people: list[UUID]) -> list[Any]:
    """Return as many queries of each kind as wanted, without and with a date of birth."""
    from bluelamp.nominals.selectors import known_people

    from .people.queries import queries_about

    found: dict[tuple[str, bool], list[Any]] = defaultdict(list)
    for start in range(0, len(people), 500):
        some = people[start : start + 500]
        known = known_people(some)
        for key in some:  # in the order they were drawn: the answer comes in that of recording
            for query in queries_about(rng, key, known[key]):
                if len(found[query.kind, bool(query.born)]) < EACH:
                    found[query.kind, bool(query.born)].append(query)
    queries = [query for listed in found.values() for query in listed]
    rng.shuffle(queries)
    return queries


def _print_cold() -> None:
    from bluelamp.nominals.panels import KnownPerson, candidate_finder

    began = time.perf_counter()
    candidate_finder().people_like("Anybody", KnownPerson(names=()), [], 10)
    print(f"The first search of a process reads the names: {time.perf_counter() - began:.1f} s\n")


def _ask(owner: psycopg.Connection[Any], queries: list[Any], same: _Same) -> list[Any]:
    from django.db import connection
    from django.utils import timezone

    from bluelamp.nominals.panels import read_sought
    from bluelamp.nominals.selectors import people_sought

    from .people.ceiling import ceiling
    from .people.figures import Ranked

    today = timezone.now().date()
    found = []
    for query in queries:
        highest = _ceilings.get(query) or _ceilings.setdefault(query, ceiling(owner, query))
        statements = _Statements()
        began = time.perf_counter()
        with connection.execute_wrapper(statements):
            people = people_sought(read_sought(query.text, today))
        took = (time.perf_counter() - began) * 1000
        rank = _rank([each.person_id for each in people], query.person, same)
        found.append(Ranked(query.kind, bool(query.born), rank, took, highest, statements.ms))
        if rank == 0 or rank > 10:
            _note_miss(query, rank, people, highest)
    return found


_ceilings: dict[Any, float] = {}


class _Statements:
    """Counts the milliseconds that SQL statements take."""

    def __init__(self) -> None:
        self.ms = 0.0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.ms += (time.perf_counter() - began) * 1000


def _note_miss(query: Any, rank: int, people: list[Any], highest: float) -> None:
    """Print a person not found, where asked to, so that somebody can see why."""
    if os.environ.get("BLUELAMP_BENCH_MISSES") and highest >= 1.0:
        best = people[0].score if people else None
        print(f"missed: {query.kind}: {query.text} for {' '.join(query.meant)}: {rank} {best}")


def _rank(people: list[UUID], meant: UUID, same: Callable[[UUID, UUID], bool]) -> int:
    return next((n for n, key in enumerate(people, start=1) if same(key, meant)), 0)


HEADER = (
    "| kind of error | queries | recall@10 | ceiling | MRR | fit ≤ 10 people | recall@10 | MRR "
    "| median, ms | p95, ms |\n|---|---|---|---|---|---|---|---|---|---|"
)


def _print_ranked(ranked: list[Any]) -> None:
    from .people.figures import line

    for dated, title in ((False, "Name alone"), (True, "Name and partial date of birth")):
        print(f"{title}:\n\n{HEADER}")
        mine = [each for each in ranked if each.dated is dated]
        for kind in sorted({each.kind for each in mine}):
            print(line(kind, [each for each in mine if each.kind == kind]))
        print(line("**all**", mine), "\n", flush=True)


def _compare(owner: psycopg.Connection[Any], queries: list[Any], same: _Same) -> None:
    """Print the baselines on a share of the same queries, and ours asked once more beside them."""
    from .people.baselines import debian_server, load_names, programs
    from .people.figures import Ranked, recall, reciprocal

    folder = programs()
    if folder is None:
        print("Baselines skipped: this machine has no Debian PostgreSQL with pg_trgm.")
        return
    few: dict[tuple[str, bool], list[Any]] = defaultdict(list)
    for query in queries:
        if len(few[query.kind, bool(query.born)]) < OF_BASELINES:
            few[query.kind, bool(query.born)].append(query)
    chosen = [query for listed in few.values() for query in listed]
    with debian_server(folder) as other:
        sizes = load_names(owner, other)
        told: dict[str, list[Any]] = defaultdict(list)
        # In turns, so that other work slows all alike; in blocks, for nobody asks two servers by
        # turns: each would find the processor's caches full of the other's pages.
        for start in range(0, len(chosen), BLOCK):
            block = chosen[start : start + BLOCK]
            told["Bluelamp"] += _ask(owner, block, same)
            for query in block:
                for name, answered in _baselines(query, other, same, Ranked).items():
                    told[name].append(answered)
    print("| on the same queries | recall@10 | MRR | median, ms | p95, ms | times ours |")
    print("|---|---|---|---|---|---|")
    ours = [each.ms for each in told["Bluelamp"]]
    for name, found in told.items():
        print(f"| {name} | {recall(found):.3f} | {reciprocal(found):.3f}", end="")
        _print_times([each.ms for each in found], ours)
    print("| Bluelamp, its SQL alone | |", end="")
    _print_times([each.sql for each in told["Bluelamp"]], ours)
    print(
        "\nBaseline sizes, MB: " + ", ".join(f"{k} {v:,.0f}" for k, v in sizes.items()), flush=True
    )


def _print_times(times: list[float], ours: list[float]) -> None:
    from .people.figures import percentile

    half, most = percentile(times, 0.5), percentile(times, 0.95)
    ratio = half / percentile(ours, 0.5)
    print(f" | {half:.1f} | {most:.1f} | {ratio:.3g} |", flush=True)


def _baselines(query: Any, other: Any, same: _Same, ranked: Any) -> dict[str, Any]:
    """Return how each baseline answers; the first also with its ten read and compared, as ours."""
    from bluelamp.nominals.panels import KnownPerson, candidate_finder

    from .people.baselines import STATEMENTS, answer

    told: dict[str, Any] = {}
    for name, statement in STATEMENTS.items():
        began = time.perf_counter()
        people = answer(other, statement, query)
        took = (time.perf_counter() - began) * 1000
        rank = _rank(people, query.person, same)
        told[name] = ranked(query.kind, bool(query.born), rank, took)
        if name == "pg_trgm":
            candidate_finder().people_like("", KnownPerson(names=()), people, 10)
            took = (time.perf_counter() - began) * 1000
            told["pg_trgm, its ten read"] = ranked(query.kind, bool(query.born), rank, took)
    return told


def _adding_to_a_thousand() -> str:
    """Return what the same costs in an index of a thousand people."""
    with tempfile.TemporaryDirectory(prefix="bluelamp-bench-") as made:
        home = Path(made, "thousand")
        build = [sys.executable, "-m", "bluelamp.cli", "bench", "people", "--rows", "1000"]
        environment = {**os.environ, "BLUELAMP_HOME": str(home)}
        Path(made).chmod(0o711)
        subprocess.run([*build, "--keep", str(home)], check=True, stdout=subprocess.DEVNULL)
        told = subprocess.run(
            [sys.executable, "-m", "benchmarks.people.adding"],
            check=True, capture_output=True, text=True, env=environment,
        )  # fmt: skip
        return told.stdout.strip()


if __name__ == "__main__":
    run()
