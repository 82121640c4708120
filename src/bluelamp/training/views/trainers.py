"""Trainers: who they are, what they teach, when they are away; added and changed by hand."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_reading
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import now
from bluelamp.training import selectors, services
from bluelamp.training.forms.trainers import TrainerAbsenceForm, TrainerForm
from bluelamp.training.models import Trainer
from bluelamp.training.policies import can_manage_training
from bluelamp.training.presenters import resources as present

from .resources import answer


@route(Permission.VIEW_TRAINING, Touches.READS)
def trainer(request: HttpRequest, trainer_id: UUID) -> HttpResponse:
    """Show a trainer, what lies before them and what they can no longer teach."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    found = _trainer(trainer_id)
    subject = Subject("trainer", (found.pk,), version=found.version, regime=Regime.GEN)
    record_reading(by=officer, of=subject, action="view_trainer")
    page = {
        "trainer": found,
        "facts": present.trainer_facts(found),
        "sessions": present.teaching_rows(selectors.teaching_of(found, now())),
        "may_change": can_manage_training(officer),
    }
    return render(request, "training/trainer.html", page)


@route(Permission.MANAGE_TRAINING, Touches.CHANGES)
def add_trainer(request: HttpRequest) -> HttpResponse:
    """Record a trainer."""
    return _save(request, None)


@route(Permission.MANAGE_TRAINING, Touches.CHANGES)
def change_trainer(request: HttpRequest, trainer_id: UUID) -> HttpResponse:
    """Change a trainer's contract and certifications."""
    return _save(request, _trainer(trainer_id))


@route(Permission.MANAGE_TRAINING, Touches.CHANGES)
def add_absence(request: HttpRequest, trainer_id: UUID) -> HttpResponse:
    """Keep days on which a trainer cannot teach."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    found = _trainer(trainer_id)
    form = TrainerAbsenceForm(request.POST or None, initial={"version": found.version})
    if form.is_valid():
        given = {"trainer_id": found.pk, **form.cleaned_data}
        try:
            services.add_trainer_absence(**given, by=officer, at=now())
        except NotPossible as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Saved. Below is what they were to teach.")
            return redirect("training:trainer", found.pk)
    back = reverse("training:trainer", args=[found.pk])
    page = {"form": form, "title": "Add days away", "about": found, "back": back}
    return render(request, "training/resource_form.html", page)


@require_POST
@route(Permission.MANAGE_TRAINING, Touches.CHANGES)
def remove_absence(request: HttpRequest, trainer_id: UUID, absence_id: UUID) -> HttpResponse:
    """Take back days away."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    try:
        services.remove_trainer_absence(absence_id=absence_id, by=officer, at=now())
        messages.success(request, "Taken back.")
    except NotPossible as refusal:
        messages.error(request, refusal.reason)
    return redirect("training:trainer", trainer_id)


def _save(request: HttpRequest, found: Trainer | None) -> HttpResponse:
    drop = selectors.current_drop()
    if drop is None:
        raise Http404
    form = TrainerForm.of(found, request.POST or None, drop=drop)
    back = reverse("training:trainer", args=[found.pk]) if found else reverse("training:trainers")
    title = "Change the trainer" if found else "Add a trainer"

    def save(**more: Any) -> Trainer:
        courses = form.cleaned_data["courses"]
        key = found.pk if found else None
        return services.save_trainer(trainer_id=key, drop_id=drop.pk, courses=courses, **more)

    page = {"title": title, "about": found, "back": back}
    return answer(request, form, save, lambda kept: ("training:trainer", kept.pk), page)


def _trainer(trainer_id: UUID) -> Trainer:
    found = selectors.trainer_for_page(trainer_id)
    if found is None:
        raise Http404
    return found
