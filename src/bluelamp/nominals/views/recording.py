"""Recording somebody outside booking-in, after showing whom the index knows like them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.services import reading_subjects, record_reading
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import day_of, now
from bluelamp.nominals.enums import LinkRole
from bluelamp.nominals.forms import ChooseCandidateForm, RecordPersonForm
from bluelamp.nominals.policies import require_reason
from bluelamp.nominals.presenters import candidate_cards
from bluelamp.nominals.selectors import Candidate, candidates_for
from bluelamp.nominals.services import give_part, record_person


@route(Permission.CREATE_PERSON, Touches.CHANGES)
def new_person(request: HttpRequest) -> HttpResponse:
    """Ask who it is, show who it may be, record somebody new only if it is none of them."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    require_reason(officer)
    form = RecordPersonForm(request.POST or None)
    choice = ChooseCandidateForm.answered(request.POST)
    found: Sequence[Candidate] = ()
    held_by: UUID | None = None
    if form.is_valid():
        found = _candidates(form, officer)
        if not found or choice.is_valid():
            try:
                return _settled(request, form, choice)
            except NotPossible as refusal:
                show_refusal(form, refusal)
                held_by = getattr(refusal, "person_id", None)
    context = {
        "form": form,
        "choice": choice,
        "candidates": candidate_cards(found, day_of(now())),
        "held_by": held_by,
    }
    return render(request, "nominals/new.html", context)


def _candidates(form: RecordPersonForm, officer: Officer) -> list[Candidate]:
    """Return who it may be, and log that they were shown."""
    found = candidates_for(form.claim())
    if found:
        shown = reading_subjects("person", (each.person.pk for each in found))
        record_reading(by=officer, of=shown, action="view_candidates")
    return found


def _settled(
    request: HttpRequest, form: RecordPersonForm, choice: ChooseCandidateForm
) -> HttpResponse:
    """Record somebody new, or give whom the officer chose the part."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    role, reference = LinkRole(form.cleaned_data["role"]), form.cleaned_data["reference"]
    at = now()
    chosen: UUID | None = choice.chosen
    if chosen is None:
        made = record_person(
            claim=form.claim(),
            candidates_shown=choice.shown,
            reference=reference,
            role=role,
            by=officer,
            at=at,
        )
        messages.success(request, "The person is recorded.")
        return redirect("nominals:person", made.pk)
    if reference:
        give_part(person_id=chosen, reference=reference, role=role, by=officer, at=at)
    messages.success(request, "This person was in the index already: nobody new is recorded.")
    return redirect("nominals:person", chosen)
