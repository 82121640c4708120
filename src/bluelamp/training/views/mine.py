"""One's own training: the next session, the courses, and every answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.services import nobody_was_shown
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.keyset import read_place
from bluelamp.core.time import day_of, now
from bluelamp.training import selectors, services
from bluelamp.training.enums import DeclineReason, Delivery, Teller
from bluelamp.training.forms.bookings import DeclineForm, SwapForm, WaiverForm
from bluelamp.training.models import Booking, Learner, PracticalInstruction
from bluelamp.training.presenters import mine as present
from bluelamp.training.presenters.refreshers import own_cards
from bluelamp.training.presenters.sessions import SessionRow
from bluelamp.training.selectors.evaluation import open_forms
from bluelamp.training.selectors.refreshers import own_refreshers

ANSWERS = {
    "accept": (services.accept_booking, "You have accepted."),
    "tentative": (services.keep_booking_open, "Your place is kept. Please answer soon."),
    "take": (services.take_offer, "The place is yours."),
    "refuse": (services.decline_offer, "You have declined. The place goes to the next."),
    "leave": (services.leave_waiting_list, "You have left the waiting list."),
}


@route(Permission.USE_BLUELAMP, Touches.READS)
def mine(request: HttpRequest) -> HttpResponse:
    """Show one's own training: what, when, where, and what is still to do."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    nobody_was_shown()  # but oneself
    learner = selectors.learner_of(officer.id)
    if learner is None:
        return render(request, "training/mine.html", {"learner": None})
    bookings = list(selectors.bookings_of(learner))
    coming, over = present.cards_of(bookings)
    needed = list(selectors.requirements_of(learner))
    page = {
        "learner": learner,
        "coming": coming,
        "over": over,
        "courses": present.course_rows(needed, bookings, learner),
        "plan": selectors.own_plan(learner),
        "swaps": selectors.swaps_asked_of(learner),
        "refreshers": own_cards(own_refreshers(learner), day_of(now())),
        "asked": len(open_forms(learner, day_of(now()), Teller.SELF)),
    }
    return render(request, "training/mine.html", page)


@route(Permission.USE_BLUELAMP, Touches.READS)
def booking(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """Show one of one's own bookings: how to get there, and the answers."""
    learner, found = _own(request, booking_id)
    nobody_was_shown()  # but oneself
    told = PracticalInstruction.objects.filter(learner=learner).first()
    lines = list(told.lines) if told else []
    page = {
        "page": present.booking_page(found, lines, now()),
        "swaps": selectors.swaps_open(found),
    }
    return render(request, "training/my_booking.html", page)


@require_POST
@route(Permission.USE_BLUELAMP, Touches.CHANGES)
def answer(request: HttpRequest, booking_id: UUID, name: str) -> HttpResponse:
    """Answer without more words: accept, not sure, take or decline an offer."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    if name not in ANSWERS or not selectors.is_own_booking(officer.id, booking_id):
        raise Http404
    act, done = ANSWERS[name]
    try:
        act(booking_id=booking_id, by=officer, at=now())
        messages.success(request, done)
    except NotPossible as refusal:
        messages.error(request, refusal.reason)
    return redirect("training:my_booking", booking_id)


@route(Permission.USE_BLUELAMP, Touches.CHANGES)
def decline(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """Decline, or give a place up, with a reason."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    _learner, found = _own(request, booking_id)
    form = DeclineForm(request.POST or None)
    if form.is_valid():
        reason, words = DeclineReason(form.cleaned_data["reason"]), form.cleaned_data["words"]
        try:
            services.decline_booking(
                booking_id=booking_id, reason=reason, words=words, by=officer, at=now()
            )
        except NotPossible as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Your place is free for somebody else.")
            return redirect("training:mine")
    return render(request, "training/decline.html", {"form": form, "booking": found})


@route(Permission.USE_BLUELAMP, Touches.CHANGES)
def swap(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """Ask a colleague of one's own unit to change places."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    _learner, found = _own(request, booking_id)
    others = list(selectors.colleagues_to_swap_with(found))
    form = SwapForm(request.POST or None, bookings=others)
    if form.is_valid():
        theirs = UUID(form.cleaned_data["colleague"])
        try:
            services.ask_swap(mine_id=booking_id, theirs_id=theirs, by=officer, at=now())
        except NotPossible as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Your colleague has been asked.")
            return redirect("training:my_booking", booking_id)
    page = {"form": form, "booking": found, "others": others}
    return render(request, "training/swap.html", page)


@require_POST
@route(Permission.USE_BLUELAMP, Touches.CHANGES)
def answer_swap(request: HttpRequest, swap_id: UUID, name: str) -> HttpResponse:
    """Agree to change places, or not."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    acts = {"agree": services.agree_swap, "refuse": services.refuse_swap}
    if name not in acts:
        raise Http404
    try:
        acts[name](swap_id=swap_id, by=officer, at=now())
        messages.success(request, "You have swapped." if name == "agree" else "You said no.")
    except NotPossible as refusal:
        messages.error(request, refusal.reason)
    return redirect("training:mine")


@route(Permission.USE_BLUELAMP, Touches.CHANGES)
def choose(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """List the sessions of a course on which one can have a place."""
    learner = _learner(request)
    after = read_place(request.GET["after"]) if request.GET.get("after") else None
    delivery = Delivery.CLASSROOM if learner.mode == "CLASSROOM" else Delivery.VIRTUAL
    found, following = selectors.sessions_to_choose(course_id, delivery, at=now(), after=after)
    page = {
        "rows": [SessionRow.of(each) for each in found],
        "sessions": found,
        "following": following.as_text() if following else "",
        "course": found[0].course if found else None,
    }
    return render(request, "training/choose.html", page)


@route(Permission.USE_BLUELAMP, Touches.CHANGES)
def take_place(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Take a place on a session, or join its waiting list when it is full."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    learner = _learner(request)
    form = WaiverForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = _take(request, session_id, learner, officer, form.cleaned_data["waiver_reason"])
            return redirect("training:my_booking", made.pk)
        except NotPossible as refusal:
            show_refusal(form, refusal)
    # Read after the attempt: where others were quicker, the page offers the waiting list.
    session = selectors.session_to_take(session_id)
    if session is None:
        raise Http404
    against = services.hindrances_of(learner, session)
    page = {"form": form, "session": session, "row": SessionRow.of(session)}
    return render(request, "training/take_place.html", page | {"against": against})


def _take(
    request: HttpRequest, session_id: UUID, learner: Learner, officer: Officer, waiver: str
) -> Booking:
    given: dict[str, Any] = {"session_id": session_id, "learner_id": learner.pk}
    given |= {"by": officer, "at": now()}
    if "wait" in request.POST:
        waiting = services.join_waiting_list(**given)
        messages.success(request, "You are on the waiting list.")
        return waiting
    made = services.book_place(**given, waiver_reason=waiver)
    messages.success(request, "You have a place.")
    return made


def _learner(request: HttpRequest) -> Learner:
    officer: Officer = request.officer  # type: ignore[attr-defined]
    learner = selectors.learner_of(officer.id)
    if learner is None:
        raise Http404
    return learner


def _own(request: HttpRequest, booking_id: UUID) -> tuple[Learner, Booking]:
    """Return the person and their own booking; another's is not found."""
    learner = _learner(request)
    found = selectors.booking_of(learner, booking_id)
    if found is None:
        raise Http404
    return learner, found
