"""Practice tasks of other people: found by who showed them, and signed off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Decision, Officer, require, route
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, nobody_was_shown, record_reading
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import day_of, now
from bluelamp.training import services
from bluelamp.training.forms.refreshers import DONE, FindTasksForm, SignOffForm
from bluelamp.training.models import RefresherDue
from bluelamp.training.policies import can_sign_off_task
from bluelamp.training.presenters import refreshers as present
from bluelamp.training.selectors import refreshers as read


@route(Permission.USE_BLUELAMP, Touches.READS)
def find(request: HttpRequest) -> HttpResponse:
    """Find the practice tasks of somebody by staff number, to sign them off."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    form = FindTasksForm(request.POST or None)
    rows: list[present.RefresherCard] = []
    searched = False
    if request.method == "POST" and form.is_valid():
        found = list(read.tasks_to_sign(form.cleaned_data["person"].pk))
        decided = can_sign_off_task(officer, found[0].learner) if found else Decision(True)
        searched = decided.allowed
        if decided:
            rows = present.person_cards(found, day_of(now()))
        else:
            form.add_error("person", decided.reason)
    if rows:
        who = (form.cleaned_data["person"].pk,)
        subject = Subject("staff", who, regime=Regime.GEN)
        record_reading(by=officer, of=subject, action="find_practice_tasks")
    else:
        nobody_was_shown()
    page = {"form": form, "rows": rows, "searched": searched}
    return render(request, "training/refreshers/find.html", page)


@route(Permission.USE_BLUELAMP, Touches.CHANGES)
def sign_off(request: HttpRequest, due_id: UUID) -> HttpResponse:
    """Say that somebody did the practice task, or what is missing."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    due = read.due_with_person(due_id)
    if due is None:
        raise Http404
    require(can_sign_off_task(officer, due.learner))
    form = SignOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _decide(due, form.cleaned_data, officer)
        except NotPossible as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Your decision is recorded.")
            return redirect("home")
    subject = Subject("training_refresher", (due.pk, due.learner_id), regime=Regime.GEN)
    record_reading(by=officer, of=subject, action="view_practice_task")
    return render(request, "training/refreshers/sign_off.html", _page(due) | {"form": form})


def _decide(due: RefresherDue, given: dict[str, str], officer: Officer) -> None:
    if given["decision"] == DONE:
        services.sign_off_task(due_id=due.pk, by=officer, at=now())
    else:
        services.return_task(due_id=due.pk, because=given["because"], by=officer, at=now())


def _page(due: RefresherDue) -> dict[str, Any]:
    today = day_of(now())
    return {
        "card": present.person_cards([due], today)[0],
        "waits": due.task_on is None and due.ended_at is None,
        "too_early": due.days.is_too_early(today),
        "refresher": read.refresher_of(due.course_id),
    }
