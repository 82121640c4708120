"""The page on the packages' host that holds the run-time, and the frame of the package in it."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static

from bluelamp.access.enums import Door, Permission, Touches
from bluelamp.access.policies import route
from bluelamp.core.errors import NotPossible
from bluelamp.core.problems import problem
from bluelamp.core.time import now
from bluelamp.training.models import Launch
from bluelamp.training.packages.kinds import PackageKind
from bluelamp.training.packages.videos import CAPTIONS, TRANSCRIPT
from bluelamp.training.services.progress import commit_data, data_for

from .addresses import address, cmi5_address
from .headers import OURS, let
from .hosts import own_origin
from .tickets import launch_with

RUN_TIMES = {PackageKind.SCORM_12: "scorm12.js", PackageKind.SCORM_2004: "scorm2004.js"}
LARGEST = 1_000_000


@route(Permission.USE_BLUELAMP, Touches.NOTHING, Door.LAUNCH)
def stage(request: HttpRequest, ticket: str) -> HttpResponse:
    """Show the package: within a SCORM run-time, a video with its captions, or cmi5 by itself."""
    launch = launch_with(ticket, at=now())
    if launch is None:
        raise Http404
    kind = PackageKind(launch.progress.attempt.package.kind)
    page = {"setting": _setting(launch, kind, request), "unit": launch.progress.unit}
    template = "video" if kind is PackageKind.VIDEO else "stage"
    response = render(request, f"training/player/{template}.html", page | _film(launch, kind))
    let(response, OURS, framed_by=launch.application)
    return response


@route(Permission.USE_BLUELAMP, Touches.NOTHING, Door.LAUNCH)
def commit(request: HttpRequest, ticket: str) -> HttpResponse:
    """Keep what the run-time commits, and tell the version that is kept now."""
    at = now()
    launch = launch_with(ticket, at=at)
    if launch is None:
        return problem(410, "This opening of the course has ended. Open it again.")
    sent = _read(request)
    kept = commit_data(
        launch_id=launch.pk,
        version=sent.get("version"),
        sent=sent.get("cmi"),
        ended=sent.get("ended") is True,
        at=at,
    )
    return JsonResponse({"version": kept.version, "outcome": kept.outcome})


@route(Permission.USE_BLUELAMP, Touches.NOTHING, Door.LAUNCH)
def ended(request: HttpRequest, ticket: str) -> HttpResponse:
    """Say that a unit has ended, where it would go back to."""
    launch = launch_with(ticket, at=now())
    if launch is None:
        raise Http404
    response = render(request, "training/player/ended.html", {"unit": launch.progress.unit})
    let(response, OURS, framed_by=f"'self' {launch.application}")
    return response


def _setting(launch: Launch, kind: PackageKind, request: HttpRequest) -> dict[str, Any]:
    """Return what the scripts of the stage are told."""
    unit = launch.progress.unit
    start = address("content", launch, place=unit.href) + (f"?{unit.query}" if unit.query else "")
    setting: dict[str, Any] = {"kind": kind, "start": start}
    if kind is PackageKind.CMI5:
        return setting | {"start": cmi5_address(launch, own_origin(request))}
    run_time = RUN_TIMES.get(kind)
    return setting | {
        "commit": address("commit", launch),
        "version": launch.progress.version,
        "cmi": data_for(launch),
        "runtime": static(f"dist/{run_time}") if run_time else "",
        "mastery": unit.mastery is not None,
    }


def _film(launch: Launch, kind: PackageKind) -> dict[str, str]:
    if kind is not PackageKind.VIDEO:
        return {}
    return {
        "captions": address("content", launch, place=CAPTIONS),
        "transcript": address("content", launch, place=TRANSCRIPT),
    }


def _read(request: HttpRequest) -> dict[str, Any]:
    if request.method != "POST":
        raise NotPossible("Send what is committed by POST.")
    if len(request.body) > LARGEST:
        raise NotPossible("What is committed is too large.", field="cmi")
    try:
        sent = json.loads(request.body)
    except ValueError as error:
        raise NotPossible("What is committed is no JSON.", field="cmi") from error
    return sent if isinstance(sent, dict) else {}
