"""What evaluation says: classroom beside digital, by group, and what comments are about."""

from __future__ import annotations

import csv
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, nobody_was_shown, record_reading
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import day_of, now
from bluelamp.training import selectors, services
from bluelamp.training.enums import EvaluationLevel, Teller, Theme
from bluelamp.training.forms.evaluation import CodeCommentForm
from bluelamp.training.models import Drop, EvaluationComment
from bluelamp.training.policies import can_manage_training, can_tell_tests
from bluelamp.training.presenters import evaluation as present
from bluelamp.training.rules.evaluation import week_of
from bluelamp.training.selectors.evaluation import (
    answers_of,
    comments_to_read,
    names_of_groups,
    themes_counted,
)
from bluelamp.training.selectors.learning import learnt_in

LEVELS = {each.value.lower(): each for each in EvaluationLevel}


@route(Permission.VIEW_TRAINING, Touches.NOTHING)
def results(request: HttpRequest) -> HttpResponse:
    """Show how classroom and digital compare, level by level."""
    drop = selectors.current_drop()
    if drop is None:
        return render(request, "training/no_programme.html")
    officer: Officer = request.officer  # type: ignore[attr-defined]
    counted = themes_counted(drop, _before())
    page = {
        "drop": drop,
        "levels": [_block(drop, level) for level in EvaluationLevel],
        "themes": present.theme_rows(counted),
        "before": _before(),
        "may_change": can_manage_training(officer),
        "may_tell_tests": can_tell_tests(officer),
    }
    return render(request, "training/evaluation/results.html", page)


@route(Permission.VIEW_TRAINING, Touches.NOTHING)
def level(request: HttpRequest, name: str) -> HttpResponse:
    """Show one level by course, venue, who taught and protected characteristic."""
    drop, asked, teller = _asked(request, name)
    block = _block(drop, asked, teller, whole=True)
    page = {**block, "drop": drop, "before": _before(), "teller": teller, "tellers": Teller}
    return render(request, "training/evaluation/level.html", page)


@route(Permission.VIEW_TRAINING, Touches.NOTHING)
def file(request: HttpRequest, name: str) -> HttpResponse:
    """Send what the page of a level shows as CSV: groups alone, no small cell, nobody."""
    drop, asked, teller = _asked(request, name)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    called = f"evaluation-{name}-{settings.BLUELAMP_MARKING}.csv"
    response["Content-Disposition"] = f'attachment; filename="{called}"'
    tables = _block(drop, asked, teller, whole=True)["tables"]
    csv.writer(response).writerows(present.csv_rows(tables))
    return response


@route(Permission.MANAGE_TRAINING, Touches.READS)
def comments(request: HttpRequest) -> HttpResponse:
    """Show comments to read, a few at a time; those read, on asking."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    coded = request.GET.get("read") == "1"
    found = comments_to_read(_drop(), coded=coded)
    if found:
        ids = tuple(each.pk for each in found)
        subject = Subject("evaluation_comment", ids, regime=Regime.GEN)
        record_reading(by=officer, of=subject, action="read_comments")
    else:
        nobody_was_shown()
    forms = [(each, _code_form(each)) for each in found]
    return render(request, "training/evaluation/comments.html", {"rows": forms, "coded": coded})


@route(Permission.MANAGE_TRAINING, Touches.CHANGES)
def comment(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    """Say what a comment is about, or delete one that tells who somebody is."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    found = EvaluationComment.objects.filter(pk=comment_id).first()
    if found is None:
        raise Http404
    form = CodeCommentForm(request.POST or None, initial=_coded(found))
    deletes = "delete" in request.POST
    if deletes or form.is_valid():
        try:
            _act(found, form, deletes, officer)
        except NotPossible as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Deleted." if deletes else "Read.")
            return redirect("evaluation:comments")
    return render(request, "training/evaluation/comment.html", {"form": form, "comment": found})


def _act(found: EvaluationComment, form: CodeCommentForm, deletes: bool, by: Officer) -> None:
    if deletes:
        services.delete_comment(comment_id=found.pk, version=found.version, by=by, at=now())
        return
    themes = [Theme(each) for each in form.cleaned_data["themes"]]
    version = form.cleaned_data["version"]
    services.code_comment(comment_id=found.pk, version=version, themes=themes, by=by, at=now())


def _code_form(comment: EvaluationComment) -> CodeCommentForm:
    return CodeCommentForm(initial=_coded(comment), auto_id=f"id_{comment.pk}_%s")


def _coded(comment: EvaluationComment) -> dict[str, Any]:
    return {"themes": comment.themes, "version": comment.version}


def differences_of(drop: Drop, level: EvaluationLevel) -> list[str]:
    """Return where a protected group falls behind at a level, in words."""
    found: list[str] = _block(drop, level, whole=True)["differences"]
    return found


def _block(
    drop: Drop, level: EvaluationLevel, teller: Teller = Teller.SELF, *, whole: bool = False
) -> dict[str, Any]:
    """Return a level: what is aimed at and the tables, of everybody alone or of each group."""
    if level is EvaluationLevel.LEARNING:
        figures = present.learnt_figures(learnt_in(drop, _before()))
    else:
        figures = present.rated_figures(answers_of(drop, level, teller, _before()), level)
    names = names_of_groups(drop) if whole else {}
    tables = present.tables_of(figures, names)
    return {
        "level": level,
        "slug": level.value.lower(),
        "aims": present.aims(level),
        "counted": present.counted_words(level),
        "tables": tables if whole else tables[:1],
        "differences": present.differences(tables, figures) if whole else [],
    }


def _asked(request: HttpRequest, name: str) -> tuple[Drop, EvaluationLevel, Teller]:
    if name not in LEVELS:
        raise Http404
    asked = LEVELS[name]
    manager = request.GET.get("told_by") == "managers" and asked is EvaluationLevel.BEHAVIOUR
    return _drop(), asked, Teller.MANAGER if manager else Teller.SELF


def _before() -> Any:
    """Return the Monday of this week: only weeks that are over are counted."""
    return week_of(day_of(now()))


def _drop() -> Drop:
    drop = selectors.current_drop()
    if drop is None:
        raise Http404
    return drop
