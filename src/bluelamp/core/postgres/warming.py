"""Reading tables and their indexes into memory, ahead of the first question that needs them.

After a start of the machine every page comes from disc, and a search of millions touches hundreds
of them in no order. Read from end to end the same files take seconds. The wheel's server has no
``pg_prewarm``; on a server of your own use that.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FILES = """
    SELECT pg_relation_filepath(oid), pg_relation_size(oid) FROM pg_class WHERE oid IN (
        SELECT to_regclass(name) FROM unnest(%(tables)s::text[]) AS name
        UNION SELECT indexrelid FROM pg_index
        JOIN unnest(%(tables)s::text[]) AS name ON indrelid = to_regclass(name)
    ) ORDER BY 1
"""
_PIECE = 1 << 20  # bytes


def read_into_memory(cluster: Path, url: str, tables: Sequence[str]) -> int:
    """Read these tables and their indexes, so that the system keeps them; return the bytes read.

    ``cluster`` is the server's directory. Nothing is read where it would take more than half of the
    memory that is free, for then it would only push out what others need; tables that do not exist
    are left out. Raises OSError where a file cannot be read.
    """
    with psycopg.connect(url) as connection:
        files = connection.execute(_FILES, {"tables": list(tables)}).fetchall()
    if sum(size for _, size in files) > psutil.virtual_memory().available / 2:
        return 0
    return sum(_read(part) for path, _ in files for part in _segments(cluster / path))


def _segments(first: Path) -> Iterator[Path]:
    """Return the files of a relation: PostgreSQL begins another at each gibibyte."""
    number, part = 0, first
    while part.exists():
        yield part
        number += 1
        part = first.with_name(f"{first.name}.{number}")


def _read(path: Path) -> int:
    read, piece = 0, bytearray(_PIECE)
    with path.open("rb", buffering=0) as file:
        while count := file.readinto(piece):
            read += count
    return read
