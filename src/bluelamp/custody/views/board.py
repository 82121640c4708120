"""The board of a suite, and the list of suites."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.gzip import gzip_page

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.services import Subject, record_reading
from bluelamp.core.time import now
from bluelamp.custody.models import Suite
from bluelamp.custody.policies import can_book_in
from bluelamp.custody.presenters.board import BoardView, board_page
from bluelamp.custody.presenters.suites import force_row, suite_row
from bluelamp.custody.selectors.board import board_of, suites_shown


# A board asks for itself again every 30 seconds: packed, it is a tenth as long.
@route(Permission.VIEW_CUSTODY_BOARD, Touches.READS)
@gzip_page
def board(request: HttpRequest, suite_code: str) -> HttpResponse:
    """Show who is in which cell and what falls due; the page asks again every 30 seconds."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    suite = get_object_or_404(Suite, code=suite_code)
    shown = board_of(suite, drafts=bool(can_book_in(officer)))
    refreshed = request.headers.get("HX-Request") == "true"
    action = "refresh_custody_board" if refreshed else "view_custody_board"
    subject = Subject(kind="custody", ids=tuple(shown.records), reference=suite.code)
    record_reading(by=officer, of=subject, action=action)
    page = board_page(shown, now(), officer, _view_asked(request))
    template = "custody/includes/board.html" if refreshed else "custody/board.html"
    return render(request, template, {"board": page})


@route(Permission.VIEW_CUSTODY_BOARD, Touches.READS)
def suites(request: HttpRequest) -> HttpResponse:
    """List the suites with their numbers and the bookings-in left unfinished."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    shown = suites_shown(drafts=bool(can_book_in(officer)))
    drafts = [draft for each in shown for draft in each.drafts]
    booked = tuple(draft.person_id for draft in drafts if draft.person_id)
    record_reading(by=officer, of=Subject(kind="custody", ids=booked), action="list_suites")
    at = now()
    rows = [suite_row(each, at) for each in shown]
    cares = officer.may(Permission.CARE_FOR_PERSON)
    manages = officer.may(Permission.MANAGE_SUITES)
    page = {"suites": rows, "force": force_row(shown), "cares": cares, "manages": manages}
    page["sets"] = officer.may(Permission.SET_CUSTODY_AUTHORITIES)
    return render(request, "custody/suites.html", page)


def _view_asked(request: HttpRequest) -> BoardView:
    asked = request.GET
    return BoardView(large=asked.get("screen") == "large", hour=asked.get("due") == "hour")
