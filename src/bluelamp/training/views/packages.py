"""Digital packages, for who runs the programme: taking in, looking at, withdrawing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import now
from bluelamp.training.forms.packages import AddFilmForm, AddPackageForm, WithdrawPackageForm
from bluelamp.training.models import CourseVersion, Package
from bluelamp.training.packages.contents import BadPackage
from bluelamp.training.presenters import packages as present
from bluelamp.training.selectors.packages import package_with_units, versions_with_packages
from bluelamp.training.services.packages import (
    FilmSent,
    upload_package,
    upload_video,
    withdraw_package,
)


@route(Permission.MANAGE_TRAINING, Touches.NOTHING)
def packages(request: HttpRequest) -> HttpResponse:
    """List the courses that are learnt by oneself, with the packages of each."""
    blocks = [present.version_block(each) for each in versions_with_packages()]
    return render(request, "training/packages/manage.html", {"blocks": blocks})


@route(Permission.MANAGE_TRAINING, Touches.NOTHING)
def package(request: HttpRequest, package_id: UUID) -> HttpResponse:
    """Show what a package holds."""
    found = _package(package_id)
    page = {
        "package": found,
        "facts": present.package_facts(found),
        "head": present.UNIT_HEAD,
        "rows": present.unit_rows(found),
    }
    return render(request, "training/packages/package.html", page)


@route(Permission.MANAGE_TRAINING, Touches.NOTHING)
def add_package(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Take in a SCORM or cmi5 package."""
    version = _version(version_id)
    officer: Officer = request.officer  # type: ignore[attr-defined]
    form = AddPackageForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = upload_package(
                course_version_id=version.pk, by=officer, at=now(), **form.cleaned_data
            )
        except NotPossible as refusal:
            _name_faults(form, refusal)
        else:
            return _taken_in(request, made)
    page = {"form": form, "version": version, "title": "Add a package"}
    return render(request, "training/packages/add.html", page)


@route(Permission.MANAGE_TRAINING, Touches.NOTHING)
def add_film(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Take in a video with its captions and transcript."""
    version = _version(version_id)
    officer: Officer = request.officer  # type: ignore[attr-defined]
    form = AddFilmForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        film = _film(form.cleaned_data)
        try:
            made = upload_video(course_version_id=version.pk, film=film, by=officer, at=now())
        except NotPossible as refusal:
            _name_faults(form, refusal)
        else:
            return _taken_in(request, made)
    page = {"form": form, "version": version, "title": "Add a video"}
    return render(request, "training/packages/add.html", page)


@route(Permission.MANAGE_TRAINING, Touches.NOTHING)
def withdraw(request: HttpRequest, package_id: UUID) -> HttpResponse:
    """Ask why, then withdraw a package."""
    found = _package(package_id)
    officer: Officer = request.officer  # type: ignore[attr-defined]
    form = WithdrawPackageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_package(package_id=package_id, by=officer, at=now(), **form.cleaned_data)
        except NotPossible as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "The package is withdrawn.")
            return redirect("digital:package", package_id)
    page = {"form": form, "package": found}
    return render(request, "training/packages/withdraw.html", page)


def _package(package_id: UUID) -> Package:
    found = package_with_units(package_id)
    if found is None:
        raise Http404
    return found


def _version(version_id: UUID) -> CourseVersion:
    return get_object_or_404(CourseVersion.objects.select_related("course"), pk=version_id)


def _film(answers: dict[str, Any]) -> FilmSent:
    texts = {name: answers[name].read() for name in ("captions", "transcript")}
    return FilmSent(title=answers["title"], video=answers["video"], **texts)


def _name_faults(form: Form, refusal: NotPossible) -> None:
    """Show each fault of a package on a line of its own."""
    if not isinstance(refusal, BadPackage):
        show_refusal(form, refusal)
        return
    for fault in refusal.faults:
        form.add_error(refusal.field, fault)


def _taken_in(request: HttpRequest, made: Package) -> HttpResponse:
    messages.success(request, f"“{made.title}” is taken in as version {made.number}.")
    return redirect("digital:package", made.pk)
