"""Staff, what they hold, and the tree of units."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, nobody_was_shown, record_reading
from bluelamp.core.time import now

from ..enums import Permission, Touches
from ..forms import SearchStaffForm
from ..kept_answers import keep_answers, kept_answers
from ..models import Staff
from ..policies import Officer, can_change_staff, can_manage_tokens, route
from ..presenters import RoleRow, StaffHeader, StaffRow, UnitHeader, change_items, unit_choices
from ..selectors import (
    changes_of_staff,
    roles_ever_held,
    staff_found,
    staff_member,
    topmost_unit,
    unit_level,
    unit_of,
    units_above,
    units_to_choose,
)

SEARCH = "staff_search"
PAGE = 25


@route(Permission.VIEW_STAFF, Touches.READS)
def staff_list(request: HttpRequest) -> HttpResponse:
    """Search the staff; the search is kept with the session, out of the address."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    form = _search_form(request, officer)
    asked = form.is_valid()
    if asked and request.method == "POST":
        keep_answers(request.session, SEARCH, form)
        return redirect("access:staff_list")
    page, rows = None, []
    if asked:
        found = staff_found(form.cleaned_data["words"], form.cleaned_data["unit"], at=now())
        page = Paginator(found, PAGE).get_page(request.GET.get("page"))
        rows = [StaffRow.of(each) for each in page]
        ids = tuple(each.id for each in page)
        subject = Subject("staff", ids, regime=Regime.GEN)
        record_reading(by=officer, of=subject, action="search_staff")
    else:
        nobody_was_shown()
    shown = {"form": form, "page": page, "rows": rows, "manages_tokens": can_manage_tokens(officer)}
    return render(request, "access/staff_list.html", shown)


def _search_form(request: HttpRequest, officer: Officer) -> SearchStaffForm:
    """Return what was typed now or before; at first it asks for the officer's own unit."""
    asked = request.POST.dict() or kept_answers(request.session, SEARCH)
    if not asked:
        own = unit_of(officer.unit_id)
        asked = {"unit": own.code if own else ""}
    return SearchStaffForm(asked, units=unit_choices(units_to_choose(asked.get("unit", ""))))


@route(Permission.VIEW_STAFF, Touches.READS)
def staff_member_page(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """Show a member of staff: unit, manager, roles and the history of changes."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    staff = member_or_404(staff_id)
    at = now()
    note_reading(officer, staff)
    page = {
        "header": StaffHeader.of(staff, units_above(staff.unit)),
        "roles": [RoleRow.of(each, at) for each in roles_ever_held(staff)],
        "history": change_items(changes_of_staff(staff)),
        "manages": officer.may(Permission.MANAGE_STAFF),
        "may_change": can_change_staff(officer, staff.id),
    }
    return render(request, "access/staff_member.html", page)


@route(Permission.VIEW_STAFF, Touches.NOTHING)
def units(request: HttpRequest, unit_id: UUID | None = None) -> HttpResponse:
    """Show one level of the tree of units, with how many serve below each."""
    unit = unit_of(unit_id) if unit_id else topmost_unit()
    if unit is None:
        raise Http404
    return render(request, "access/unit.html", {"unit": UnitHeader.of(unit_level(unit))})


def member_or_404(staff_id: UUID) -> Staff:
    """Return a member of staff. Raises Http404."""
    staff = staff_member(staff_id)
    if staff is None:
        raise Http404
    return staff


def note_reading(officer: Officer, staff: Staff) -> None:
    """Log that the officer saw a member of staff."""
    subject = Subject("staff", (staff.id,), staff.staff_number, staff.version, Regime.GEN)
    record_reading(by=officer, of=subject, action="view_staff")
