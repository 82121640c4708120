"""The programme: audiences against the decision, the curriculum, venues and trainers."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.core.time import now
from bluelamp.training import selectors
from bluelamp.training.enums import PlatformModule
from bluelamp.training.models import Drop
from bluelamp.training.policies import can_manage_training
from bluelamp.training.presenters import programme as present
from bluelamp.training.presenters import resources
from bluelamp.training.presenters.words import day_in_words
from bluelamp.training.rules.venues import lacks

TRAINERS_ON_A_PAGE = 50


@route(Permission.VIEW_TRAINING, Touches.NOTHING)
def audiences(request: HttpRequest) -> HttpResponse:
    """Show how many are taught in classrooms and digitally, against the decision."""
    drop = selectors.current_drop()
    if drop is None:
        return render(request, "training/no_programme.html")
    counts = selectors.audience_counts(drop)
    page = {
        "drop": drop,
        "go_live": day_in_words(drop.go_live),
        "bars": present.bars_of(drop, counts),
        "rows": present.audience_rows(counts),
    }
    return render(request, "training/audiences.html", page)


@route(Permission.VIEW_TRAINING, Touches.NOTHING)
def curriculum(request: HttpRequest) -> HttpResponse:
    """Show the matrix of roles and modules, and the courses."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    drop = _drop()
    page = {
        "drop": drop,
        "modules": [module.label for module in PlatformModule],
        "rows": present.matrix_rows(selectors.matrix_of(drop)),
        "courses": present.course_lines(selectors.courses_of(drop)),
        "head": ("Code", "Course", "Given", "First", "Instead of"),
        "may_change": can_manage_training(officer),
    }
    return render(request, "training/curriculum.html", page)


@route(Permission.VIEW_TRAINING, Touches.NOTHING)
def venues(request: HttpRequest) -> HttpResponse:
    """Show the venues and whether each may be used."""
    rows = [resources.VenueRow.of(each) for each in selectors.venues_listed()]
    officer: Officer = request.officer  # type: ignore[attr-defined]
    page = {
        "rows": rows,
        "virtual": resources.virtual_room_rows(selectors.virtual_rooms()),
        "may_change": can_manage_training(officer),
    }
    return render(request, "training/venues.html", page)


@route(Permission.VIEW_TRAINING, Touches.NOTHING)
def venue(request: HttpRequest, venue_id: UUID) -> HttpResponse:
    """Show a venue's accessibility record and its rooms."""
    found = selectors.venue_for_page(venue_id)
    if found is None:
        raise Http404
    officer: Officer = request.officer  # type: ignore[attr-defined]
    page = {
        "venue": found,
        "lacks": [each.label for each in lacks(found.facts)],
        "facts": resources.venue_facts(found),
        "rooms": resources.room_rows(found),
        "equipment": resources.equipment_rows(found),
        "to_move": resources.teaching_rows(selectors.sessions_out_of_place(found, now())[:50]),
        "may_change": can_manage_training(officer),
    }
    return render(request, "training/venue.html", page)


@route(Permission.VIEW_TRAINING, Touches.NOTHING)
def trainers(request: HttpRequest) -> HttpResponse:
    """Show who teaches, of which kind, and until when their contract runs."""
    found = Paginator(selectors.trainers_listed(now()), TRAINERS_ON_A_PAGE)
    page = found.get_page(request.GET.get("page"))
    officer: Officer = request.officer  # type: ignore[attr-defined]
    rows, may_change = resources.trainer_rows(page), can_manage_training(officer)
    shown = {"page": page, "rows": rows, "may_change": may_change}
    return render(request, "training/trainers.html", shown)


def _drop() -> Drop:
    drop = selectors.current_drop()
    if drop is None:
        raise Http404
    return drop
