"""Looking at cases."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.services import Subject, reading_subjects, record_reading
from bluelamp.cases import selectors
from bluelamp.cases.forms import FindCasesForm
from bluelamp.cases.presenters import CasePage, CaseRow
from bluelamp.core.time import now

ON_A_PAGE = 25


@route(Permission.VIEW_CASE, Touches.READS)
def cases(request: HttpRequest) -> HttpResponse:
    """Show the cases, narrowed to what is looked for."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    form = FindCasesForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = selectors.cases_found(wanted.get("q", ""), officer if wanted.get("mine") else None)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [CaseRow.of(each) for each in page]
    shown = reading_subjects("case", (each.pk for each in page))
    record_reading(by=officer, of=shown, action="list_cases")
    return render(request, "cases/cases.html", {"form": form, "page": page, "rows": rows})


@route(Permission.VIEW_CASE, Touches.READS)
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show a case whole: people, offences, exhibits, what is missing, and what happened when."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    found = selectors.case_file(case_id, officer)
    if found is None:
        raise Http404
    people = [each.person_id for each in found.defendants]
    ids = (case_id, *people, *found.items)
    subject = Subject("case", ids, found.case.urn, found.case.version)
    record_reading(by=officer, of=subject, action="view_case")
    return render(request, "cases/case.html", {"page": CasePage.of(found, officer, now())})
