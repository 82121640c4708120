"""Suites and cells: which there are, closing and changing them, for who manages them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.models import Unit
from bluelamp.access.policies import route
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import now
from bluelamp.custody import services
from bluelamp.custody.forms.suites import AddCellForm, AddSuiteForm, ChangeCellForm
from bluelamp.custody.models import Cell, Suite
from bluelamp.custody.presenters.corridor import corridor_rows, history_rows

from .acts import officer_of


@route(Permission.MANAGE_SUITES, Touches.CHANGES)
def add_suite(request: HttpRequest) -> HttpResponse:
    """Set up the suite of a station."""
    units = list(Unit.objects.filter(suite=None, kind="STATION").order_by("name"))
    form = AddSuiteForm(typed(request), units=units)
    if form.is_valid():
        made = done(form, lambda: services.add_suite(**form.given(), by=officer_of(request)))
        if made:
            messages.success(request, f"{made.name} set up. Add its cells.")
            return redirect("custody:cells", made.code)
    return render(request, "custody/add_suite.html", {"form": form})


@route(Permission.MANAGE_SUITES, Touches.CHANGES)
def cells(request: HttpRequest, suite_code: str) -> HttpResponse:
    """List the cells of a suite; set up another."""
    suite = get_object_or_404(Suite, code=suite_code)
    form = AddCellForm(typed(request))
    given: dict[str, Any] = {"suite_id": suite.pk, "by": officer_of(request), "at": now()}
    if form.is_valid() and done(form, lambda: services.add_cell(**form.given(), **given)):
        messages.success(request, f"Cell {form.cleaned_data['number']} set up.")
        return redirect("custody:cells", suite.code)
    rows = corridor_rows(suite.cells.order_by("position").prefetch_related("changes"))
    return render(request, "custody/cells.html", {"suite": suite, "rows": rows, "form": form})


@route(Permission.MANAGE_SUITES, Touches.CHANGES)
def change_cell(request: HttpRequest, cell_id: UUID) -> HttpResponse:
    """Close a cell, open it again or change it; what was changed before stands below."""
    cell = get_object_or_404(Cell.objects.select_related("suite"), pk=cell_id)
    form = ChangeCellForm(typed(request), cell=cell)
    given: dict[str, Any] = {"cell_id": cell.pk, "by": officer_of(request), "at": now()}
    if form.is_valid() and done(form, lambda: services.change_cell(**form.given(), **given)):
        messages.success(request, f"Cell {cell.number} changed.")
        return redirect("custody:cells", cell.suite.code)
    shown = {"cell": cell, "form": form, "history": history_rows(cell.changes.all(), now())}
    return render(request, "custody/change_cell.html", shown)


def typed(request: HttpRequest) -> Any:
    """Return what was typed, None where the page is only opened."""
    return request.POST if request.method == "POST" else None


def done(form: forms.Form, service: Callable[[], Any]) -> Any:
    """Return what the service made; None where it refused, the refusal beside its field."""
    try:
        return service()
    except NotPossible as refusal:
        show_refusal(form, refusal)
        return None
