"""The planner's folders packed into bytes, to be kept in the database and read again."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from bluelamp.training.planner.generating.writing import write_instance
from bluelamp.training.planner.instance import Instance
from bluelamp.training.planner.plan import Plan, read_plan, write_plan
from bluelamp.training.planner.reading import read_instance

Packed = bytes | memoryview
MADE = (1980, 1, 1, 0, 0, 0)
"""One time for every file, so that the same folder gives the same bytes."""


def pack_problem(instance: Instance) -> bytes:
    """Return an instance as it stands in its folder."""
    with TemporaryDirectory() as folder:
        write_instance(instance, Path(folder))
        return _packed(Path(folder))


def unpack_problem(packed: Packed) -> Instance:
    """Return an instance that was packed."""
    with TemporaryDirectory() as folder:
        _unpack(packed, Path(folder))
        return read_instance(Path(folder))


def pack_plan(plan: Plan) -> bytes:
    """Return a plan as it stands in its folder."""
    with TemporaryDirectory() as folder:
        write_plan(plan, Path(folder))
        return _packed(Path(folder))


def unpack_plan(packed: Packed) -> Plan:
    """Return a plan that was packed."""
    with TemporaryDirectory() as folder:
        _unpack(packed, Path(folder))
        return read_plan(Path(folder))


def _packed(folder: Path) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            archive.writestr(
                zipfile.ZipInfo(path.name, MADE), path.read_bytes(), zipfile.ZIP_DEFLATED
            )
    return out.getvalue()


def _unpack(packed: Packed, folder: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(bytes(packed))) as archive:
        archive.extractall(folder)
