"""Notices of rights: listed, printed and given."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import route
from bluelamp.core.printing import pdf_of
from bluelamp.custody import policies, services
from bluelamp.custody.forms.notices import GiveNoticeForm
from bluelamp.custody.presenters.notices import NOTICE, notice_data
from bluelamp.custody.selectors.notices import languages_not_held, notice_of, notices_available

from .acts import Act, answer, record_of
from .paper import as_pdf

GIVE = Act(
    "Give a notice of rights",
    "Record that it was given",
    "Notice of rights recorded as given.",
    GiveNoticeForm,
    policies.can_care_for_person,
    services.give_notice,
    template="custody/give_notice.html",
)


@route(Permission.VIEW_CUSTODY_RECORD, Touches.NOTHING)
def notices(request: HttpRequest) -> HttpResponse:
    """List the notices of rights, to be printed."""
    shown = {"notices": notices_available(), "missing": languages_not_held().values()}
    return render(request, "custody/notices.html", shown)


@route(Permission.VIEW_CUSTODY_RECORD, Touches.NOTHING)
def notice_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """Give a notice as a PDF: it holds nothing of anybody."""
    found = notice_of(code)
    if found is None:
        raise Http404
    return as_pdf(pdf_of(NOTICE, notice_data(found)), f"rights-{found.code}")


@route(Permission.CARE_FOR_PERSON, Touches.CHANGES)
def give_notice(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Record that a notice was given."""
    return answer(request, record_of(record_id), GIVE)
