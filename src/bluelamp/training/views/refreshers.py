"""Refreshers for who runs the programme: how many, who, what they are, and how they are planned."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, nobody_was_shown, record_reading
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import day_of, now
from bluelamp.training import services
from bluelamp.training.forms.refreshers import SetUpRefresherForm
from bluelamp.training.models import Course, Drop
from bluelamp.training.presenters import refreshers as present
from bluelamp.training.selectors import current_drop
from bluelamp.training.selectors import refreshers as read


@route(Permission.VIEW_TRAINING, Touches.NOTHING)
def refreshers(request: HttpRequest) -> HttpResponse:
    """Show how many refreshers are to do and done: numbers only, nobody's name."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    drop, today = _drop(), day_of(now())
    commands = read.refreshers_by(drop, "learner__command", today=today)
    courses = read.refreshers_by(drop, "course", today=today)
    page = {
        "drop": drop,
        "groups": [
            ("commands", "By command", present.tally_rows(commands, "command")),
            ("courses", "By course", present.tally_rows(courses, "course")),
        ],
        "any": bool(commands),
        "courses": read.refresher_courses(drop),
        "manages": officer.may(Permission.MANAGE_TRAINING),
        "server": bool(settings.BLUELAMP_MAIL_URL),
        "unsent": present.mail_in_words(read.refresher_messages_counted()),
        **_runs(drop),
    }
    return render(request, "training/refreshers/list.html", page)


@route(Permission.VIEW_TRAINING, Touches.NOTHING)
def planning(request: HttpRequest) -> HttpResponse:
    """Answer with how the planning goes; with the whole page once everybody is told."""
    runs = _runs(_drop())
    answer = render(request, "training/refreshers/runs.html", runs)
    if not runs["going_on"]:
        answer["HX-Refresh"] = "true"
    return answer


@route(Permission.VIEW_TRAINING, Touches.READS)
def people(request: HttpRequest) -> HttpResponse:
    """Show the people behind a number."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    drop, today, asked = _drop(), day_of(now()), _asked(request)
    found, following = read.refreshers_listed(drop, asked, today=today, after=_after(request))
    if found:
        who = tuple(dict.fromkeys(each.learner.staff_id for each in found))
        subject = Subject("staff", who, regime=Regime.GEN)
        record_reading(by=officer, of=subject, action="list_refreshers")
    else:
        nobody_was_shown()
    page = {
        "rows": present.person_cards(found, today),
        "following": following or "",
        "states": present.SHOWN,
        **asked,
    }
    return render(request, "training/refreshers/people.html", page)


@route(Permission.MANAGE_TRAINING, Touches.NOTHING)
def set_up(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """Say what the refresher of a course is."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    course = get_object_or_404(Course, pk=course_id)
    form = SetUpRefresherForm(request.POST or None, initial=_initial(course))
    if request.method == "POST" and form.is_valid():
        made = services.set_up_refresher(
            course_id=course.pk, told=form.told(), by=officer, at=now()
        )
        messages.success(request, "The refresher is set up. Add its e-learning as a package.")
        return redirect("digital:add_package", made.course_version_id)
    return render(request, "training/refreshers/set_up.html", {"form": form, "course": course})


@require_POST
@route(Permission.MANAGE_TRAINING, Touches.CHANGES)
def send_again(request: HttpRequest) -> HttpResponse:
    """Send every message about refreshers again that did not go out."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    try:
        count = services.send_refreshers_again(by=officer, at=now())
        messages.success(request, f"{count:,} messages wait to be sent.")
    except NotPossible as refusal:
        messages.error(request, refusal.reason)
    return redirect("refreshers:list")


def _runs(drop: Drop) -> dict[str, Any]:
    rows = [present.RunRow.of_run(each) for each in read.latest_runs(drop)]
    return {"runs": rows, "going_on": any(not row.is_over for row in rows)}


def _initial(course: Course) -> dict[str, Any]:
    """Return the refresher as it is set up, to be changed."""
    held = read.refresher_of(course.pk)
    if held is None:
        return {}
    minutes = held.course_version.minutes
    return {"task": held.task, "task_words": held.task_words, "minutes": minutes}


def _asked(request: HttpRequest) -> dict[str, str]:
    asked = {name: request.GET.get(name, "") for name in ("command", "course", "state")}
    if asked["state"] not in present.SHOWN:
        raise Http404
    return asked


def _after(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET["after"]) if request.GET.get("after") else None
    except ValueError as error:
        raise Http404 from error


def _drop() -> Drop:
    drop = current_drop()
    if drop is None:
        raise Http404
    return drop
