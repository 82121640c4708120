"""The audit trail: who did, read or disclosed what, and why. To read it is logged as well."""

from __future__ import annotations

import csv
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from bluelamp.audit.enums import Channel, Operation, Regime
from bluelamp.audit.models import AuditLine
from bluelamp.audit.selectors import (
    EXPORTED_AT_MOST,
    TRAIL,
    TrailFilter,
    lines_to_export,
    trail_page,
)
from bluelamp.audit.services import Subject, nobody_was_shown, record_disclosure, record_reading
from bluelamp.core.time import LONDON, now

from ..enums import Permission, Touches
from ..forms import FilterTrailForm
from ..kept_answers import keep_answers, kept_answers
from ..policies import Officer, route
from ..presenters import EXPORT_HEAD, AuditRow, export_row

FILTER = "audit_filter"


@route(Permission.VIEW_AUDIT, Touches.READS)
def audit_trail(request: HttpRequest) -> HttpResponse:
    """Show the trail, newest first; the filter is kept with the session, out of the address."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    form = FilterTrailForm(request.POST.dict() or kept_answers(request.session, FILTER))
    asked = form.is_valid()
    if asked and request.method == "POST":
        keep_answers(request.session, FILTER, form)
        return redirect("access:audit_trail")
    page: dict[str, object] = {"form": form, "most": f"{EXPORTED_AT_MOST:,}"}
    if asked:
        wanted = _wanted(form)
        found = trail_page(wanted, before=_number(request.GET.get("before", "")))
        subject = _subject(wanted, (wanted.actor_id,) if wanted.actor_id else ())
        record_reading(by=officer, of=subject, action="read_audit_trail")
        page |= {"rows": [AuditRow.of(line) for line in found.lines], "older": found.older}
    else:
        nobody_was_shown()
    return render(request, "access/audit_trail.html", page)


@route(Permission.VIEW_AUDIT, Touches.DISCLOSES)
@require_POST
def export_audit_trail(request: HttpRequest) -> HttpResponse:
    """Hand out the lines that the filter finds as a file: a disclosure to the exporter (L6)."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    form = FilterTrailForm(kept_answers(request.session, FILTER))
    if not form.is_valid():
        return redirect("access:audit_trail")
    wanted = _wanted(form)
    lines = lines_to_export(wanted)
    record_disclosure(
        by=officer,
        of=_subject(wanted, _everyone_in(lines)),
        action="export_audit_trail",
        recipient=officer.label,
        channel=Channel.EXPORT,
    )
    return _file(lines, now())


def _file(lines: list[AuditLine], at: datetime) -> HttpResponse:
    marking = settings.BLUELAMP_MARKING
    name = f"audit-trail-{marking}-{at:%Y%m%dT%H%M%SZ}.csv"
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")
    out = csv.writer(response)
    out.writerow(EXPORT_HEAD)
    out.writerows(export_row(line, marking) for line in lines)
    return response


def _wanted(form: FilterTrailForm) -> TrailFilter:
    asked = form.cleaned_data
    staff, since, until = asked["staff_number"], asked["since"], asked["until"]
    return TrailFilter(
        actor_id=staff.id if staff else None,
        record=asked["record"],
        operation=Operation(asked["operation"]) if asked["operation"] else None,
        since=_midnight(since.first) if since else None,
        until=_midnight(until.last + timedelta(days=1)) if until else None,
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=LONDON)


def _subject(wanted: TrailFilter, ids: tuple[UUID, ...]) -> Subject:
    return Subject(TRAIL, ids, wanted.record, regime=Regime.GEN)


def _everyone_in(lines: list[AuditLine]) -> tuple[UUID, ...]:
    """Return the keys of all who acted and of all records that a file of lines tells of."""
    actors = {line.actor_id for line in lines if line.actor_id}
    return tuple(sorted(actors | {key for line in lines for key in line.records}))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
