"""The tokens of programs: what there is, issuing one, revoking one."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control

from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, nobody_was_shown, record_reading
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import now

from ..enums import Permission, Touches
from ..forms import IssueTokenForm
from ..models import ApiToken
from ..policies import Officer, route
from ..presenters import TokenRow
from ..selectors import token_by_id, tokens
from ..services import issue_token, revoke_token


@route(Permission.MANAGE_STAFF, Touches.READS)
def token_list(request: HttpRequest) -> HttpResponse:
    """Show every token that was ever issued."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    at = now()
    found = tokens()
    if found:
        ids = tuple(token.id for token in found)
        subject = Subject("api_token", ids, regime=Regime.GEN)
        record_reading(by=officer, of=subject, action="view_tokens")
    else:
        nobody_was_shown()
    rows = [TokenRow.of(token, at) for token in found]
    return render(request, "access/tokens.html", {"rows": rows})


@route(Permission.MANAGE_STAFF, Touches.CHANGES)
def issue_token_page(request: HttpRequest) -> HttpResponse:
    """Issue a token, and show its secret this once."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    form = IssueTokenForm(request.POST or None)
    if form.is_valid():
        try:
            token, secret = _issue(form, officer, now())
        except NotPossible as refusal:
            show_refusal(form, refusal)
        else:
            page = {"row": TokenRow.of(token, token.issued_at), "secret": secret}
            response = render(request, "access/token_issued.html", page)
            patch_cache_control(response, private=True, no_store=True)
            return response
    return render(request, "access/issue_token.html", {"form": form})


@route(Permission.MANAGE_STAFF, Touches.CHANGES)
def revoke_token_page(request: HttpRequest, token_id: UUID) -> HttpResponse:
    """Revoke a token."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    token = token_by_id(token_id)
    if token is None:
        raise Http404
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            revoke_token(token_id=token_id, by=officer, at=now())
        except NotPossible as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "The token is revoked.")
            return redirect("access:tokens")
    row = TokenRow.of(token, now())
    return render(request, "access/revoke_token.html", {"row": row, "form": form})


def _issue(form: IssueTokenForm, officer: Officer, at: datetime) -> tuple[ApiToken, str]:
    said = form.cleaned_data
    staff = said["staff_number"]
    return issue_token(
        name=said["name"],
        staff_id=staff.id if staff else None,
        role=said["role"],
        reason=form.reason(),
        expires_at=at + timedelta(days=said["days"]),
        by=officer,
        at=at,
    )
