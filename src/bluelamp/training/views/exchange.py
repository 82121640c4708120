"""The curriculum as a file: out and in."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import now
from bluelamp.training import selectors, services
from bluelamp.training.forms.exchange import LoadCurriculumForm

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {
    "csv": (services.curriculum_as_csv, "text/csv; charset=utf-8"),
    "xlsx": (services.curriculum_as_xlsx, XLSX),
}


@route(Permission.VIEW_TRAINING, Touches.NOTHING)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """Give the curriculum as a file."""
    drop = selectors.current_drop()
    if drop is None or kind not in KINDS:
        raise Http404
    write, content_type = KINDS[kind]
    response = HttpResponse(write(drop), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="curriculum.{kind}"'
    return response


@route(Permission.MANAGE_TRAINING, Touches.NOTHING)
def load(request: HttpRequest) -> HttpResponse:
    """Load the curriculum from a file; every bad row is named, and then nothing is changed."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    drop = selectors.current_drop()
    if drop is None:
        raise Http404
    form = LoadCurriculumForm(request.POST or None, request.FILES or None)
    faults: Sequence[object] = ()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            report = services.import_curriculum(
                drop_id=drop.pk, name=file.name, content=file.read(), by=officer, at=now()
            )
            if not report.faults:
                messages.success(request, _said(report))
                return redirect("training:curriculum")
            faults = report.faults
        except NotPossible as refusal:
            show_refusal(form, refusal)
    return render(request, "training/import.html", {"form": form, "faults": faults})


def _said(report: services.CurriculumReport) -> str:
    return f"{report.added} added, {report.changed} changed, {report.removed} removed."
