"""Building a population: parts of it side by side on every core, then the indexes."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

import psycopg
from psycopg import sql

from bluelamp.demo.population import generate_part
from bluelamp.resolution.word_counts import LEARN_WORDS

from .place import set_up
from .rows import COLUMNS, RowMaker, Rows, columns_of

PART = 50_000
BATCH = 5_000

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """How long a population took to build, in seconds, and where its answer key lies."""

    people: int
    loading: float
    indexing: float
    answers: Path


def build_population(url: str, rows: int, seed: int, folder: Path, say: Say) -> Built:
    """Make and load ``rows`` people; ``url`` is the owner's. Memory does not grow with ``rows``.

    Triggers do not fire while people are loaded, and indexes are built at the end. The answer
    key names, for every second recording, the first and how the two differ.
    """
    began = time.perf_counter()
    answers = folder / "answers.jsonl"
    with psycopg.connect(url, autocommit=True) as connection:
        dropped = _drop_indexes(connection)
        _load_parts(url, rows, seed, folder, say)
        connection.execute(LEARN_WORDS)
        loaded = time.perf_counter()
        _build_indexes(connection, dropped, say)
    _join_answers(folder, answers)
    done = time.perf_counter()
    say(f"{rows:,} people: loaded in {loaded - began:.0f} s, indexed in {done - loaded:.0f} s")
    return Built(rows, loaded - began, done - loaded, answers)


def _load_parts(url: str, rows: int, seed: int, folder: Path, say: Say) -> None:
    parts = -(-rows // PART)
    load = partial(load_part, url, rows, seed, folder)
    began, done = time.perf_counter(), 0
    with multiprocessing.get_context("spawn").Pool(os.cpu_count(), initializer=set_up) as pool:
        for count in pool.imap_unordered(load, range(parts)):
            done += count
            pace = done / (time.perf_counter() - began)
            say(f"{done:>9,} people, {pace:,.0f} a second")


def load_part(url: str, rows: int, seed: int, folder: Path, part: int) -> int:
    """Make and load one part; return how many people it has."""
    parts = -(-rows // PART)
    people = islice(generate_part(PART, seed, part, parts), min(PART, rows - part * PART))
    maker, count = RowMaker(), 0
    with (
        psycopg.connect(url) as connection,
        (folder / f"answers-{part:05d}").open("w", encoding="utf-8") as answers,
    ):
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET synchronous_commit = off")
        while batch := list(islice(people, BATCH)):
            made = maker.rows(batch)
            _copy(connection, made)
            answers.writelines(f"{line}\n" for line in made.answers)
            count += len(batch)
    return count


def _copy(connection: psycopg.Connection, rows: Rows) -> None:
    for table in COLUMNS:
        columns = columns_of(table)
        statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
        )
        with connection.cursor().copy(statement) as copy:
            copy.write(rows.tables[table].getvalue())


def _drop_indexes(connection: psycopg.Connection) -> list[str]:
    """Drop what indexes can be dropped; return the statements that make them again."""
    found = connection.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
        " AND tablename = ANY (%s) AND indexname NOT IN (SELECT conname FROM pg_constraint)",
        [list(COLUMNS)],
    ).fetchall()
    for name, _ in found:
        connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    return [definition for _, definition in found]


def _build_indexes(connection: psycopg.Connection, definitions: list[str], say: Say) -> None:
    for definition in definitions:
        began = time.perf_counter()
        with _packing(connection, definition):
            connection.execute(sql.SQL(definition))  # type: ignore[arg-type]
        name = definition.split()[definition.split().index("INDEX") + 1]
        say(f"index {name} in {time.perf_counter() - began:.0f} s")
    for table in COLUMNS:
        connection.execute(sql.SQL("VACUUM (ANALYZE) {}").format(sql.Identifier(table)))


@contextmanager
def _packing(connection: psycopg.Connection, definition: str) -> Iterator[None]:
    """Build an index of keys in small passes: one pass in order leaves its pages half empty."""
    if " gin " not in definition:
        yield
        return
    connection.execute("SET maintenance_work_mem = '64MB'")
    connection.execute("SET max_parallel_maintenance_workers = 0")
    yield
    connection.execute("RESET maintenance_work_mem")
    connection.execute("RESET max_parallel_maintenance_workers")


def _join_answers(folder: Path, answers: Path) -> None:
    with answers.open("w", encoding="utf-8") as whole:
        for part in sorted(folder.glob("answers-*")):
            whole.write(part.read_text("utf-8"))
            part.unlink()
