"""Opening a zip from a stranger: every name and size is judged before a byte is unpacked."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from .contents import BadPackage, refuse_if

MEBIBYTE = 1024 * 1024
AT_A_TIME = MEBIBYTE // 2
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken in: bytes, counts, and how often its size a file may grow unpacked."""

    files: int = 5_000
    unpacked: int = 1024 * MEBIBYTE
    one_file: int = 512 * MEBIBYTE
    growth: int = 200
    growth_from: int = MEBIBYTE
    name: int = 300


class Archive:
    """A zip whose directory has been judged. ``names`` are the files, as they are packed."""

    def __init__(self, opened: ZipFile) -> None:
        self._opened = opened
        self._entries = {entry.filename: entry for entry in _files(opened)}
        self.names = frozenset(self._entries)
        self.size = sum(entry.file_size for entry in self._entries.values())

    def read(self, name: str) -> bytes:
        """Return a whole file; for manifests and other small ones."""
        return b"".join(self.pieces(name))

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield a file piece by piece. Raises BadPackage where it is not what it says it is."""
        try:
            with self._opened.open(self._entries[name]) as file:
                while piece := file.read(AT_A_TIME):
                    yield piece
        except (BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise BadPackage([f"“{name}” in the package is damaged."]) from error


def open_archive(file: IO[bytes], limits: Limits | None = None) -> Archive:
    """Return the archive. Raises BadPackage with everything that is wrong with it."""
    limits = limits or Limits()
    try:
        opened = ZipFile(file)
    except (BadZipFile, OSError, ValueError, EOFError) as error:
        raise BadPackage(["The file is not a zip, or it is damaged."]) from error
    refuse_if([*_faults_of_names(opened, limits), *_faults_of_sizes(opened, limits)])
    return Archive(opened)


def _files(opened: ZipFile) -> list[ZipInfo]:
    return [entry for entry in opened.infolist() if not entry.is_dir()]


def _faults_of_names(opened: ZipFile, limits: Limits) -> Iterator[str]:
    entries = opened.infolist()
    names = [entry.filename for entry in entries]
    folded = [name.casefold() for name in names]
    found = {
        "leads out of the package": [name for name in names if _leads_out(name)],
        "has characters that no file name may have": [name for name in names if _is_odd(name)],
        "is longer than a file name may be": [name for name in names if len(name) > limits.name],
        "is packed twice": [name for name in dict.fromkeys(names) if _many(folded, name)],
        "is a link": [entry.filename for entry in entries if _is_link(entry)],
        "is locked with a password": [e.filename for e in entries if e.flag_bits & 0x1],
        "is packed in a way that is not known here": [
            e.filename for e in entries if e.compress_type not in {ZIP_STORED, ZIP_DEFLATED}
        ],
    }
    for words, bad in found.items():
        yield from _named(words, bad)


def _faults_of_sizes(opened: ZipFile, limits: Limits) -> Iterator[str]:
    entries = _files(opened)
    if not entries:
        yield "The package is empty."
    if len(entries) > limits.files:
        yield f"The package has {len(entries):,} files; at most {limits.files:,} are taken."
    if sum(entry.file_size for entry in entries) > limits.unpacked:
        yield f"Unpacked, the package is larger than {limits.unpacked // MEBIBYTE:,} MB."
    yield from _named(
        f"is larger than {limits.one_file // MEBIBYTE:,} MB unpacked",
        [entry.filename for entry in entries if entry.file_size > limits.one_file],
    )
    yield from _named(
        f"grows to more than {limits.growth} times its size when unpacked",
        [entry.filename for entry in entries if _grows(entry, limits)],
    )


def _named(words: str, names: list[str]) -> Iterator[str]:
    for name in names[:SHOWN]:
        yield f"“{_printable(name)}” {words}."
    if len(names) > SHOWN:
        yield f"{len(names) - SHOWN} more: each {words}."


def _leads_out(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]


def _is_odd(name: str) -> bool:
    return "\\" in name or any(not letter.isprintable() for letter in name) or not name.strip()


def _many(folded: list[str], name: str) -> bool:
    return folded.count(name.casefold()) > 1


def _is_link(entry: ZipInfo) -> bool:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    return kind not in {0, stat.S_IFREG, stat.S_IFDIR}


def _grows(entry: ZipInfo, limits: Limits) -> bool:
    packed = max(entry.compress_size, 1)
    return entry.file_size > limits.growth_from and entry.file_size > limits.growth * packed


def _printable(name: str) -> str:
    return "".join(letter if letter.isprintable() else "�" for letter in name)[:120]
