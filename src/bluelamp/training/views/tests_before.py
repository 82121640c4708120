"""Results of tests before a course, told one by one or from a file (level 2 of evaluation)."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, require, route
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import now
from bluelamp.training import selectors, services
from bluelamp.training.forms.evaluation import LoadTestsForm, TellTestForm
from bluelamp.training.models import Drop
from bluelamp.training.policies import can_tell_tests
from bluelamp.training.rules.row_faults import RowFault
from bluelamp.training.selectors.learning import courses_tested


@route(Permission.VIEW_TRAINING, Touches.CHANGES)
def tell(request: HttpRequest) -> HttpResponse:
    """Show how many were tested before each course, and take one result more."""
    officer, drop = _asked(request)
    courses = courses_tested(drop)
    named = [(each.code, each.title) for each in courses]
    form = TellTestForm(request.POST or None, courses=named)
    if form.is_valid():
        rows = [(1, form.row)]
        report = services.tell_tests_before(drop_id=drop.pk, rows=rows, by=officer, at=now())
        if not report.faults:
            messages.success(request, _said(report))
            return redirect("evaluation:tests_before")
        _show(form, report.faults)
    page = {"form": form, "courses": courses, "drop": drop}
    return render(request, "training/evaluation/tests_before.html", page)


@route(Permission.VIEW_TRAINING, Touches.CHANGES)
def load(request: HttpRequest) -> HttpResponse:
    """Take results from a file; every bad row is named, and then nothing is kept."""
    officer, drop = _asked(request)
    form = LoadTestsForm(request.POST or None, request.FILES or None)
    faults: Sequence[RowFault] = ()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            report = services.import_tests_before(
                drop_id=drop.pk, name=file.name, content=file.read(), by=officer, at=now()
            )
            if not report.faults:
                messages.success(request, _said(report))
                return redirect("evaluation:tests_before")
            faults = report.faults
        except NotPossible as refusal:
            show_refusal(form, refusal)
    page = {"form": form, "faults": faults, "courses": courses_tested(drop)}
    return render(request, "training/evaluation/import_tests.html", page)


def _asked(request: HttpRequest) -> tuple[Officer, Drop]:
    officer: Officer = request.officer  # type: ignore[attr-defined]
    drop = selectors.current_drop()
    if drop is None:
        raise Http404
    require(can_tell_tests(officer))
    return officer, drop


def _show(form: forms.Form, faults: Sequence[RowFault]) -> None:
    for fault in faults:
        words = f"{fault.message[:1].upper()}{fault.message[1:]}."
        show_refusal(form, NotPossible(words, field=fault.column, rule=fault.rule))


def _said(report: services.TestsReport) -> str:
    many = "1 result" if report.added == 1 else f"{report.added:,} results"
    known = f"; {report.known:,} stood already" if report.known else ""
    return f"{many} kept{known}."
