"""The files of a package, as the browser asks for them: whole, or in part."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from bluelamp.access.enums import Door, Permission, Touches
from bluelamp.access.policies import route
from bluelamp.core.time import now
from bluelamp.training.models import PackageFile, PackagePiece
from bluelamp.training.packages.archives import AT_A_TIME

from .headers import PACKAGE, let
from .tickets import launch_with

RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")


@route(Permission.USE_BLUELAMP, Touches.NOTHING, Door.LAUNCH)
def content(request: HttpRequest, ticket: str, place: str) -> HttpResponseBase:
    """Send a file of the package that was launched."""
    launch = launch_with(ticket, at=now())
    # A service worker would outlive its launch and stand between others and their packages.
    if (
        launch is None
        or "Service-Worker" in request.headers
        or request.method not in {"GET", "HEAD"}
    ):
        raise Http404
    file = PackageFile.objects.filter(
        package=launch.progress.attempt.package_id, path=place
    ).first()
    if file is None:
        raise Http404
    response = _sent(request, file)
    let(response, PACKAGE, framed_by=f"'self' {launch.application}")
    response["Cache-Control"] = "private, max-age=600"
    response["Accept-Ranges"] = "bytes"
    return response


def _sent(request: HttpRequest, file: PackageFile) -> HttpResponseBase:
    asked = RANGE.match(request.headers.get("Range", ""))
    if not asked or not any(asked.groups()) or not file.size:
        return _part(request, file, 0, file.size, 200)
    first, end = _span(asked[1], asked[2], file.size)
    if first >= end:
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{file.size}"
        return response
    part = _part(request, file, first, end, 206)
    part["Content-Range"] = f"bytes {first}-{end - 1}/{file.size}"
    return part


def _span(first: str, last: str, size: int) -> tuple[int, int]:
    """Return where a part begins and where it has ended: ``-5`` means the last five bytes."""
    if not first:
        return max(size - int(last), 0), size
    return int(first), min(int(last) + 1, size) if last else size


def _part(
    request: HttpRequest, file: PackageFile, first: int, end: int, status: int
) -> HttpResponseBase:
    pieces = iter(()) if request.method == "HEAD" else _bytes_of(file, first, end)
    response = StreamingHttpResponse(pieces, status=status, content_type=file.content_type)
    response["Content-Length"] = str(end - first)
    return response


def _bytes_of(file: PackageFile, first: int, end: int) -> Iterator[bytes]:
    for number in range(first // AT_A_TIME, -(-end // AT_A_TIME)):
        begins = number * AT_A_TIME
        data = PackagePiece.objects.values_list("data", flat=True).get(file=file, number=number)
        yield bytes(data[max(first - begins, 0) : end - begins])
