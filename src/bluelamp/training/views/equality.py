"""The equality impact record: what was found, what is done about it, who decided and when."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import day_of, now
from bluelamp.training import selectors, services
from bluelamp.training.enums import EvaluationLevel
from bluelamp.training.forms.evaluation import EqualityEntryForm, EqualityVersionForm
from bluelamp.training.models import Drop
from bluelamp.training.policies import can_manage_training
from bluelamp.training.presenters.equality import entry_rows, version_line
from bluelamp.training.selectors.equality import (
    equality_entries,
    equality_versions,
    measures_agreed,
    venue_gaps,
)

from .evaluation_results import differences_of


@route(Permission.VIEW_TRAINING, Touches.NOTHING)
def record(request: HttpRequest) -> HttpResponse:
    """Show versions, differences found now, and the regard that was had."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    drop = selectors.current_drop()
    if drop is None:
        return render(request, "training/no_programme.html")
    versions = equality_versions(drop)
    page = {
        "drop": drop,
        "version": version_line(versions, day_of(now())),
        "differences": [(level, differences_of(drop, level)) for level in EvaluationLevel],
        "measures": measures_agreed(drop),
        "gaps": venue_gaps(),
        "entries": entry_rows(equality_entries(drop), day_of(now())),
        "may_change": can_manage_training(officer),
    }
    return render(request, "training/evaluation/equality.html", page)


@route(Permission.MANAGE_TRAINING, Touches.NOTHING)
def add_entry(request: HttpRequest) -> HttpResponse:
    """Keep a regard that was had."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    drop = _drop()
    open_ = [each for each in equality_entries(drop) if not hasattr(each, "corrected_by")]
    form = EqualityEntryForm(request.POST or None, entries=open_)
    if form.is_valid():
        try:
            services.add_equality_entry(drop_id=drop.pk, regard=form.regard, by=officer, at=now())
        except NotPossible as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Kept. It is not altered: a later entry can correct it.")
            return redirect("evaluation:equality")
    page = {"form": form, "title": "Add an entry", "back": reverse("evaluation:equality")}
    return render(request, "training/resource_form.html", page)


@route(Permission.MANAGE_TRAINING, Touches.NOTHING)
def add_version(request: HttpRequest) -> HttpResponse:
    """Keep that a version of the assessment was accepted."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    drop = _drop()
    form = EqualityVersionForm(request.POST or None)
    if form.is_valid():
        try:
            services.accept_equality_version(
                drop_id=drop.pk, **form.cleaned_data, by=officer, at=now()
            )
        except NotPossible as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Kept.")
            return redirect("evaluation:equality")
    page = {"form": form, "title": "Add a version", "back": reverse("evaluation:equality")}
    return render(request, "training/resource_form.html", page)


def _drop() -> Drop:
    drop = selectors.current_drop()
    if drop is None:
        raise Http404
    return drop
