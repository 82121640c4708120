"""What a force sets: who authorises searches, and where arrests lead to drug tests."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import route
from bluelamp.core.time import day_of, now
from bluelamp.custody import services
from bluelamp.custody.forms.authorities import (
    EndDrugTestsForm,
    NotifyDrugTestsForm,
    SetSearchAuthorityForm,
)
from bluelamp.custody.models import DrugTestNotice
from bluelamp.custody.presenters.authorities import authority_rows, notice_rows
from bluelamp.custody.selectors.authorities import drug_test_notices, search_authorities_set

from .acts import officer_of
from .suites import done, typed


@route(Permission.SET_CUSTODY_AUTHORITIES, Touches.CHANGES)
def search_authorities(request: HttpRequest) -> HttpResponse:
    """List who authorises which search; set another rank from a day on."""
    form, by = SetSearchAuthorityForm(typed(request)), officer_of(request)
    if form.is_valid() and done(form, lambda: services.set_search_authority(**form.given(), by=by)):
        messages.success(request, "Authority set.")
        return redirect("custody:search_authorities")
    return _page(request, "search_authorities", form, authority_rows(search_authorities_set()))


@route(Permission.SET_CUSTODY_AUTHORITIES, Touches.CHANGES)
def drug_tests(request: HttpRequest) -> HttpResponse:
    """List the stations where tests on arrest are in force; add one from a day on."""
    form, by = NotifyDrugTestsForm(typed(request)), officer_of(request)
    if form.is_valid() and done(form, lambda: services.notify_drug_tests(**form.given(), by=by)):
        messages.success(request, "Tests on arrest recorded as in force.")
        return redirect("custody:drug_tests")
    rows = notice_rows(drug_test_notices(), day_of(now()))
    return _page(request, "drug_tests", form, rows)


@route(Permission.SET_CUSTODY_AUTHORITIES, Touches.CHANGES)
def end_drug_tests(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Record the last day on which tests on arrest are in force at a station."""
    notice = get_object_or_404(DrugTestNotice.objects.select_related("suite"), pk=notice_id)
    form, by = EndDrugTestsForm(typed(request)), officer_of(request)
    told: dict[str, Any] = {"notice_id": notice.pk, "by": by}
    if form.is_valid() and done(form, lambda: services.end_drug_tests(**form.cleaned_data, **told)):
        messages.success(request, f"Tests on arrest at {notice.suite.name} have a last day.")
        return redirect("custody:drug_tests")
    return _page(request, "end_drug_tests", form, notice_rows([notice], day_of(now())))


def _page(request: HttpRequest, name: str, form: Any, rows: Any) -> HttpResponse:
    return render(request, f"custody/{name}.html", {"form": form, "rows": rows})
