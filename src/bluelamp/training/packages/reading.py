"""Which kind of package a zip is, by its manifest."""

from __future__ import annotations

from collections.abc import Callable

from .archives import Archive
from .cmi5_course import MANIFEST as CMI5
from .cmi5_course import read_cmi5
from .contents import BadPackage, PackageFound
from .scorm import MANIFEST as SCORM
from .scorm import read_scorm

READERS: dict[str, Callable[[Archive], PackageFound]] = {CMI5: read_cmi5, SCORM: read_scorm}


def read_package(archive: Archive) -> PackageFound:
    """Return what a package holds. Raises BadPackage where it is none that can be played."""
    for manifest, read in READERS.items():
        if manifest in archive.names:
            return read(archive)
    raise BadPackage([_without_manifest(archive)])


def _without_manifest(archive: Archive) -> str:
    deeper = [name for name in archive.names if name.rpartition("/")[2] in READERS]
    if deeper:
        folder, _, manifest = min(deeper, key=len).rpartition("/")
        return (
            f"{manifest} lies in the folder “{folder}”: zip what is in the folder, not the folder."
        )
    return "The package has neither imsmanifest.xml (SCORM) nor cmi5.xml."
