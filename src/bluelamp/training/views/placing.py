"""Who must take a course and has no place on it: counted, listed with reasons, and as a file."""

from __future__ import annotations

import csv
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.enums import Channel, Regime
from bluelamp.audit.services import Subject, nobody_was_shown, record_disclosure, record_reading
from bluelamp.training.models import Drop, Requirement
from bluelamp.training.presenters import placing as present
from bluelamp.training.selectors import current_drop
from bluelamp.training.selectors import placing as select

ON_A_PAGE = 50
HEAD = ("Who", "Unit", "Command", "Course", "Taught", "Reason", "Demands", "What can be done")


@route(Permission.MANAGE_TRAINING, Touches.READS)
def without_a_place(request: HttpRequest) -> HttpResponse:
    """Show how many have no place, by reason and command, and who."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    drop, everybody = _everybody(officer)
    counts = select.place_counts(everybody)
    found, asked = _asked(request, everybody, counts)
    page = Paginator(select.placing_rows(found), ON_A_PAGE).get_page(request.GET.get("page"))
    if people := tuple(dict.fromkeys(each.learner.staff_id for each in page)):
        subject = Subject("staff", people, regime=Regime.GEN)
        record_reading(by=officer, of=subject, action="list_without_a_place")
    else:
        nobody_was_shown()
    versions = select.session_versions(drop)
    shown = {
        "total": sum(each.number for each in counts),
        "causes": present.by_cause(counts),
        "commands": present.by_command(counts),
        "rows": [present.PlacingRow.of(each, versions) for each in page],
    }
    return render(request, "training/without_a_place.html", {**shown, **asked, "page": page})


@route(Permission.MANAGE_TRAINING, Touches.DISCLOSES)
def without_a_place_file(request: HttpRequest) -> HttpResponse:
    """Send the list as CSV."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    drop, everybody = _everybody(officer)
    found, _ = _asked(request, everybody, select.place_counts(everybody))
    listed = list(select.placing_rows(found))
    people = tuple(dict.fromkeys(each.learner.staff_id for each in listed))
    record_disclosure(
        by=officer,
        of=Subject("staff", people, regime=Regime.GEN),
        action="export_without_a_place",
        recipient=officer.label,
        channel=Channel.EXPORT,
    )
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"without-a-place-{settings.BLUELAMP_MARKING}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    out = csv.writer(response)
    out.writerow(HEAD)
    versions = select.session_versions(drop)
    out.writerows(_line(present.PlacingRow.of(each, versions)) for each in listed)
    return response


def _line(row: present.PlacingRow) -> tuple[str, ...]:
    about = (row.who, row.unit, row.command, row.course, row.mode)
    return (*about, row.cause, row.why, row.act)


def _everybody(officer: Officer) -> tuple[Drop, QuerySet[Requirement]]:
    drop = current_drop()
    if drop is None:
        raise Http404
    sees = officer.may(Permission.COORDINATE_ADJUSTMENTS)
    return drop, select.without_a_place(drop, sees_adjustments=sees)


def _asked(
    request: HttpRequest, found: QuerySet[Requirement], counts: list[select.PlaceCount]
) -> tuple[QuerySet[Requirement], dict[str, Any]]:
    """Return those of one reason and command, where the address asks for one."""
    cause, code = request.GET.get("cause", ""), request.GET.get("command", "")
    names = {each.code: each.command for each in counts}
    if (cause and cause not in present.LABELS) or (code and code not in names):
        raise Http404
    if cause:
        found = found.filter(cause=cause)  # type: ignore[misc]  # annotated
    if code:
        found = found.filter(learner__command__code=code)
    asked = {"cause": cause, "command": code}
    words = {"cause_words": present.LABELS.get(cause, ""), "command_words": names.get(code, "")}
    return found, asked | words
