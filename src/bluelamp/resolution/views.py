"""The queue of pairs, and two records side by side."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.services import reading_subjects, record_reading
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import day_of, now
from bluelamp.nominals.enums import Verdict
from bluelamp.nominals.models import Judgement
from bluelamp.nominals.panels import candidate_cards
from bluelamp.nominals.selectors import people_by_id
from bluelamp.nominals.services import UnansweredCautions

from .forms import ChooseRecordForm, JudgePairForm
from .presenters import PairShown, pair_rows
from .selectors import PairPage, pair_page, pairs_in_queue, pairs_waiting, records_like
from .services import judge_pair, propose_by_hand

PAGE_SIZE = 20


@route(Permission.JUDGE_SAMENESS, Touches.READS)
def pairs(request: HttpRequest) -> HttpResponse:
    """Show the pairs that await an officer, the likeliest first."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    page = Paginator(pairs_waiting(), PAGE_SIZE).get_page(request.GET.get("page"))
    queue = pairs_in_queue(list(page))
    shown = [person.pk for each in queue for person in each.people]
    record_reading(by=officer, of=reading_subjects("person", shown), action="view_pairs")
    return render(request, "resolution/pairs.html", {"page": page, "rows": pair_rows(queue, now())})


@route(Permission.JUDGE_SAMENESS, Touches.CHANGES)
def pair(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Show two records side by side, and take the officer's judgement."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    page = _page_of(proposal_id, officer)
    form = _form(page, request)
    if form.is_valid():
        try:
            made = _judge(proposal_id, form, officer)
        except UnansweredCautions as refusal:
            page = _page_of(proposal_id, officer)
            form = _form(page, request)
            show_refusal(form, refusal)
        except NotPossible as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, SAID[Verdict(made.verdict)])
            return redirect("resolution:pairs")
    shown = PairShown(page, officer.id, day_of(now()))
    return render(request, "resolution/pair.html", {"pair": shown, "form": form})


@route(Permission.JUDGE_SAMENESS, Touches.CHANGES)
def choose(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Let an officer choose the record that may be the same person as this one."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    person = people_by_id([person_id]).get(person_id)
    if person is None:
        raise Http404
    form = ChooseRecordForm(request.POST or None)
    if form.is_valid() and (other := form.cleaned_data["other"]):
        try:
            made = propose_by_hand(one=person_id, other=other, by=officer, at=now())
        except NotPossible as refusal:
            show_refusal(form, refusal)
        else:
            return redirect("resolution:pair", made.pk)
    words = form.cleaned_data.get("words", "") if form.is_bound else ""
    found = records_like(person_id, words, day_of(now()))
    seen = reading_subjects("person", (person_id, *(each.person.pk for each in found)))
    record_reading(by=officer, of=seen, action="view_records_like")
    cards = candidate_cards(found, day_of(now()))
    context = {"person": person, "form": form, "cards": cards, "words": words}
    return render(request, "resolution/choose.html", context)


SAID = {
    Verdict.SAME: "The two records are judged one person.",
    Verdict.SAME_PROPOSED: "Your judgement is kept. Another officer must confirm it.",
    Verdict.NOT_SAME: "The two records are judged two people, and will not be proposed again.",
    Verdict.UNSURE: "It is kept that you are not sure. The pair stays in the queue.",
}


def _page_of(proposal_id: int, officer: Officer) -> PairPage:
    """Return the pair and log that both records were read."""
    page = pair_page(proposal_id, day_of(now()))
    if page is None:
        raise Http404
    both = reading_subjects("person", (person.pk for person in page.people))
    record_reading(by=officer, of=both, action="view_pair")
    return page


def _form(page: PairPage, request: HttpRequest) -> JudgePairForm:
    cautions = [caution.code for caution in page.standing.cautions]
    return JudgePairForm(request.POST or None, cautions=cautions)


def _judge(proposal_id: int, form: JudgePairForm, officer: Officer) -> Judgement:
    verdict = Verdict(form.cleaned_data["verdict"])
    return judge_pair(
        proposal_id=proposal_id, verdict=verdict, said=form.said(), by=officer, at=now()
    )
