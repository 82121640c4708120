"""Statistics of custody, drawn and as files, for whoever oversees it."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import route
from bluelamp.audit.enums import Channel
from bluelamp.audit.services import Subject, record_disclosure, record_reading
from bluelamp.core.time import now
from bluelamp.custody.presenters.statistics import Figure, figures_of, span_words
from bluelamp.custody.selectors.statistics import count_custody

from .acts import officer_of

SPANS = {"7": "7 days", "28": "28 days", "91": "13 weeks", "364": "52 weeks"}
USUAL = "28"
COUNTS = Subject(kind="custody", ids=(), reference="statistics")


@route(Permission.VIEW_CUSTODY_STATISTICS, Touches.READS)
def statistics(request: HttpRequest) -> HttpResponse:
    """Show the numbers of all suites over the last days, drawn and in words."""
    days, since, until = _span(request)
    record_reading(by=officer_of(request), of=COUNTS, action="view_custody_statistics")
    page = {
        "figures": figures_of(count_custody(since, until)),
        "span": span_words(since, until),
        "days": days,
        "spans": SPANS.items(),
    }
    return render(request, "custody/statistics.html", page)


@route(Permission.VIEW_CUSTODY_STATISTICS, Touches.DISCLOSES)
def statistics_file(request: HttpRequest, code: str) -> HttpResponse:
    """Give one figure as a CSV file; small numbers are in it, and it says so."""
    days, since, until = _span(request)
    found = {one.code: one for one in figures_of(count_custody(since, until))}
    if code not in found:
        raise Http404
    officer = officer_of(request)
    record_disclosure(
        by=officer,
        of=COUNTS,
        action="export_custody_statistics",
        recipient=officer.label,
        channel=Channel.EXPORT,
    )
    return _file(found[code], span_words(since, until), days)


def _file(figure: Figure, span: str, days: str) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"custody-{figure.code}-{days}-days-{settings.BLUELAMP_MARKING}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")
    out = csv.writer(response)
    out.writerow([figure.what, "Number", "Span", "Marking"])
    marking = f"{settings.BLUELAMP_MARKING}: small numbers, not for publication"
    out.writerows([_plain(bar.words), bar.number, span, marking] for bar in figure.bars)
    return response


def _plain(words: str) -> str:
    """Return words that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(("=", "+", "-", "@", "\t", "\r")) else words


def _span(request: HttpRequest) -> tuple[str, datetime, datetime]:
    asked = request.GET.get("days", USUAL)
    days = asked if asked in SPANS else USUAL
    until = now()
    return days, until - timedelta(days=int(days)), until
