"""Adjustments: asked for, agreed, reviewed; read by few."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, require, route
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, nobody_was_shown, reading_subjects, record_reading
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import now
from bluelamp.training import selectors, services
from bluelamp.training.enums import Confidence
from bluelamp.training.forms.adjustments import AgreeForm, AskForm, ReviewForm
from bluelamp.training.models import AdjustmentPlan
from bluelamp.training.policies import can_agree_adjustments, can_view_adjustments
from bluelamp.training.presenters.adjustments import PlanPage, PlanRow

ON_A_PAGE = 25


@route(Permission.USE_BLUELAMP, Touches.READS)
def plans(request: HttpRequest) -> HttpResponse:
    """List the open requests and plans that this officer may read."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    page = Paginator(selectors.plans_for(officer), ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [PlanRow.of(each) for each in page]
    if rows:
        shown = reading_subjects("adjustment_plan", (each.pk for each in page))
        record_reading(by=officer, of=shown, action="list_adjustments")
    else:
        nobody_was_shown()
    return render(request, "training/plans.html", {"rows": rows, "page": page})


@route(Permission.USE_BLUELAMP, Touches.CHANGES)
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for adjustments for oneself, in one's own words."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    learner = selectors.learner_of(officer.id)
    if learner is None:
        raise Http404
    form = AskForm(request.POST or None)
    if form.is_valid():
        try:
            plan = services.request_adjustments(
                learner_id=learner.pk, need=form.cleaned_data["need"], by=officer, at=now()
            )
        except NotPossible as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Your manager and the coordinator can now answer.")
            return redirect("training:plan", plan.pk)
    return render(request, "training/ask.html", {"form": form})


@route(Permission.USE_BLUELAMP, Touches.READS)
def plan(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Show a plan to the person, their line manager or the coordinator, and to nobody else."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    found = _readable(officer, plan_id)
    subject = Subject(
        "adjustment_plan", (found.pk, found.learner_id), version=found.version, regime=Regime.GEN
    )
    record_reading(by=officer, of=subject, action="view_adjustments")
    may_agree = can_agree_adjustments(officer, found.learner)
    return render(
        request, "training/plan.html", {"page": PlanPage.of(found), "may_agree": may_agree}
    )


@route(Permission.USE_BLUELAMP, Touches.CHANGES)
def agree(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Agree measures, as manager or coordinator."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    found = _readable(officer, plan_id)
    require(can_agree_adjustments(officer, found.learner))
    form = AgreeForm.for_plan(found, request.POST or None)
    if form.is_valid():
        given = {"plan_id": plan_id, "version": form.cleaned_data["version"]}
        try:
            services.agree_adjustments(**given, measures=form.measures, by=officer, at=now())
        except NotPossible as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Agreed. Trainers are told what to do, and nothing else.")
            return redirect("training:plan", plan_id)
    page = {"form": form, "page": PlanPage.of(found), "title": "Agree measures"}
    return render(request, "training/plan_form.html", page)


@route(Permission.USE_BLUELAMP, Touches.CHANGES)
def review(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Record whether the person is confident at go-live."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    found = _readable(officer, plan_id)
    form = ReviewForm(request.POST or None, initial={"version": found.version})
    if form.is_valid():
        given = {"plan_id": plan_id, "version": form.cleaned_data["version"]}
        confidence = Confidence(form.cleaned_data["confidence"])
        try:
            services.review_adjustments(**given, confidence=confidence, by=officer, at=now())
        except NotPossible as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "The review is recorded.")
            return redirect("training:plan", plan_id)
    page = {"form": form, "page": PlanPage.of(found), "title": "Review"}
    return render(request, "training/plan_form.html", page)


def _readable(officer: Officer, plan_id: UUID) -> AdjustmentPlan:
    found = selectors.plan_for_page(plan_id)
    if found is None:
        raise Http404
    require(can_view_adjustments(officer, found.learner))
    return found
