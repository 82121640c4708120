"""Runs the server of a home and commits rows in four connections, one line for each commit."""

import os
import sys
import threading
from pathlib import Path

import psycopg

from bluelamp.core.postgres import EmbeddedServer

CREATE = "CREATE TABLE IF NOT EXISTS acknowledged (number bigint PRIMARY KEY, text text)"
INSERT = "INSERT INTO acknowledged VALUES (%s, repeat('x', 500))"


def commit_rows(url: str, numbers: range) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for number in numbers:
            connection.execute(INSERT, [number])
            os.write(1, f"{number}\n".encode())


def main(home: str) -> None:
    server = EmbeddedServer(Path(home))
    server.start()
    server.ensure_database("crash")
    url = server.owner_url("crash")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(CREATE)
    for first in range(4):
        numbers = range(first, 10**9, 4)
        threading.Thread(target=commit_rows, args=(url, numbers)).start()


if __name__ == "__main__":
    main(sys.argv[1])
