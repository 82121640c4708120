"""Ending a judgement, and settling what was added while two records were one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.services import Subject, reading_subjects, record_reading
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import now
from bluelamp.nominals.enums import Verdict
from bluelamp.nominals.forms import AnswerNoticeForm, EndJudgementForm, SettlePartingForm
from bluelamp.nominals.models import Judgement
from bluelamp.nominals.policies import can_answer_notice
from bluelamp.nominals.presenters import JudgementFacts, NoticeFacts, PartingFacts
from bluelamp.nominals.selectors import (
    facts_since,
    judgement_with_people,
    notice_whole,
    parting_whole,
)
from bluelamp.nominals.services import answer_notice
from bluelamp.nominals.services import end_judgement as end
from bluelamp.nominals.services import settle_parting as settle


@route(Permission.JUDGE_SAMENESS, Touches.CHANGES)
def end_judgement(request: HttpRequest, judgement_id: int) -> HttpResponse:
    """Say why a judgement is ended; records that it joined are parted again."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    found = judgement_with_people(judgement_id)
    if found is None:
        raise Http404
    form = EndJudgementForm(request.POST or None)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            end(judgement_id=judgement_id, reason=reason, by=officer, at=now())
        except NotPossible as refusal:
            show_refusal(form, refusal)
        else:
            return _ended(request, found)
    record_reading(by=officer, of=_both(found.first_id, found.second_id), action="view_judgement")
    context = {"form": form, "judgement": JudgementFacts(found)}
    return render(request, "nominals/end_judgement.html", context)


def _ended(request: HttpRequest, found: Judgement) -> HttpResponse:
    said = "The judgement is ended."
    if found.verdict == Verdict.SAME:
        said = "The two records are parted, and will not be proposed again."
    messages.success(request, said)
    return redirect("nominals:person", found.first_id)


@route(Permission.JUDGE_SAMENESS, Touches.CHANGES)
def settle_parting(request: HttpRequest, parting_id: int) -> HttpResponse:
    """Show what was added meanwhile, and take what belongs to the other and how it was settled."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    parting = parting_whole(parting_id)
    if parting is None:
        raise Http404
    facts = facts_since(parting)
    form = SettlePartingForm(request.POST or None, facts=facts)
    if form.is_valid():
        try:
            settle(parting_id=parting_id, by=officer, at=now(), **form.cleaned_data)
        except NotPossible as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "The parting is settled.")
            return redirect("nominals:person", parting.other_id)
    record_reading(by=officer, of=_both(parting.kept_id, parting.other_id), action="view_parting")
    context = {"form": form, "parting": PartingFacts(parting, facts)}
    return render(request, "nominals/settle_parting.html", context)


@route(Permission.VIEW_PERSON, Touches.CHANGES)
def parting_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Show the owner of a live record who in it was parted, and take what looking again found."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    notice = notice_whole(notice_id)
    if notice is None or not can_answer_notice(officer, notice):
        raise Http404
    form = AnswerNoticeForm(request.POST or None)
    if form.is_valid():
        try:
            answer_notice(notice_id=notice_id, by=officer, at=now(), **form.cleaned_data)
        except NotPossible as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Your answer is kept.")
            return redirect("home")
    both = _both(notice.parting.kept_id, notice.parting.other_id)
    record_reading(by=officer, of=both, action="view_parting")
    context = {"form": form, "notice": NoticeFacts(notice, officer)}
    return render(request, "nominals/parting_notice.html", context)


def _both(one: UUID, other: UUID) -> Subject:
    return reading_subjects("person", (one, other))
