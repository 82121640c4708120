"""Giving and ending roles, closing and opening accounts: each a page that asks and then acts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bluelamp.core.errors import NotPossible
from bluelamp.core.time import now

from ..enums import Permission, Role, Touches
from ..forms import ChangeStaffForm, GiveRoleForm
from ..models import Staff
from ..policies import Officer, can_change_staff, require, route
from ..presenters import RoleRow, StaffHeader
from ..selectors import roles_ever_held
from ..services import deactivate_staff, end_role, give_role, reactivate_staff
from .staff import member_or_404, note_reading


@dataclass(frozen=True, slots=True)
class Change:
    """What a page asks for: its words, its form and the service that does it."""

    title: str
    submit: str
    done: str
    act: Callable[..., Any]
    text: str = ""
    form: type[ChangeStaffForm] = ChangeStaffForm
    warning: bool = False


@route(Permission.MANAGE_STAFF, Touches.CHANGES)
def give_role_page(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """Give a member of staff a role."""
    act = partial(give_role, staff_id=staff_id)
    change = Change("Give a role", "Give role", "The role is given.", act, form=GiveRoleForm)
    return _answer(request, member_or_404(staff_id), change)


@route(Permission.MANAGE_STAFF, Touches.CHANGES)
def end_role_page(request: HttpRequest, staff_id: UUID, holding_id: UUID) -> HttpResponse:
    """End a role of a member of staff."""
    staff = member_or_404(staff_id)
    holding = next((each for each in roles_ever_held(staff) if each.id == holding_id), None)
    if holding is None:
        raise Http404
    role = Role(holding.role).label
    change = Change(
        title=f"End the role “{role}”",
        submit="End role",
        done="The role has ended.",
        text="It ends at once. What they did while they held it stays as it is.",
        act=partial(end_role, holding_id=holding_id),
        warning=True,
    )
    return _answer(request, staff, change)


@route(Permission.MANAGE_STAFF, Touches.CHANGES)
def deactivate_page(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """Close an account."""
    change = Change(
        title="Close the account",
        submit="Close account",
        done="The account is closed and every role has ended.",
        text="They are signed out at once, every role ends, and they cannot sign in again.",
        act=partial(deactivate_staff, staff_id=staff_id),
        warning=True,
    )
    return _answer(request, member_or_404(staff_id), change)


@route(Permission.MANAGE_STAFF, Touches.CHANGES)
def reactivate_page(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """Open a closed account again."""
    change = Change(
        title="Open the account again",
        submit="Open account",
        done="The account is open. It has no roles until you give some.",
        text="They may sign in again. Roles that ended do not come back by themselves.",
        act=partial(reactivate_staff, staff_id=staff_id),
    )
    return _answer(request, member_or_404(staff_id), change)


def _answer(request: HttpRequest, staff: Staff, change: Change) -> HttpResponse:
    officer: Officer = request.officer  # type: ignore[attr-defined]
    require(can_change_staff(officer, staff.id))
    form = change.form(request.POST or None, initial={"version": staff.version})
    if form.is_valid():
        try:
            change.act(**form.cleaned_data, by=officer, at=now())
        except NotPossible as refusal:
            form = form.refused(refusal, version=staff.version)
        else:
            messages.success(request, change.done)
            return redirect("access:staff_member", staff_id=staff.id)
    note_reading(officer, staff)
    return render(request, "access/staff_change.html", _page(staff, change, form))


def _page(staff: Staff, change: Change, form: ChangeStaffForm) -> dict[str, Any]:
    at = now()
    held = [RoleRow.of(each, at) for each in roles_ever_held(staff)]
    return {
        "change": change,
        "form": form,
        "header": StaffHeader.of(staff, []),
        "held": [row for row in held if row.is_open],
    }
