"""Correcting what is recorded of a person."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import now
from bluelamp.nominals.amend_forms import AmendPersonForm
from bluelamp.nominals.presenters import CONFLICT_HEAD, conflict_rows
from bluelamp.nominals.services import EditConflict, amend_person

from .people import page_of


@route(Permission.CREATE_PERSON, Touches.CHANGES)
def amend(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Correct what is recorded; whoever saves second sees both versions."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    page = page_of(person_id, officer)
    if page.person.pk != person_id:
        return redirect("nominals:amend", page.person.pk)
    form = AmendPersonForm.about(page.person, request.POST or None)
    both: list[list[str]] | None = None
    if form.is_valid():
        try:
            _save(form, person_id, officer)
        except EditConflict as conflict:
            both = conflict_rows(conflict.stored, conflict.offered, form.labels)
            form = form.once_more(conflict.version)
        except NotPossible as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "The corrections are saved.")
            return redirect("nominals:person", person_id)
    context = {"form": form, "person": page.person, "conflict": both}
    context["conflict_head"] = CONFLICT_HEAD
    return render(request, "nominals/amend.html", context)


def _save(form: AmendPersonForm, person_id: UUID, officer: Officer) -> None:
    amend_person(
        person_id=person_id,
        version=form.cleaned_data["version"],
        changes=form.changes(),
        by=officer,
        at=now(),
    )
