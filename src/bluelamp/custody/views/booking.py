"""Booking somebody in: who it is, whether the index knows them, the arrest."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_POST

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.services import Subject, reading_subjects, record_reading
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import day_of, now
from bluelamp.custody import services
from bluelamp.custody.enums import DetentionType
from bluelamp.custody.forms.booking import ArrestForm
from bluelamp.custody.forms.powers import HoldingForm, PowerChoiceForm
from bluelamp.custody.models import BookingDraft, Suite
from bluelamp.custody.policies import can_authorise_detention
from bluelamp.custody.presenters.booking import name_words, said_words
from bluelamp.custody.presenters.instants import instant
from bluelamp.custody.presenters.steps import differences
from bluelamp.custody.rules.regime import has_pace_clock, may_book_in
from bluelamp.custody.selectors.board import suites_near
from bluelamp.investigations.selectors import offences_in_force
from bluelamp.nominals.panels import ChooseCandidateForm, PersonClaimForm, candidate_cards
from bluelamp.nominals.selectors import Candidate, candidates_for
from bluelamp.nominals.services import PersonClaim

View = Callable[[HttpRequest, BookingDraft], HttpResponse]
KEPT = {"who", "arrest", "holding"}
NO_POWER = "Select under which power the person is held."
NOT_TYPED = {"csrfmiddlewaretoken", "leave", "draft_version"}


def of_draft(view: View) -> Callable[[HttpRequest, UUID], HttpResponse]:
    """Give a view its draft; one that is finished leads to the record instead."""

    @wraps(view)
    def shown(request: HttpRequest, draft_id: UUID) -> HttpResponse:
        drafts = BookingDraft.objects.select_related("suite", "person")
        draft = get_object_or_404(drafts, pk=draft_id)
        if draft.finished_record_id is not None:
            return redirect("custody:record", draft.finished_record_id)
        if request.method == "GET":
            subject = Subject(kind="booking_draft", ids=(draft.pk,))
            record_reading(by=_officer(request), of=subject, action="open_booking")
        return view(request, draft)

    return shown


@route(Permission.BOOK_IN_PERSON, Touches.CHANGES)
@require_POST
def book_in(request: HttpRequest, suite_code: str) -> HttpResponse:
    """Begin to book somebody in at a suite."""
    suite = get_object_or_404(Suite, code=suite_code)
    draft = services.start_booking(suite_id=suite.pk, by=_officer(request), at=now())
    return redirect("custody:booking_who", draft.pk)


@route(Permission.BOOK_IN_PERSON, Touches.CHANGES)
@require_POST
def book_in_near(request: HttpRequest) -> HttpResponse:
    """Begin to book somebody in at the officer's own suite; where there are several, ask which."""
    near = suites_near(_officer(request))
    return book_in(request, near[0].code) if len(near) == 1 else redirect("custody:suites")


@route(Permission.BOOK_IN_PERSON, Touches.READS)
@of_draft
def booking(request: HttpRequest, draft: BookingDraft) -> HttpResponse:
    """Take a booking-in up where it was left."""
    if "who" not in draft.answers or not _claim_form(draft).is_valid():
        return redirect("custody:booking_who", draft.pk)
    step = "arrest" if "match" in draft.answers else "match"
    return redirect(f"custody:booking_{step}", draft.pk)


@route(Permission.BOOK_IN_PERSON, Touches.CHANGES)
@of_draft
def who(request: HttpRequest, draft: BookingDraft) -> HttpResponse:
    """Ask who the person says they are."""
    form = _typed(request, draft, "who", PersonClaimForm)
    if request.method == "POST":
        if "leave" in request.POST:
            return redirect("custody:board", draft.suite.code)
        if form.is_valid():
            return _after_who(request, draft, form.claim())
    page = {"draft": draft, "form": form, "step": "who", "version": _version(draft, "who")}
    return render(request, "custody/booking_who.html", page)


@route(Permission.BOOK_IN_PERSON, Touches.CHANGES)
@of_draft
def match(request: HttpRequest, draft: BookingDraft) -> HttpResponse:
    """Show who of the index it may be, and ask which, before somebody new is recorded."""
    said = _claim_form(draft)
    if not said.is_valid():
        return redirect("custody:booking_who", draft.pk)
    posted = request.POST if request.method == "POST" else None
    form = ChooseCandidateForm(posted, shown=draft.candidates_shown)
    if form.is_valid() and _chosen(request, draft, form):
        return redirect("custody:booking_arrest", draft.pk)
    found = _candidates(request, draft, said.claim(), anew=False)
    cards = candidate_cards(found, day_of(now()))
    page = {"draft": draft, "form": form, "choice": form, "candidates": cards}
    page["said"] = said_words(said.claim())
    return render(request, "custody/booking_match.html", page)


@route(Permission.BOOK_IN_PERSON, Touches.CHANGES)
@of_draft
def arrest(request: HttpRequest, draft: BookingDraft) -> HttpResponse:
    """Ask for the arrest, and open the record."""
    if "match" not in draft.answers:
        return redirect("custody:booking", draft.pk)
    if request.method == "GET" and _power(draft).is_other_power:
        return redirect("custody:booking_holding", draft.pk)
    offences = list(offences_in_force(day_of(now())))
    return _last_step(request, draft, "arrest", ArrestForm, offences=offences)


@route(Permission.BOOK_IN_PERSON, Touches.CHANGES)
@of_draft
def holding(request: HttpRequest, draft: BookingDraft) -> HttpResponse:
    """Ask what holds the person without an arrest for an offence, and open the record."""
    kind = _power(draft)
    if "match" not in draft.answers or not kind.is_other_power:
        return redirect("custody:booking", draft.pk)
    return _last_step(request, draft, "holding", HoldingForm, kind=kind)


@route(Permission.BOOK_IN_PERSON, Touches.CHANGES)
@require_POST
@of_draft
def choose_power(request: HttpRequest, draft: BookingDraft) -> HttpResponse:
    """Keep under which power the person is held, and ask what that rests on."""
    form = PowerChoiceForm(request.POST)
    refused = may_book_in(form.chosen) if form.is_valid() else None
    if refused is None or not refused:
        messages.warning(request, refused.reason if refused is not None else NO_POWER)
        return redirect("custody:booking_arrest", draft.pk)
    services.save_answers(
        draft_id=draft.pk,
        step="power",
        answers={"detention_type": [form.chosen]},
        by=_officer(request),
        at=now(),
    )
    to = "holding" if form.chosen.is_other_power else "arrest"
    return redirect(f"custody:booking_{to}", draft.pk)


@route(Permission.BOOK_IN_PERSON, Touches.CHANGES)
@require_POST
def keep(request: HttpRequest, draft_id: UUID, step: str) -> HttpResponse:
    """Keep what is being typed; the page asks for it every few seconds."""
    draft = get_object_or_404(BookingDraft, pk=draft_id)
    if step not in KEPT:
        raise Http404
    try:
        _keep(request, draft, step)
    except NotPossible as refusal:
        return JsonResponse({"refusal": refusal.reason}, status=409)
    at = instant(draft.updated_at, now()).words
    return JsonResponse({"version": _version(draft, step), "at": at})


@route(Permission.BOOK_IN_PERSON, Touches.CHANGES)
@require_POST
@of_draft
def discard(request: HttpRequest, draft: BookingDraft) -> HttpResponse:
    """Give a booking-in up."""
    services.discard_booking(draft_id=draft.pk, by=_officer(request), at=now())
    messages.success(request, "The booking-in is discarded. Nothing of it is kept.")
    return redirect("custody:board", draft.suite.code)


def _officer(request: HttpRequest) -> Officer:
    officer: Officer = request.officer  # type: ignore[attr-defined]
    return officer


def _last_step(
    request: HttpRequest, draft: BookingDraft, step: str, form_class: type[Form], **more: Any
) -> HttpResponse:
    """Ask what brought the person here; right answers open the record."""
    form = _typed(request, draft, step, form_class, **more)
    if request.method == "POST":
        if "leave" in request.POST:
            return redirect("custody:board", draft.suite.code)
        if form.is_valid() and (onward := _open(request, draft, form)):
            return onward
    kind = _power(draft)
    page = {"draft": draft, "form": form, "name": _name(draft), "step": step}
    page |= {"version": _version(draft, step), "limit_words": has_pace_clock(kind).reason}
    page["choice"] = PowerChoiceForm(initial={"detention_type": kind.value})
    return render(request, f"custody/booking_{step}.html", page)


def _power(draft: BookingDraft) -> DetentionType:
    """Return under which power the person is held, as far as it was said."""
    said = draft.answers.get("power", {}).get("detention_type", [DetentionType.ARREST])
    return DetentionType(said[0])


def _typed(
    request: HttpRequest, draft: BookingDraft, step: str, form: type[Form], **more: Any
) -> Any:
    """Return a step's form: what is sent now, which is kept first, or what was kept before.

    What somebody else typed meanwhile stands beside it as ``theirs``.
    """
    if request.method != "POST":
        return form(_kept(draft, step), **more)
    sent = form(request.POST, **more)
    theirs = draft.answers.get(step, {})
    try:
        _keep(request, draft, step)
    except NotPossible as refusal:
        sent.add_error(None, refusal.reason)
        sent.theirs = differences(sent, theirs)  # type: ignore[attr-defined]
    return sent


def _keep(request: HttpRequest, draft: BookingDraft, step: str) -> BookingDraft:
    """Keep what is typed, upon the version that the page showed."""
    answers = {k: v for k, v in request.POST.lists() if k not in NOT_TYPED}
    shown = request.POST.get("draft_version", "")
    kept = services.save_answers(
        draft_id=draft.pk,
        step=step,
        answers=answers,
        by=_officer(request),
        at=now(),
        seen=int(shown) if shown.isdigit() else None,
    )
    draft.answers, draft.saves, draft.updated_at = kept.answers, kept.saves, kept.updated_at
    return kept


def _version(draft: BookingDraft, step: str) -> int:
    version: int = draft.saves.get(step, {}).get("version", 0)
    return version


def _kept(draft: BookingDraft, step: str) -> MultiValueDict[str, str] | None:
    answers = draft.answers.get(step)
    return MultiValueDict(answers) if answers else None


def _claim_form(draft: BookingDraft) -> PersonClaimForm:
    return PersonClaimForm(_kept(draft, "who"))


def _after_who(request: HttpRequest, draft: BookingDraft, claim: PersonClaim) -> HttpResponse:
    """Go on to the people it may be; straight to the arrest where there is nobody."""
    if _candidates(request, draft, claim, anew=True):
        return redirect("custody:booking_match", draft.pk)
    services.choose_person(draft_id=draft.pk, person_id=None, by=_officer(request), at=now())
    return redirect("custody:booking_arrest", draft.pk)


def _candidates(
    request: HttpRequest, draft: BookingDraft, claim: PersonClaim, *, anew: bool
) -> list[Candidate]:
    """Return who it may be, keep who is shown, and log that they were seen.

    ``anew`` opens the choice again although the same people were shown before.
    """
    officer = _officer(request)
    found = candidates_for(claim)
    shown = [each.person.pk for each in found]
    if anew or shown != draft.candidates_shown:
        services.show_candidates(draft_id=draft.pk, shown=shown, by=officer, at=now())
    if shown:
        seen = reading_subjects("person", shown)
        record_reading(by=officer, of=seen, action="see_candidates")
    return found


def _chosen(request: HttpRequest, draft: BookingDraft, form: ChooseCandidateForm) -> bool:
    try:
        services.choose_person(
            draft_id=draft.pk, person_id=form.chosen, by=_officer(request), at=now()
        )
    except NotPossible as refusal:
        show_refusal(form, refusal)
        return False
    return True


def _open(
    request: HttpRequest, draft: BookingDraft, form: ArrestForm | HoldingForm
) -> HttpResponse | None:
    """Open the record and go on to the decision; None where the arrest must be put right."""
    said = _claim_form(draft)
    claim = said.claim() if said.is_valid() and draft.person_id is None else None
    try:
        record = services.finish_booking(
            draft_id=draft.pk, claim=claim, arrest=form.arrest(), by=_officer(request), at=now()
        )
    except NotPossible as refusal:
        return _put_right(request, draft, form, refusal)
    to = "authorise" if can_authorise_detention(_officer(request), record) else "tasks"
    return redirect(f"custody:{to}", record.pk)


def _put_right(
    request: HttpRequest,
    draft: BookingDraft,
    form: ArrestForm | HoldingForm,
    refusal: NotPossible,
) -> HttpResponse | None:
    """Lead to the step that a refusal is about."""
    if refusal.field == "candidate":
        messages.warning(request, refusal.reason)
        return redirect("custody:booking_match", draft.pk)
    if refusal.field in PersonClaimForm.base_fields:
        messages.warning(request, refusal.reason)
        return redirect("custody:booking_who", draft.pk)
    show_refusal(form, refusal)
    return None


def _name(draft: BookingDraft) -> str:
    if draft.person is not None:
        return draft.person.known_as
    said = _claim_form(draft)
    return name_words(said.claim()) if said.is_valid() else ""
