"""One's own digital courses: what there is, opening it, and how far one is."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.services import nobody_was_shown
from bluelamp.core.time import now
from bluelamp.training.models import Launch, Learner, Package, PackageUnit
from bluelamp.training.packages.kinds import PackageKind
from bluelamp.training.player.addresses import address, cmi5_address
from bluelamp.training.player.hosts import own_origin, packages_origin
from bluelamp.training.presenters import packages as present
from bluelamp.training.selectors import packages as read
from bluelamp.training.services.launches import begin_again, close_launch, launch_unit


@route(Permission.USE_BLUELAMP, Touches.READS)
def mine(request: HttpRequest) -> HttpResponse:
    """List one's own digital courses."""
    nobody_was_shown()  # but oneself
    learner = _learner(request)
    cards = [present.CourseCard.of(each) for each in read.own_packages(learner)] if learner else []
    return render(request, "training/packages/mine.html", {"learner": learner, "cards": cards})


@route(Permission.USE_BLUELAMP, Touches.READS)
def course(request: HttpRequest, package_id: UUID) -> HttpResponse:
    """Show a package: its parts, how far each is, and what there is instead."""
    nobody_was_shown()  # but oneself
    found, learner = read.package_with_units(package_id), _learner(request)
    if found is None or learner is None:
        raise Http404
    attempt = read.latest_attempt(learner, found)
    instead = read.virtual_sessions_of([found.course_version.course], at=now())
    page = {
        "package": found,
        "attempt": attempt,
        "standing": present.Standing.of(attempt.outcome) if attempt else None,
        "score": present.score_in_words(attempt),
        "parts": present.part_rows(list(found.units.all()), read.standing_of(attempt)),
        "instead": present.offers(list(instead)),
    }
    return render(request, "training/packages/course.html", page)


@route(Permission.USE_BLUELAMP, Touches.CHANGES)
@require_POST
def open_part(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Open a part where it was left."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    get_object_or_404(PackageUnit, pk=unit_id)
    packages_origin(request)
    launch = launch_unit(unit_id=unit_id, application=own_origin(request), by=officer, at=now())
    return redirect("digital:play", launch.pk)


@route(Permission.USE_BLUELAMP, Touches.CHANGES)
@require_POST
def again(request: HttpRequest, package_id: UUID) -> HttpResponse:
    """Begin anew after failing."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    get_object_or_404(Package, pk=package_id)
    begin_again(package_id=package_id, by=officer, at=now())
    return redirect("digital:course", package_id)


@route(Permission.USE_BLUELAMP, Touches.READS)
def play(request: HttpRequest, launch_id: UUID) -> HttpResponse:
    """Show the player: the package in a sandboxed frame of another origin."""
    launch = _launch(request, launch_id)
    origin, unit = packages_origin(request), launch.progress.unit
    instead = read.virtual_sessions_of(
        [launch.progress.attempt.package.course_version.course], at=now()
    )
    page = {
        "launch": launch,
        "unit": unit,
        "package": launch.progress.attempt.package,
        "ended": _has_ended(launch),
        "source": "" if unit.own_window else origin + address("stage", launch),
        "window": cmi5_address(launch, origin) if unit.own_window else "",
        "standing": present.Standing.of(launch.progress.outcome),
        "score": present.score_in_words(launch.progress),
        "instead": present.offers(list(instead)),
    }
    response = render(request, "training/packages/play.html", page)
    response._csp_update = {"frame-src": [origin]}  # type: ignore[attr-defined]
    return response


@route(Permission.USE_BLUELAMP, Touches.READS)
def progress(request: HttpRequest, launch_id: UUID) -> HttpResponse:
    """Show how far one is, alone: the player asks for it again and again."""
    launch = _launch(request, launch_id)
    page = {
        "launch": launch,
        "standing": present.Standing.of(launch.progress.outcome),
        "score": present.score_in_words(launch.progress),
    }
    return render(request, "training/packages/includes/progress.html", page)


@route(Permission.USE_BLUELAMP, Touches.CHANGES)
@require_POST
def close(request: HttpRequest, launch_id: UUID) -> HttpResponse:
    """Leave the player; what was reported is kept."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    launch = _launch(request, launch_id)
    close_launch(launch_id=launch.pk, by=officer, at=now())
    messages.success(request, "What you did is saved.")
    return redirect("digital:course", launch.progress.attempt.package_id)


def _learner(request: HttpRequest) -> Learner | None:
    officer: Officer = request.officer  # type: ignore[attr-defined]
    return Learner.objects.filter(staff=officer.id).first()


def _launch(request: HttpRequest, launch_id: UUID) -> Launch:
    """Return an opening of one's own; another's is not there."""
    nobody_was_shown()  # but oneself
    officer: Officer = request.officer  # type: ignore[attr-defined]
    launch = read.own_launch(officer.id, launch_id)
    if launch is None:
        raise Http404
    return launch


def _has_ended(launch: Launch) -> bool:
    """Tell whether an opening is of no more use: a session of cmi5 is fetched only once."""
    used = launch.fetched_at and launch.progress.attempt.package.kind == PackageKind.CMI5
    return bool(launch.closed_at or launch.expires_at <= now() or used)
