"""The settings of the embedded server."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# Given on the command line, which no configuration file and no ALTER SYSTEM outranks.
DURABILITY = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}

# Chosen for two cores and modest memory.
SETTINGS = {
    "max_connections": "100",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "huge_pages": "off",
    "jit": "off",
    "random_page_cost": "1.1",
    "max_parallel_workers": "2",
    "max_parallel_workers_per_gather": "1",
    "wal_level": "replica",
    "wal_compression": "pglz",
    "min_wal_size": "80MB",
    "max_wal_size": "1GB",
    "password_encryption": "scram-sha-256",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "datestyle": "ISO, DMY",
    "lc_messages": "C",
    "lc_monetary": "C",
    "lc_numeric": "C",
    "lc_time": "C",
    "default_text_search_config": "pg_catalog.english",
    "log_line_prefix": "%m [%p] ",
    # Statements and the values in them are records about people: they stay out of the log.
    "log_statement": "none",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",
}

HEADER = """\
# Written by bluelamp at every start: changes made here are lost.
# Settings of your own belong in local.conf beside this file.
"""


def write_configuration(cluster: Path, sockets: Path, port: int, *, tcp: bool) -> None:
    """Write ``postgresql.conf``; with ``tcp`` the server also listens on 127.0.0.1."""
    settings = SETTINGS | {
        "listen_addresses": "127.0.0.1" if tcp else "",
        "port": str(port),
        # A list of folders: double quotes keep a comma in the path from splitting it.
        "unix_socket_directories": f'"{sockets}"',
    }
    lines = [f"{name} = {_quoted(value)}\n" for name, value in settings.items()]
    if (cluster / "local.conf").exists():
        lines.append("include 'local.conf'\n")
    text = HEADER + "".join(lines)
    # Written in place, so that the file keeps the owner PostgreSQL needs.
    (cluster / "postgresql.conf").write_text(text, "utf-8")


def durability_arguments() -> list[str]:
    return [part for name, value in DURABILITY.items() for part in ("-c", f"{name}={value}")]


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
