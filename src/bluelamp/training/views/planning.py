"""Planning: ask for a plan, watch it being made, look at it, compare it, ask what if."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, nobody_was_shown, record_reading
from bluelamp.core.errors import BluelampError, NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import now
from bluelamp.training.enums import PlanKeeping, PlanRunState
from bluelamp.training.forms.planning import AskPlanForm, WhatIfForm
from bluelamp.training.models import Drop, PlanRun
from bluelamp.training.presenters import planning as present
from bluelamp.training.presenters.plan_curve import curve
from bluelamp.training.presenters.plan_decisions import accepted_in_words, note_of
from bluelamp.training.presenters.plan_prices import (
    price_sentences,
    what_if_sentence,
    what_if_sentences,
)
from bluelamp.training.selectors import current_drop
from bluelamp.training.selectors import planning as select
from bluelamp.training.services.planning import (
    Effort,
    ask_plan,
    ask_what_if,
    begin_again,
    go_on_with_plan,
    is_lost,
    stop_plan,
)

ON_A_PAGE = 25
AGAIN = {"name": "Places for those who lost theirs", "keeping": PlanKeeping.FIXED.value}
"""What is asked for when sessions were cancelled, a venue is shut or people are ill."""


@route(Permission.MANAGE_TRAINING, Touches.NOTHING)
def plans(request: HttpRequest) -> HttpResponse:
    """List the plans, the latest first."""
    drop, at = drop_now(), now()
    page = Paginator(select.plans_listed(drop), ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [present.PlanRow.of(each, at) for each in page]
    return render(request, "training/planning/list.html", {"page": page, "rows": rows})


@route(Permission.MANAGE_TRAINING, Touches.CHANGES)
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a plan: which people, from when, keeping to what, at which prices."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    drop = drop_now()
    again = AGAIN if "again" in request.GET else None
    form = AskPlanForm(request.POST or None, drop=drop, at=now(), initial=again)
    if form.is_valid():
        try:
            run = ask_plan(drop_id=drop.pk, asked=form.asked(), by=officer, at=now())
        except NotPossible as refusal:
            show_refusal(form, refusal)
        else:
            return redirect("planning:plan", run.pk)
    return render(request, "training/planning/ask.html", {"form": form, "drop": drop})


@route(Permission.MANAGE_TRAINING, Touches.NOTHING)
def plan(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Show a plan: how its making goes, and what came of it."""
    run = run_or_404(run_id)
    page = {"run": run, "facts": present.facts_of(run), **_standing(run)}
    if run.summary:
        page |= _made(run) | _decided(run)
    return render(request, "training/planning/plan.html", page)


@route(Permission.MANAGE_TRAINING, Touches.NOTHING)
def progress(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Answer with how the making of a plan goes; the whole page when it is over."""
    run = run_or_404(run_id)
    answer = render(
        request, "training/planning/includes/progress.html", {"run": run, **_standing(run)}
    )
    if PlanRunState(run.state).is_over:
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
@route(Permission.MANAGE_TRAINING, Touches.CHANGES)
def step(request: HttpRequest, run_id: UUID, name: str) -> HttpResponse:
    """Stop a plan, begin it again, or go on with it."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    run, at = run_or_404(run_id), now()
    try:
        if name == "stop":
            stop_plan(run_id=run_id, by=officer, at=at)
            messages.success(request, "It stops in a moment; the best plan so far is kept.")
        elif name == "begin-again":
            begin_again(run_id=run_id, by=officer, at=at)
        elif name == "go-on":
            effort = Effort(run.seconds, run.gap_percent, run.rounds, run.seed + 1)
            run = go_on_with_plan(run_id=run_id, effort=effort, by=officer, at=at)
        else:
            raise Http404
    except NotPossible as refusal:
        messages.error(request, refusal.reason)
    return redirect("planning:plan", run.pk)


@route(Permission.MANAGE_TRAINING, Touches.NOTHING)
def compare(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Show two plans beside each other, drawn and in numbers."""
    run = run_or_404(run_id)
    others = select.plans_to_compare(run)
    wanted = request.GET.get("with", "")
    other = next((each for each in others if str(each.pk) == wanted), None)
    if not run.summary or (wanted and other is None):
        raise Http404
    page: dict[str, object] = {"run": run, "other": other, "others": others}
    if other is not None:
        page |= _drawn(run, other) | {"sentence": what_if_sentence(run, other)}
        page["both"] = [present.PlanRow.of(each, now()) for each in (run, other)]
    return render(request, "training/planning/compare.html", page)


@route(Permission.MANAGE_TRAINING, Touches.CHANGES)
def what_if(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Ask what a plan would be like were one limit otherwise."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    run = run_or_404(run_id)
    form = WhatIfForm(request.POST or None)
    if form.is_valid():
        try:
            made = ask_what_if(run_id=run.pk, what=form.what(), by=officer, at=now())
        except BluelampError as refusal:
            show_refusal(form, _on_the_form(refusal))
        else:
            return redirect("planning:plan", made.pk)
    return render(request, "training/planning/what_if.html", {"form": form, "run": run})


@route(Permission.MANAGE_TRAINING, Touches.READS)
def unplaced(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """List who has no place in a plan, and which demands clash."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    run = run_or_404(run_id)
    page = Paginator(select.unplaced_of(run), ON_A_PAGE).get_page(request.GET.get("page"))
    people = tuple(each.learner.staff_id for each in page)
    if people:
        subject = Subject("staff", people, regime=Regime.GEN)
        record_reading(by=officer, of=subject, action="list_without_a_place")
    else:
        nobody_was_shown()
    sees = officer.may(Permission.COORDINATE_ADJUSTMENTS)
    rows = [present.UnplacedRow.of(each, sees_adjustments=sees) for each in page]
    return render(
        request, "training/planning/unplaced.html", {"run": run, "page": page, "rows": rows}
    )


def drop_now() -> Drop:
    """Return the drop that is planned; no page without one."""
    drop = current_drop()
    if drop is None:
        raise Http404
    return drop


def run_or_404(run_id: UUID) -> PlanRun:
    """Return a plan; no page without one."""
    run = select.plan_for_page(run_id)
    if run is None:
        raise Http404
    return run


def _standing(run: PlanRun) -> dict[str, object]:
    at = now()
    words, colour = present.state_of(run, at)
    rows = select.curve_of(run)
    return {
        "state": words,
        "colour": colour,
        "over": PlanRunState(run.state).is_over,
        "lost": is_lost(run, at),
        "latest": curve(rows[-1:]),
        "curve": curve(rows),
    }


def _made(run: PlanRun) -> dict[str, object]:
    venues, courses = select.venue_names(), select.course_titles(run.drop_id)
    return {
        "outcome": present.outcome_of(run),
        "gap": present.gap_in_words(run.summary),
        "prices": price_sentences(run.summary, courses, venues),
        "what_ifs": what_if_sentences(run, select.variants_of(run)),
        "beside": what_if_sentence(run.base, run) if run.base and run.base.summary else "",
        **_drawn(run, None),
    }


def _decided(run: PlanRun) -> dict[str, object]:
    note = note_of(select.latest_decision(run), now())
    deciding = note is not None and not note.over
    return {"decision": note, "deciding": deciding, "accepted": accepted_in_words(run)}


def _drawn(run: PlanRun, other: PlanRun | None) -> dict[str, object]:
    one, two = run.summary, other.summary if other else None
    venues, units = select.venue_names(), select.unit_names_by_code()
    return {
        "costs": present.cost_pairs(one, two),
        "venues": present.venue_pairs(one, two, venues),
        "weeks": present.week_pairs(one, two),
        "units": present.unit_pairs(one, two, units),
    }


def _on_the_form(refusal: BluelampError) -> BluelampError:
    """Put a refusal about go-live on the answer that asks for it."""
    if refusal.field == "go_live_weeks":
        refusal.field = "weeks"
    return refusal
