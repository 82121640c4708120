"""What is asked of each person about their training, and what they may say of themselves."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, require, route
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, nobody_was_shown, record_reading
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import day_of, now
from bluelamp.training import selectors, services
from bluelamp.training.enums import EvaluationLevel, Teller
from bluelamp.training.forms.evaluation import DeclarationForm, EvaluationForm
from bluelamp.training.models import Learner
from bluelamp.training.policies import can_evaluate
from bluelamp.training.rules.evaluation import QUESTIONS
from bluelamp.training.selectors.evaluation import Taken, declared_by, open_forms, people_to_tell_of

LEVELS = {each.value.lower(): each for each in EvaluationLevel}


@route(Permission.USE_BLUELAMP, Touches.READS)
def mine(request: HttpRequest) -> HttpResponse:
    """Show what one is asked about one's training, and about that of one's own people."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    learner, today = selectors.learner_of(officer.id), day_of(now())
    people = people_to_tell_of(officer.id, today)
    if people:
        ids = tuple({each.learner_id for each in people})
        subject = Subject("evaluation", ids, regime=Regime.GEN)
        record_reading(by=officer, of=subject, action="view_people_to_evaluate")
    else:
        nobody_was_shown()  # but oneself
    page = {
        "learner": learner,
        "asked": open_forms(learner, today, Teller.SELF) if learner else [],
        "people": people,
    }
    return render(request, "training/evaluation/mine.html", page)


@route(Permission.USE_BLUELAMP, Touches.CHANGES)
def give(request: HttpRequest, course_id: UUID, name: str) -> HttpResponse:
    """Answer about one's own training."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    learner = selectors.learner_of(officer.id)
    if learner is None:
        raise Http404
    taken = _taken(learner, course_id, LEVELS.get(name), Teller.SELF)
    return _answer(request, learner, taken, Teller.SELF)


@route(Permission.USE_BLUELAMP, Touches.CHANGES)
def give_of(request: HttpRequest, learner_id: UUID, course_id: UUID) -> HttpResponse:
    """Answer, as line manager, how training shows at work."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    learner = Learner.objects.select_related("staff").filter(pk=learner_id).first()
    if learner is None:
        raise Http404
    require(can_evaluate(officer, learner, Teller.MANAGER))
    taken = _taken(learner, course_id, EvaluationLevel.BEHAVIOUR, Teller.MANAGER)
    return _answer(request, learner, taken, Teller.MANAGER)


@route(Permission.USE_BLUELAMP, Touches.CHANGES)
def about_me(request: HttpRequest) -> HttpResponse:
    """Say of oneself what one wishes to say, or take it back."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    form = DeclarationForm(request.POST or None, initial=declared_by(officer.id))
    if form.is_valid():
        services.declare_characteristics(told=form.told, by=officer, at=now())
        said = any(form.told.values())
        messages.success(request, "Kept." if said else "Nothing is kept of you any more.")
        return redirect("evaluation:mine")
    return render(request, "training/evaluation/about_me.html", {"form": form})


def _answer(request: HttpRequest, learner: Learner, taken: Taken, teller: Teller) -> HttpResponse:
    officer: Officer = request.officer  # type: ignore[attr-defined]
    form = EvaluationForm(request.POST or None, questions=QUESTIONS[taken.level, teller])
    if form.is_valid():
        about: dict[str, Any] = {"learner_id": learner.pk, "course_id": taken.course_id}
        told = {"ratings": form.ratings, "comment": form.cleaned_data["comment"]}
        try:
            services.give_evaluation(
                **about, level=taken.level, teller=teller, **told, by=officer, at=now()
            )
        except NotPossible as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Thank you. Your answers are counted, without your name.")
            return redirect("evaluation:mine")
    who = learner.staff.label if teller is Teller.MANAGER else ""
    page = {"form": form, "taken": taken, "who": who, "back": reverse("evaluation:mine")}
    return render(request, "training/evaluation/give.html", page)


def _taken(
    learner: Learner, course_id: UUID, level: EvaluationLevel | None, teller: Teller
) -> Taken:
    asked = open_forms(learner, day_of(now()), teller)
    for each in asked:
        if (each.course_id, each.level) == (course_id, level):
            return each
    raise Http404
