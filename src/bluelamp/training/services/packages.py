"""Taking in digital packages, and withdrawing them."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from bluelamp.access.policies import Officer, require
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.training.models import (
    CourseVersion,
    Package,
    PackageFile,
    PackagePiece,
    PackageUnit,
)
from bluelamp.training.packages.archives import AT_A_TIME, MEBIBYTE, open_archive
from bluelamp.training.packages.contents import BadPackage, PackageFound
from bluelamp.training.packages.reading import read_package
from bluelamp.training.packages.videos import CAPTIONS, TRANSCRIPT, read_video
from bluelamp.training.policies import can_manage_training

LARGEST_VIDEO = 1024 * MEBIBYTE
PLAIN_BYTES = "application/octet-stream"
TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".mp4": "video/mp4",
    ".svg": "image/svg+xml",
    ".vtt": "text/vtt; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webm": "video/webm",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True, slots=True)
class FilmSent:
    """A video with what makes it followed by everybody."""

    title: str
    video: IO[bytes]
    captions: bytes | None
    transcript: bytes | None


@transaction.atomic
def upload_package(
    *, course_version_id: UUID, file: IO[bytes], by: Officer, at: datetime
) -> Package:
    """Take in a SCORM or cmi5 package as the next version. Raises BadPackage naming all faults."""
    require(can_manage_training(by))
    archive = open_archive(file)
    found = read_package(archive)
    package = _keep(found, course_version_id, archive.size, by)
    for name in sorted(archive.names):
        _keep_file(package, name, archive.pieces(name))
    return package


@transaction.atomic
def upload_video(*, course_version_id: UUID, film: FilmSent, by: Officer, at: datetime) -> Package:
    """Take in a video with captions and transcript: without both it is refused (BadPackage)."""
    require(can_manage_training(by))
    head = film.video.read(AT_A_TIME)
    found = read_video(
        title=film.title, head=head, captions=film.captions, transcript=film.transcript
    )
    package = _keep(found, course_version_id, 0, by)
    size = _keep_file(package, found.units[0].href, _pieces_of(head, film.video))
    for name, data in {CAPTIONS: film.captions, TRANSCRIPT: film.transcript}.items():
        size += _keep_file(package, name, iter([data or b""]))
    package.size = size
    package.save(update_fields=["size"])
    return package


@transaction.atomic
def withdraw_package(*, package_id: UUID, because: str, by: Officer, at: datetime) -> Package:
    """Let nobody begin or go on with a package. Raises NotPossible without a reason, or twice."""
    require(can_manage_training(by))
    package = Package.objects.select_for_update().get(pk=package_id)
    if package.withdrawn_at:
        raise NotPossible("This package is withdrawn already.", field="because")
    if not because.strip():
        raise NotPossible("Say why the package is withdrawn.", field="because")
    package.withdrawn_at, package.withdrawn_by = at, by.label
    package.withdrawn_because = because.strip()[:200]
    package.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    record_change(by=by, of=_subject(package), action="withdraw_package")
    return package


def _keep(found: PackageFound, course_version_id: UUID, size: int, by: Officer) -> Package:
    """Keep a package and its units as the next version, one upload after the other."""
    course_version = CourseVersion.objects.select_for_update().get(pk=course_version_id)
    newest = course_version.packages.aggregate(newest=Max("number"))["newest"] or 0
    package = Package.objects.create(
        course_version=course_version,
        number=newest + 1,
        kind=found.kind,
        edition=found.edition[:40],
        title=found.title[:200],
        identifier=found.identifier[:500],
        notes=list(found.notes),
        size=size,
        uploaded_by=by.label,
    )
    PackageUnit.objects.bulk_create(
        PackageUnit(
            package=package,
            order=order,
            key=unit.key[:500],
            title=unit.title[:200],
            href=unit.href,
            query=unit.query[:1000],
            mastery=unit.mastery,
            launch_data=unit.launch_data,
            move_on=unit.move_on,
            own_window=unit.own_window,
            entitlement_key=unit.entitlement_key[:500],
        )
        for order, unit in enumerate(found.units, 1)
    )
    record_change(by=by, of=_subject(package), action="upload_package")
    return package


def _keep_file(package: Package, name: str, pieces: Iterable[bytes]) -> int:
    """Keep a file piece by piece; return its size."""
    kept = PackageFile.objects.create(
        package=package, path=name, content_type=content_type_of(name), size=0
    )
    for number, piece in enumerate(_even(pieces)):
        PackagePiece.objects.create(file=kept, number=number, data=piece)
        kept.size += len(piece)
    kept.save(update_fields=["size"])
    return kept.size


def _even(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in pieces of one size; the last may be shorter."""
    held = b""
    for piece in pieces:
        held += piece
        while len(held) >= AT_A_TIME:
            yield held[:AT_A_TIME]
            held = held[AT_A_TIME:]
    if held:
        yield held


def _pieces_of(head: bytes, rest: IO[bytes]) -> Iterator[bytes]:
    size, piece = 0, head
    while piece:
        size += len(piece)
        if size > LARGEST_VIDEO:
            most = LARGEST_VIDEO // MEBIBYTE
            raise BadPackage([f"The video is larger than {most:,} MB."], field="video")
        yield piece
        piece = rest.read(AT_A_TIME)


def content_type_of(name: str) -> str:
    """Return the type a file is sent as; without a charset, which pages say themselves."""
    ending = f".{name.rpartition('.')[2].lower()}"
    return TYPES.get(ending) or mimetypes.guess_type(name)[0] or PLAIN_BYTES


def _subject(package: Package) -> Subject:
    return Subject("training_package", (package.pk,), version=package.number, regime=Regime.GEN)
