"""Zips that mean harm are refused before a byte is unpacked, each bad thing named."""

from __future__ import annotations

import io
import stat
import struct
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from tests.training.packages.making import packed

from bluelamp.training.packages.archives import Limits, open_archive
from bluelamp.training.packages.contents import BadPackage


def faults_of(file: io.BytesIO, limits: Limits | None = None) -> list[str]:
    with pytest.raises(BadPackage) as refused:
        open_archive(file, limits)
    return list(refused.value.faults)


def test_a_sound_zip_is_read_as_it_was_packed():
    archive = open_archive(packed({"a/b.html": "x" * 600_000, "c.css": "y"}))
    assert archive.names == {"a/b.html", "c.css"}
    assert archive.size == 600_001
    assert [len(piece) for piece in archive.pieces("a/b.html")] == [524_288, 75_712]


@pytest.mark.parametrize(
    "name",
    ["../up.html", "a/../../up.html", "/etc/passwd", "C:/autoexec.bat", "..\\up", "\\\\host\\x"],
)
def test_a_name_that_leads_out_is_refused(name):
    assert any("leads out of the package" in fault for fault in faults_of(packed({name: "x"})))


@pytest.mark.parametrize("name", ["a\x07b.html", "a\\b.html", " ", "a\u202eb.html"])
def test_an_odd_name_is_refused(name):
    assert any("no file name may have" in fault for fault in faults_of(packed({name: "x"})))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("names", [("a.html", "a.html"), ("a.html", "A.HTML")])
def test_a_file_packed_twice_is_refused(names):
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    assert any("packed twice" in fault for fault in faults_of(out))


def test_a_link_is_refused():
    entry = ZipInfo("link")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    assert faults_of(out) == ["“link” is a link."]


def test_a_bomb_is_refused_by_how_it_grows():
    bomb = packed({"bomb.html": b"\0" * 4_000_000, "ok.html": "x"})
    assert faults_of(bomb) == [
        "“bomb.html” grows to more than 200 times its size when unpacked.",
    ]


def test_too_many_too_large_and_too_long_are_each_named():
    limits = Limits(files=2, unpacked=1024 * 1024, one_file=1024 * 1024, name=10)
    found = faults_of(
        packed({"a-very-long-name.html": "1" * 2_000_000, "b": "2", "c": "3"}), limits
    )
    assert any("longer than a file name" in fault for fault in found)
    assert "The package has 3 files; at most 2 are taken." in found
    assert "Unpacked, the package is larger than 1 MB." in found
    assert any("is larger than 1 MB unpacked" in fault for fault in found)


def test_what_is_locked_or_packed_strangely_is_refused():
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_BZIP2) as archive:
        archive.writestr("a", "x")
    assert any("not known here" in fault for fault in faults_of(out))
    locked = bytearray(packed({"a": "x"}).getvalue())
    directory = locked.index(b"PK\x01\x02")
    struct.pack_into("<H", locked, directory + 8, 1)
    assert any("password" in fault for fault in faults_of(io.BytesIO(bytes(locked))))


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04 cut off"])
def test_what_is_no_zip_is_refused(data):
    assert faults_of(io.BytesIO(data)) == ["The file is not a zip, or it is damaged."]


def test_an_empty_zip_is_refused():
    assert faults_of(packed({})) == ["The package is empty."]


def test_a_size_that_was_a_lie_is_found_while_reading():
    data = bytearray(packed({"a.html": "x" * 1000}).getvalue())
    directory = data.index(b"PK\x01\x02")
    struct.pack_into("<L", data, directory + 24, 10)
    archive = open_archive(io.BytesIO(bytes(data)))
    with pytest.raises(BadPackage, match="damaged"):
        archive.read("a.html")


def test_many_bad_names_are_counted():
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for number in range(9):
            archive.writestr(f"../{number}", "x")
    assert faults_of(out)[-1] == "4 more: each leads out of the package."
